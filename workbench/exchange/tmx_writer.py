"""Writes TMX 1.4 that every tool in the field reads: level 2 where units have codes, or level 1.

What other readers demand, and this promises: `version="1.4"`, every header attribute that the DTD
requires, notes and properties before the variants, the same language codes in the header and on
each `tuv`, no code point that XML 1.0 forbids, segments trimmed and on one line, UTF-8 without a
byte order mark, no DOCTYPE (Java readers would go and look for the file that it names). Inline
elements are well-formed and valid whatever became of the placeholders (see `tmx_codes`). Memory
stays constant: each unit is written as it comes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from workbench import __version__
from workbench.core.memory import Unit
from workbench.core.status import Status
from workbench.exchange import tmx_names as names
from workbench.exchange.tmx_codes import Rendered, render
from workbench.text.normalise import clean
from workbench.text.placeholders import PLACEHOLDER

SOURCE_LANGUAGE: Final = "zh-CN"
TARGET_LANGUAGE: Final = "en"
CREATION_TOOL: Final = "translators-workbench"
LEVELS: Final = (1, 2)

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="{tool}" creationtoolversion="{version}" segtype="sentence" \
o-tmf="{tool}" adminlang="en" srclang="{source}" datatype="plaintext"/>
  <body>
"""
_TAIL: Final = "  </body>\n</tmx>\n"
_QUOTES: Final = {'"': "&quot;", "\t": "&#9;"}
_SPACES: Final = re.compile(r"(?:^|(?<= ))(?:\0 ?)+")
_UNNAMED: Final = "x-unnamed"
"""Type of a property that came without one."""
_LENGTHS: Final = frozenset(("block", "paragraph", "sentence", "phrase"))


def write(
    units: Iterable[Unit],
    stream: BinaryIO,
    *,
    source_language: str = SOURCE_LANGUAGE,
    target_language: str = TARGET_LANGUAGE,
    level: int = 2,
) -> int:
    """Write units as one TMX file.

    Args:
        units: any number, consumed once; one without source or target text is left out, for a
            segment may not be empty.
        stream: where to; neither flushed nor closed.
        source_language: code of the sources, as written.
        target_language: code of the targets, as written.
        level: 2 writes what placeholders stand for as inline elements; 1 leaves them out, so that
            the words alone remain (section 1.1 of the specification).

    Returns:
        How many units were written.
    """
    languages = _value(source_language), _value(target_language)
    head = _HEAD.format(tool=CREATION_TOOL, version=__version__, source=languages[0])
    stream.write(head.encode())
    count = 0
    for unit in units:
        segments = _segments(unit, level)
        if segments.source and segments.target:
            stream.write(_unit(unit, segments, languages).encode())
            count += 1
    stream.write(_TAIL.encode())
    return count


def _segments(unit: Unit, level: int) -> Rendered:
    if not (unit.source_codes or unit.target_codes):
        return Rendered(_text(unit.source), _text(unit.target))
    if level > 1:
        return render(unit)
    known = {str(code.number) for code in (*unit.source_codes, *unit.target_codes)}
    return Rendered(_text(_bare(unit.source, known)), _text(_bare(unit.target, known)))


def _bare(text: str, known: Collection[str]) -> str:
    """Return a text without the placeholders of codes, and without two spaces where one stood."""
    marked = PLACEHOLDER.sub(lambda m: "\0" if m[1] in known else m[0], clean(text))
    return _SPACES.sub("", marked).replace("\0", "")


def _unit(unit: Unit, segments: Rendered, languages: tuple[str, str]) -> str:
    attributes, properties = _kept(unit.properties) if unit.properties else ("", "")
    note = _note(unit.note) if unit.note else ""
    who = (
        _date("creationdate", unit.created_at)
        + _person("creationid", unit.created_by)
        + _date("changedate", unit.changed_at)
        + _person("changeid", unit.changed_by)
    )
    numbers = segments.source_numbers, segments.target_numbers
    source = _numbers(numbers[0]) + f"<seg>{segments.source}</seg>"
    target = _numbers(numbers[1]) + f"<seg>{segments.target}</seg>"
    return (
        f"    <tu{attributes}>\n{note}{_facts(unit)}{properties}"
        f'      <tuv xml:lang="{languages[0]}">{source}</tuv>\n'
        f'      <tuv xml:lang="{languages[1]}"{who}>{target}</tuv>\n'
        "    </tu>\n"
    )


def _facts(unit: Unit) -> str:
    """The properties for what no attribute of TMX holds."""
    status = "" if unit.status is Status.CONFIRMED else unit.status.value
    return (
        _property(names.ORIGIN, unit.origin.value)
        + (_property(names.STATUS, status) if status else "")
        + (_property(names.DOCUMENT, unit.document) if unit.document else "")
        + (_property(names.DOMAIN, unit.domain) if unit.domain else "")
        + (_context(names.BEFORE, unit.before) if unit.before else "")
        + (_context(names.AFTER, unit.after) if unit.after else "")
    )


def _context(kind: str, text: str) -> str:
    text = _text(text)
    return f'      <prop type="{kind}">{text}</prop>\n' if text else ""


@lru_cache(maxsize=4096)
def _property(kind: str, value: str) -> str:
    """A property; many units have the same."""
    text = _text(value)
    return f'      <prop type="{_value(kind)}">{text}</prop>\n' if text else ""


def _note(text: str) -> str:
    note = "\n".join(clean(line) for line in text.splitlines()).strip()
    return f"      <note>{escape(note)}</note>\n" if note else ""


def _numbers(text: str) -> str:
    return f'<prop type="{names.PLACEHOLDERS}">{text}</prop>' if text else ""


def _kept(properties: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return the attributes and the properties that came with a unit.

    An attribute whose value the DTD does not allow, or that is there already, is written as a
    property of that name.
    """
    attributes: dict[str, str] = {}
    elements: list[str] = []
    for kind, said in properties:
        name = kind.removeprefix(names.ATTRIBUTE)
        value = _attribute(name, said) if name != kind else ""
        if value and name not in attributes:
            attributes[name] = value
        else:
            elements.append(_property(kind or _UNNAMED, said))
    return "".join(f' {name}="{value}"' for name, value in attributes.items()), "".join(elements)


def _attribute(name: str, value: str) -> str:
    """Return the value of an attribute of `tu` as it may be written; empty if it may not."""
    if name not in names.KEPT_ATTRIBUTES or (name == "segtype" and value not in _LENGTHS):
        return ""
    if name == "lastusagedate":
        when = names.parse_date(value)
        return names.format_date(when) if when else ""
    return _value(value)


@lru_cache(maxsize=4096)
def _date(name: str, when: datetime | None) -> str:
    return f' {name}="{names.format_date(when)}"' if when else ""


@lru_cache(maxsize=4096)
def _person(name: str, who: str) -> str:
    value = _value(who)
    return f' {name}="{value}"' if value else ""


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """Text as the content of an element; most sources are wanted three times, as neighbours too."""
    return escape(clean(text))


def _value(text: str) -> str:
    """Text as an attribute's value."""
    return escape(clean(text), _QUOTES)
