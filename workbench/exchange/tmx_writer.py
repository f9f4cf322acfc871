"""Writes TMX 1.4, level 1, so that every tool in the field reads it.

What other readers demand, and this promises: `version="1.4"`, every header attribute that the DTD
requires, notes and properties before the variants, the same language codes in the header and on
each `tuv`, no code point that XML 1.0 forbids, segments trimmed and on one line, UTF-8 without a
byte order mark, no DOCTYPE (Java readers would go and look for the file that it names). Memory
stays constant: each unit is written as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from workbench import __version__
from workbench.core.memory import Unit
from workbench.exchange import tmx_names as names
from workbench.text.normalise import clean

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


def write(
    units: Iterable[Unit],
    stream: BinaryIO,
    *,
    source_language: str = SOURCE_LANGUAGE,
    target_language: str = TARGET_LANGUAGE,
) -> int:
    """Write units as one TMX file.

    Args:
        units: any number, consumed once; one without source or target text is left out, for a
            segment may not be empty.
        stream: where to; neither flushed nor closed.
        source_language: code of the sources, as written.
        target_language: code of the targets, as written.

    Returns:
        How many units were written.
    """
    head = _HEAD.format(tool=CREATION_TOOL, version=__version__, source=_value(source_language))
    stream.write(head.encode())
    count = 0
    for unit in units:
        source, target = clean(unit.source), clean(unit.target)
        if source and target:
            variants = _source(source, source_language) + _target(unit, target, target_language)
            stream.write(f"    <tu>\n{_facts(unit)}{variants}    </tu>\n".encode())
            count += 1
    stream.write(_TAIL.encode())
    return count


def _facts(unit: Unit) -> str:
    """The note and the properties of a unit: what no attribute of TMX holds."""
    note = "\n".join(clean(line) for line in unit.note.splitlines()).strip()
    properties = (
        (names.ORIGIN, unit.origin.value),
        (names.DOCUMENT, unit.document),
        (names.DOMAIN, unit.domain),
        (names.BEFORE, unit.before),
        (names.AFTER, unit.after),
    )
    return (f"      <note>{escape(note)}</note>\n" if note else "") + "".join(
        f'      <prop type="{kind}">{escape(text)}</prop>\n'
        for kind, text in ((kind, clean(value)) for kind, value in properties)
        if text
    )


def _source(text: str, language: str) -> str:
    return f'      <tuv xml:lang="{_value(language)}"><seg>{escape(text)}</seg></tuv>\n'


def _target(unit: Unit, text: str, language: str) -> str:
    """The target variant, which carries who wrote it and when."""
    provenance = (
        _date("creationdate", unit.created_at)
        + _person("creationid", unit.created_by)
        + _date("changedate", unit.changed_at)
        + _person("changeid", unit.changed_by)
    )
    tag = f'<tuv xml:lang="{_value(language)}"{provenance}>'
    return f"      {tag}<seg>{escape(text)}</seg></tuv>\n"


def _date(name: str, when: datetime | None) -> str:
    return f' {name}="{names.format_date(when)}"' if when else ""


def _person(name: str, who: str) -> str:
    value = _value(who)
    return f' {name}="{value}"' if value else ""


def _value(text: str) -> str:
    """Text as an attribute's value."""
    return escape(clean(text), _QUOTES)
