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
from workbench.core.status import Origin, Status
from workbench.exchange import tmx_names as names
from workbench.exchange.tmx_codes import render
from workbench.text.normalise import clean
from workbench.text.placeholders import PLACEHOLDER

SOURCE_LANGUAGE: Final = "zh-CN"
TARGET_LANGUAGE: Final = "en"
CREATION_TOOL: Final = "translators-workbench"

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
        source, target, *numbers = _segments(unit, level)
        if source and target:
            text = _unit(unit, _seg(source, numbers[0]), _seg(target, numbers[1]), languages)
            stream.write(text.encode())
            count += 1
    stream.write(_TAIL.encode())
    return count


def _segments(unit: Unit, level: int) -> tuple[str, str, str, str]:
    """Return the content of both segments, and the numbers of their placeholders."""
    if not (unit.source_codes or unit.target_codes):
        return _text(unit.source), escape(clean(unit.target)), "", ""
    if level > 1:
        found = render(unit)
        return found.source, found.target, found.source_numbers, found.target_numbers
    known = {str(code.number) for code in (*unit.source_codes, *unit.target_codes)}
    return _text(_bare(unit.source, known)), _text(_bare(unit.target, known)), "", ""


def _bare(text: str, known: Collection[str]) -> str:
    """Return a text without the placeholders of codes, and without two spaces where one stood."""
    marked = PLACEHOLDER.sub(lambda m: "\0" if m[1] in known else m[0], clean(text))
    return _SPACES.sub("", marked).replace("\0", "")


def _unit(unit: Unit, source: str, target: str, languages: tuple[str, str]) -> str:
    attributes, properties = _kept(unit.properties) if unit.properties else ("", "")
    note = _note(unit.note) if unit.note else ""
    made = _made("creation", unit.created_at, unit.created_by)
    changed = _made("change", unit.changed_at, unit.changed_by)
    return (
        f"    <tu{attributes}>\n{note}{_facts(unit)}{properties}"
        f'      <tuv xml:lang="{languages[0]}">{source}</tuv>\n'
        f'      <tuv xml:lang="{languages[1]}"{made}{changed}>{target}</tuv>\n'
        "    </tu>\n"
    )


def _seg(content: str, numbers: str) -> str:
    seg = f"<seg>{content}</seg>"
    return f'<prop type="{names.PLACEHOLDERS}">{numbers}</prop>{seg}' if numbers else seg


def _facts(unit: Unit) -> str:
    """The properties for what no attribute of TMX holds."""
    status = "" if unit.status is Status.CONFIRMED else unit.status.value
    before = _context(names.BEFORE, unit.before) if unit.before else ""
    after = _context(names.AFTER, unit.after) if unit.after else ""
    return f"{_about(unit.origin, status, unit.document, unit.domain)}{before}{after}"


@lru_cache(maxsize=1024)
def _about(origin: Origin, status: str, document: str, domain: str) -> str:
    """What most units of a document have alike."""
    known = (
        (names.ORIGIN, origin.value),
        (names.STATUS, status),
        (names.DOCUMENT, document),
        (names.DOMAIN, domain),
    )
    return "".join(_property(kind, said) for kind, said in known if said)


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
def _made(what: str, when: datetime | None, who: str) -> str:
    """The attributes for who did something and when."""
    date = f' {what}date="{names.format_date(when)}"' if when else ""
    person = _value(who)
    return f'{date} {what}id="{person}"' if person else date


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """Text as the content of an element; most sources are wanted three times, as neighbours too."""
    return escape(clean(text))


def _value(text: str) -> str:
    """Text as an attribute's value."""
    return escape(clean(text), _QUOTES)
