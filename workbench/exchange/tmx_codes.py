"""Inline elements of a TMX segment (level 2) ↔ placeholders in the text of a unit.

**Reading.** Each `bpt`, `ept`, `it`, `ph` and `ut` becomes a placeholder `{n}`, each `hi` two, one
for its start tag and one for its end tag, as with markup in a document; what they stood for goes
into `Unit.source_codes` and `target_codes` as XML, in the order of the text, a `sub` within its
code. The source's are numbered from 1 on; a target's has the number of the source's that it
corresponds to (see `tmx_numbering`); one without a counterpart has a number that neither side uses.
Digits in braces that the text itself has stay text: no code takes their number.

**Writing.** `render` gives the content of both `seg` elements, always well-formed and valid,
whatever was done to the placeholders in between: half of a pair whose other half is missing or
stands before it becomes an `it`, so that nothing is lost. Where reading that again would number
differently, `Rendered` says which numbers the placeholders have; they go into a property
(`tmx_names.PLACEHOLDERS`) of the `tuv`, which the reader obeys.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Final
from xml.sax.saxutils import escape

from workbench.core.memory import InlineCode, Unit
from workbench.exchange.tmx_numbering import Tag, correspondence, pairs
from workbench.text.normalise import clean
from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders

_HIGHEST: Final = 999_999  # of a placeholder
_START: Final = re.compile(r'<(/?[a-z]+)((?: [a-z]+="[^"<]*")*)/?>')
_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([^"]*)"')
_HALVES: Final = {"bpt": "begin", "hi": "begin", "ept": "end", "/hi": "end"}
_QUOTED: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_LINES: Final = {"\n": "&#10;", "\r": "&#13;"}  # a segment is one line of the file

Content = Sequence[str | Tag]
"""A segment: text as it reads, and inline elements."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a unit."""

    text: str
    codes: tuple[InlineCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The two segments of a unit as TMX has them.

    Attributes:
        source, target: content of the `seg` elements, XML.
        source_numbers, target_numbers: value of the property `tmx_names.PLACEHOLDERS` of each
            `tuv`; empty where none is needed.
    """

    source: str
    target: str
    source_numbers: str = ""
    target_numbers: str = ""


def start_tag(name: str, attributes: Mapping[str, str]) -> str:
    """Return a start tag in the one form that codes have; attributes are written in their order."""
    said = "".join(f' {key}="{escape(value, _QUOTED)}"' for key, value in attributes.items())
    return f"<{name}{said}>"


def content(text: str) -> str:
    """Return text as XML, on one line."""
    return escape(text, _LINES)


def element(name: str, attributes: Mapping[str, str], text: str = "") -> str:
    """Return an inline element for `InlineCode.xml` whose content is this text."""
    return closed(start_tag(name, attributes), content(text))


def closed(start: str, body: str) -> str:
    """Return the element that has this start tag and this content, which is XML."""
    return f"{start}{body}{end_tag(start)}" if body else f"{start[:-1]}/>"


def end_tag(start: str) -> str:
    """Return the end tag that belongs to a start tag."""
    return f"</{start[1:-1].partition(' ')[0]}>"


@lru_cache(maxsize=4096)
def tag(xml: str) -> Tag:
    """Return the inline element that `InlineCode.xml` holds; what is none stands in a `ph`."""
    found = _START.match(xml)
    if found is None:
        return Tag("ph", element("ph", {}, xml))
    said = dict(_ATTRIBUTE.findall(found[2]))
    kind = f"it {said.get('pos', 'begin')}" if found[1] == "it" else found[1]
    return Tag(kind, xml, said.get("i", ""), said.get("x", ""))


def sides(
    source: Content, target: Content, source_numbers: str = "", target_numbers: str = ""
) -> tuple[Side, Side]:
    """Return both sides of a unit with placeholders for their inline elements.

    Args:
        source: as it was read.
        target: likewise.
        source_numbers: what the property `tmx_names.PLACEHOLDERS` of the source's `tuv` says;
            ignored where it does not fit.
        target_numbers: likewise.
    """
    source, target = _joined(source), _joined(target)
    if (
        len(source) == len(target) == 1
        and isinstance(source[0], str)
        and isinstance(target[0], str)
    ):
        return Side(clean(source[0])), Side(clean(target[0]))
    ours, theirs = _numbered(source, target)
    return (
        _side(source, _given(source, source_numbers) or ours),
        _side(target, _given(target, target_numbers) or theirs),
    )


def render(unit: Unit) -> Rendered:
    """Return the segments of a unit at level 2; one without codes has plain text."""
    if not (unit.source_codes or unit.target_codes):
        return Rendered(escape(clean(unit.source)), escape(clean(unit.target)))
    source, ours = _cut(unit.source, unit.source_codes, unit.target_codes)
    target, theirs = _cut(unit.target, unit.target_codes, unit.source_codes)
    again = _numbered(source, target)
    return Rendered(
        _xml(source),
        _xml(target),
        "" if again[0] == ours else " ".join(map(str, ours)),
        "" if again[1] == theirs else " ".join(map(str, theirs)),
    )


def _joined(content: Content) -> list[str | Tag]:
    """Return a segment whose pieces of text are as long as they can be."""
    joined: list[str | Tag] = []
    for piece in content:
        if isinstance(piece, str) and joined and isinstance(last := joined[-1], str):
            joined[-1] = last + piece
        else:
            joined.append(piece)
    return joined


def _side(content: Content, numbers: Sequence[int]) -> Side:
    codes: dict[int, InlineCode] = {}
    texts: list[str] = []
    following = iter(numbers)
    for piece in content:
        if isinstance(piece, str):
            texts.append(piece)
        else:
            number = next(following)
            codes.setdefault(number, InlineCode(number, piece.xml))
            texts.append(placeholder(number))
    return Side(clean("".join(texts)), tuple(codes.values()))


def _given(content: Content, said: str) -> Sequence[int]:
    """Return the numbers that a property says; none if they cannot be those of this segment."""
    words = said.split()
    if not words or len(words) != len(_tags(content)) or not all(map(_is_number, words)):
        return ()
    numbers = [int(word) for word in words]
    return () if _literals(content).intersection(numbers) else numbers


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= len(str(_HIGHEST))


def _numbered(source: Content, target: Content) -> tuple[Sequence[int], Sequence[int]]:
    """Return the numbers of the elements of both sides, by rule."""
    here, there = (tuple([one.xml for one in _tags(side)]) for side in (source, target))
    return _by_rule(here, there, frozenset(_literals(source) | _literals(target)))


@lru_cache(maxsize=1024)  # most units of a file have one of a few sets of elements
def _by_rule(
    source: tuple[str, ...], target: tuple[str, ...], taken: frozenset[int]
) -> tuple[Sequence[int], Sequence[int]]:
    free = (number for number in count(1) if number not in taken)
    ours = [next(free) for _ in source]
    matched = correspondence([*map(tag, source)], [*map(tag, target)])
    theirs = [ours[matched[at]] if at in matched else next(free) for at in range(len(target))]
    return tuple(ours), tuple(theirs)


def _tags(content: Content) -> list[Tag]:
    return [piece for piece in content if isinstance(piece, Tag)]


def _literals(content: Content) -> set[int]:
    """The numbers of what looks like a placeholder and is text."""
    return {n for piece in content if isinstance(piece, str) for n in placeholders(piece)}


def _cut(
    text: str, codes: Sequence[InlineCode], others: Sequence[InlineCode]
) -> tuple[list[str | Tag], tuple[int, ...]]:
    """Return the pieces of a text, and the numbers of its elements.

    Args:
        text: of one side.
        codes: of that side.
        others: of the other side: a placeholder put in by hand stands for the same there.
    """
    known = {code.number: tag(code.xml) for code in (*others, *codes)}
    text, at = clean(text), 0
    pieces: list[str | Tag] = []
    numbers: list[int] = []
    for match in PLACEHOLDER.finditer(text):
        number = int(match[1])
        if number in known and match[0] == placeholder(number):
            pieces += [text[at : match.start()], known[number]]
            numbers.append(number)
            at = match.end()
    return _balanced([piece for piece in (*pieces, text[at:]) if piece], numbers), tuple(numbers)


def _balanced(content: list[str | Tag], numbers: Sequence[int]) -> list[str | Tag]:
    """Return a segment in which half of a pair that lacks the other half is one by itself."""
    places = [at for at, piece in enumerate(content) if isinstance(piece, Tag)]
    whole = _whole(_tags(content), numbers)
    for place, at in enumerate(places):
        piece = content[at]
        if isinstance(piece, Tag) and piece.kind in _HALVES and place not in whole:
            content[at] = _alone(piece)
    return content


def _whole(tags: Sequence[Tag], numbers: Sequence[int]) -> set[int]:
    """Return the places of those that are half of a pair.

    No `i` is in use twice at a time, and a placeholder that was doubled is half of no pair.
    """
    found: set[int] = set()
    times = Counter(numbers)
    inner: dict[str, int] = {}  # where the last pair with this `i` began
    for closer, opener in sorted(pairs(tags).items()):
        one = tags[opener]
        if times[numbers[opener]] > 1 or times[numbers[closer]] > 1:
            continue
        if one.kind == "hi" or inner.get(one.i, -1) < opener:
            found |= {opener, closer}
            inner[one.i] = opener
    return found


def _alone(half: Tag) -> Tag:
    """Return half of a pair as an isolated element (section 3.3, `it`)."""
    pos = _HALVES[half.kind]
    found = _START.match(half.xml)
    if found is None or half.kind in {"hi", "/hi"}:
        return tag(element("it", {"pos": pos}, half.xml))
    kept = "".join(f' {key}="{said}"' for key, said in _ATTRIBUTE.findall(found[2]) if key != "i")
    body = half.xml[found.end() : half.xml.rfind("</")] if "</" in half.xml else ""
    return tag(closed(f'<it pos="{pos}"{kept}>', body))


def _xml(content: Content) -> str:
    return "".join(escape(piece) if isinstance(piece, str) else piece.xml for piece in content)
