"""Stretches of a text file that can be translated ↔ paragraphs, for formats that are characters.

A reader finds the stretches; their ranks are the places of the blocks. A writer finds them again in
the same text, gets from `changes` those of which the document says something new, and replaces
nothing but them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from workbench.core.code import Code
from workbench.core.document import Paragraph, ParagraphKind
from workbench.documents.blocks import Block
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning, Step
from workbench.documents.cleanup.lines import BLANK
from workbench.documents.cleanup.spacing import Habits, habits
from workbench.documents.formats.base import Content, Untranslated, Wanted
from workbench.documents.formats.inline import Item
from workbench.documents.formats.inline_text import plain, rendered
from workbench.documents.formats.joined import joined

_SAMPLE = 200_000  # characters that show how a document spaces its text
_WHITE = re.compile(f"[{re.escape(BLANK)}]+")
_INDENT = re.compile("(?:&#12288;|&#[xX]3000;|&nbsp;|&e[mn]sp;|[\u3000\xa0\u2002\u2003])+")
_LONGEST_INDENT = 80  # characters
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a file that can be translated.

    Attributes:
        start, end: its offsets in the text.
        kind: what it is.
        items: the words and the markup in it.
        notes: what a translator should know of it.
    """

    start: int
    end: int
    kind: ParagraphKind
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()


def visible(text: str, items: Sequence[Item]) -> tuple[int, int]:
    """Return the offsets of the stretch from its first visible character to its last."""
    first, last = items[0], items[-1]
    start, end = first.start, last.end
    if first.kind is None:
        start = first.end - len(text[start : first.end].lstrip(BLANK))
    if last.kind is None:
        end = last.start + len(text[last.start : end].rstrip(BLANK))
    return start, max(start, end)


class Edit(NamedTuple):
    """What is to stand in the place of a stretch."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch and what the document now has for it.

    Attributes:
        found: the stretch.
        paragraphs: those with its place: several where it was split, none where it was joined
            with the one before.
        items: words and markup of this stretch and of those that were joined with it.
    """

    found: Found
    paragraphs: tuple[Paragraph, ...]
    items: tuple[Item, ...]


def blocks(text: str, founds: Sequence[Found], cleaning: Cleaning) -> tuple[Block, ...]:
    """Return the stretches of a text, in its order, as blocks."""
    habit = _habit(founds)
    made = []
    line = at = 0
    for place, found in enumerate(founds):
        line += len(_LINE_END.findall(text, at, found.start))
        at = found.start
        words, codes = rendered(found.items, habit, cleaning)
        kind = _kind(found, words, cleaning)
        original = plain(found.items)
        made.append(Block(kind, words, original, line + 1, found.notes, codes, place))
    return tuple(made)


def _habit(founds: Sequence[Found]) -> Habits:
    """Return how the document spaces its text."""
    sample: list[str] = []
    size = 0
    for found in founds:
        sample.append(plain(found.items))
        size += len(sample[-1])
        if size > _SAMPLE:
            break
    return habits("\n".join(sample))


def _kind(found: Found, words: str, cleaning: Cleaning) -> ParagraphKind:
    """Return what a block is; one of figures alone need not be translated."""
    if found.kind is ParagraphKind.BODY and Step.NOISE in cleaning:
        return ParagraphKind.BODY if any(map(str.isalpha, words)) else ParagraphKind.NOISE
    return found.kind


def changes(
    founds: Sequence[Found], paragraphs: Sequence[Paragraph], wanted: Wanted
) -> Iterator[Change]:
    """Yield the stretches that must be written anew.

    A stretch without a paragraph was joined with the one before; without one before, nothing is
    known of it and it stays.
    """
    by_place: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        by_place.setdefault(paragraph.place, []).append(paragraph)
    absent = joined(by_place, len(founds))
    for place, found in enumerate(founds):
        here = tuple(by_place.get(place, ()))
        gone = [founds[other] for other in absent.get(place, ())]
        if gone or (here and not _is_untouched(found, here, wanted)):
            items = chain(found.items, *(other.items for other in gone))
            yield Change(found, here, tuple(items))
        yield from (Change(other, (), ()) for other in gone)


def _is_untouched(found: Found, paragraphs: Sequence[Paragraph], wanted: Wanted) -> bool:
    """Return whether the file has already what is wanted, white space aside."""
    if not any(paragraph.segments for paragraph in paragraphs):
        return True  # noise
    if wanted.untranslated is not Untranslated.SOURCE or is_translated(paragraphs):
        return False
    now = "".join(paragraph.text for paragraph in paragraphs)
    text, _ = rendered(found.items, Habits(), DEFAULT)
    return len(paragraphs) == 1 and _WHITE.sub("", now) == _WHITE.sub("", text)


def is_translated(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether any segment has a target."""
    return any(s.target.strip() for paragraph in paragraphs for s in paragraph.segments)


def spliced(text: str, edits: Sequence[Edit], start: int = 0, end: int | None = None) -> str:
    """Return a stretch of the text with what is to stand in it; an edit inside another is dropped.

    Args:
        text: the whole text.
        edits: of the whole text, as `in_order` returns them.
        start: where the stretch begins.
        end: where it ends, None for the end of the text; edits not wholly in it are dropped.
    """
    stop = len(text) if end is None else end
    parts: list[str] = []
    at = start
    for edit in edits:
        if at <= edit.start and edit.end <= stop:
            parts += (text[at : edit.start], edit.text)
            at = edit.end
    return "".join((*parts, text[at:stop]))


def in_order(edits: Sequence[Edit]) -> list[Edit]:
    """Return edits as `spliced` takes them."""
    return sorted(edits, key=lambda edit: (edit.start, -edit.end))


def within(edits: Sequence[Edit], starts: Sequence[int], item: Item) -> Sequence[Edit]:
    """Return the edits inside an item.

    Args:
        edits: in order.
        starts: where they start.
        item: a piece of markup.
    """
    return edits[bisect_left(starts, item.start) : bisect_left(starts, item.end)]


def spans(codes: Sequence[Code], items: Sequence[Item]) -> dict[int, Item]:
    """Return for the codes of paragraphs, by number, where their markup stands in the file.

    Paragraphs that were joined have other numbers than in the file, but the same order.

    Args:
        codes: those of the paragraphs with one place, in their order.
        items: of the stretches that they were made of.
    """
    found: dict[int, Item] = {}
    at = 0
    for code in codes:
        for rank in range(at, len(items)):
            if items[rank].kind is not None and items[rank].text == code.markup:
                found[code.number], at = items[rank], rank + 1
                break
    return found


def before_indent(text: str, at: int) -> int:
    """Return where the ideographic indent before an offset begins; English has no use for it."""
    start = max(0, at - _LONGEST_INDENT)
    found = [match for match in _INDENT.finditer(text, start, at) if match.end() == at]
    return found[0].start() if found else at


def encoded(content: Content, text: str) -> bytes:
    """Return a text in the encoding of the file that it was made of, with its byte order mark.

    Characters that the encoding does not have become numeric references (`&#8217;`), which HTML
    and Markdown read as the character.
    """
    encoding = content.encoding or "utf-8"
    data = text.encode(encoding, "xmlcharrefreplace")
    mark = "\ufeff".encode(encoding, "ignore")
    is_marked = bool(mark) and content.data.startswith(mark) and not text.startswith("\ufeff")
    return mark + data if is_marked else data
