"""Units that stand in a TMX file in the plainest way, read by one regular expression each.

Nearly every unit of every tool does: two variants, notes and properties before them, text in the
segments, and codes with text in them. An XML parser spends its time on reporting tags one by one;
the expression takes a whole unit at once. It only takes what an XML parser would understand in the
same way: whatever is unusual, be it an `hi` or a `sub`, a comment, CDATA, an entity beyond the
five, single quotes, spaces around an equals sign, a third variant or a fault, it leaves where it
stands, for the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final, TypeVar

from workbench.core.memory import Unit
from workbench.exchange import tmx_names as names
from workbench.exchange.tmx_codes import Side, closed, content, sides, start_tag, tag
from workbench.exchange.tmx_numbering import Tag
from workbench.exchange.tmx_segment import LONGEST_SEGMENT, normal
from workbench.exchange.tmx_text import UNDECODED
from workbench.exchange.tmx_units import (
    Codes,
    Facts,
    Languages,
    Properties,
    clean_lines,
    facts,
    language_code,
    made,
)
from workbench.text.normalise import clean
from workbench.text.placeholders import PLACEHOLDER

_S: Final = r"[ \t\r\n]"
_NAMED: Final = rf'{_S}++[A-Za-z][A-Za-z:-]*+="[^"<>&\t\r\n]*+"'
_OPEN: Final = rf"((?:{_NAMED})*+)>{_S}*+"
_FACT: Final = rf"<(?:note|prop)(?:{_NAMED})*+>[^<]*+</(?:note|prop)>{_S}*+"
_CODE: Final = r"bpt|ept|it|ph|ut"
_INLINE: Final = rf"<(?:{_CODE})(?:{_NAMED})*+{_S}*+(?:/>|>[^<]*+</(?:{_CODE})>)"
_SEGMENT: Final = rf"<seg>([^<]*+(?:{_INLINE}[^<]*+)*+)</seg>{_S}*+"
_VARIANT: Final = rf"<tuv{_OPEN}((?:{_FACT})*+){_SEGMENT}</tuv>{_S}*+"
_UNIT: Final = re.compile(rf"{_S}*+<tu{_OPEN}((?:{_FACT})*+){_VARIANT}{_VARIANT}</tu>")
_CODES: Final = re.compile(f"({_INLINE})")
_PARTS: Final = re.compile(rf"<({_CODE})([^>]*?){_S}*(?:/>|>([^<]*)</({_CODE}))")
_SAID: Final = re.compile(r"<(note|prop)([^>]*)>([^<]*)</(note|prop)")
_REFERENCE: Final = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMES: Final = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_ENTITIES: Final = tuple((f"&{name};", said) for name, said in _NAMES.items() if name != "amp")

_SHARED: Final = 40  # characters; longer attributes have dates, which no other unit may have
_NO_CODES: Final[Codes] = ((), ())

_Piece = TypeVar("_Piece", str, Tag)


class Unusual(Exception):  # noqa: N818 - no error: the parser reads it
    """What stands here is for the parser."""


@dataclass(frozen=True, slots=True)
class Leap:
    """How far the plain units at a place of a text go.

    Attributes:
        units: one for each `tu` element.
        end: offset behind the last one.
    """

    units: Sequence[Unit]
    end: int


def leap(text: str, at: int, languages: Languages, document: str) -> Leap:
    """Read the plain units that stand at a place of a text one after the other.

    Args:
        text: XML, without characters that XML forbids and references to them.
        at: offset where to begin, between two units.
        languages: what is being imported.
        document: name of the document where a unit names none.
    """
    found: list[Unit] = []
    is_careful = "]]>" in text or UNDECODED in text
    while (match := _UNIT.match(text, at)) is not None:
        if is_careful and ("]]>" in match[0] or UNDECODED in match[0]):
            break
        try:
            found.append(_unit(match, languages, document))
        except Unusual:
            break
        at = match.end()
    return Leap(found, at)


def _unit(match: re.Match[str], languages: Languages, document: str) -> Unit:
    attributes, about, first, first_facts, one, second, second_facts, other = match.groups()
    code, here = _variant(first)
    other_code, there = _variant(second) if len(second) < _SHARED else _own(second)
    if code == languages.target != other_code == languages.source:
        here, there = there, here
        first_facts, second_facts = second_facts, first_facts
        one, other = other, one
    elif code != languages.source or other_code != languages.target or code == other_code:
        raise Unusual
    if first_facts or second_facts:
        about = f"{about}{first_facts}{second_facts}"
    known = {**here, **_parsed(attributes), **there} if attributes else {**here, **there}
    if "<" in one or "<" in other:
        return _coded(one, other, known, about, document)
    source, target = clean(_text(one)), clean(_text(other))
    if not (source and target):
        raise Unusual
    return made((source, target), _NO_CODES, known, _facts(about), document)


def _coded(source: str, target: str, known: dict[str, str], about: str, document: str) -> Unit:
    """Return the unit of two segments with inline elements."""
    if names.PLACEHOLDERS in about or max(len(source), len(target)) > LONGEST_SEGMENT:
        raise Unusual
    (here, ours), (there, theirs) = _pieces(source), _pieces(target)
    if any("{" in text for text in (*here, *there)):  # it could be taken for a placeholder
        one, other = sides(_filled(here, map(_inline, ours)), _filled(there, map(_inline, theirs)))
    else:
        one, other = map(_with_texts, _bare(ours, theirs), (here, there))
    return made((one.text, other.text), (one.codes, other.codes), known, _facts(about), document)


def _pieces(xml: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the texts of a segment, and the inline elements between them."""
    pieces = _CODES.split(xml)
    texts = [*map(_text, pieces[::2])]
    if not clean("".join(texts)):
        raise Unusual
    return texts, tuple(pieces[1::2])


def _filled(texts: Sequence[str], between: Iterable[_Piece]) -> list[str | _Piece]:
    """Return texts with something between each two of them."""
    pairs = zip_longest(texts, between, fillvalue="")
    return [piece for pair in pairs for piece in pair]


@lru_cache(maxsize=256)  # most units of a file have one of a few sets of elements
def _bare(source: tuple[str, ...], target: tuple[str, ...]) -> tuple[Side, Side]:
    """Return the sides that have these inline elements and no text."""
    return sides([*map(_inline, source)], [*map(_inline, target)])


def _with_texts(bare: Side, texts: Sequence[str]) -> Side:
    """Return a side with texts around its placeholders, which are all that it has."""
    placeholders = (match[0] for match in PLACEHOLDER.finditer(bare.text))
    return Side(clean("".join(_filled(texts, placeholders))), bare.codes)


@lru_cache(maxsize=1024)
def _inline(xml: str) -> Tag:
    """Return the inline element that this is, in the one form that codes have."""
    found = _PARTS.match(xml)
    assert found is not None
    name, attributes, body, ending = found.groups()
    if body is not None and ending != name:
        raise Unusual
    start = start_tag(*normal(name, _parsed(attributes)))
    return tag(closed(start, content(_text(body or ""))))


def _own(attributes: str) -> tuple[str, dict[str, str]]:
    """Return the language and the attributes of a `tuv`."""
    known = _parsed(attributes)
    return names.language(language_code(known)), known


_variant: Final = lru_cache(maxsize=256)(_own)


def _parsed(attributes: str) -> dict[str, str]:
    parts = attributes.split('"')  # no value has one
    return dict(zip(_layout(*parts[::2]), parts[1::2], strict=False))


@lru_cache(maxsize=256)
def _layout(*before_values: str) -> tuple[str, ...]:
    """Return the names of attributes, none of which may occur twice."""
    found = tuple(before.strip(" \t\r\n=") for before in before_values)
    if len(set(found)) != len(found):
        raise Unusual
    return found


@lru_cache(maxsize=256)
def _facts(xml: str) -> Facts:
    """Return what notes and properties say; units of one document often say the same."""
    notes: list[str] = []
    properties: Properties = []
    for name, attributes, text, ending in _SAID.findall(xml):
        if name != ending:
            raise Unusual
        if name == "note":
            notes.append(clean_lines(_text(text)))
        elif (kind := _kind(attributes)) != names.PLACEHOLDERS:
            properties.append((kind, clean(_text(text))))
    return facts(notes, properties)


@lru_cache(maxsize=1024)
def _kind(attributes: str) -> str:
    return clean(_parsed(attributes).get("type", ""))


def _text(xml: str) -> str:
    """Return what XML without tags says."""
    if len(xml) > LONGEST_SEGMENT:
        raise Unusual
    if "&" not in xml:
        return xml
    text = xml
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    if text.count("&") == text.count("&amp;"):
        return text.replace("&amp;", "&")
    text, known = _REFERENCE.subn(_referred, xml)
    if known != xml.count("&"):
        raise Unusual
    return text


def _referred(reference: re.Match[str]) -> str:
    name, decimal, hexadecimal = reference.groups()
    return _NAMES[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))
