"""Paragraphs that a column or page break cut: joined again, or marked as incomplete.

A paragraph that stops in mid-sentence goes on in the next block only if that one looks like its
continuation; the rest may as well be lost. What speaks for it: the next block begins with a mark
that no paragraph begins with, or closes the quotation that the first left open; its first line is
full where first lines are indented; it is a single line at the top of a column; the two characters
at the joint stand together elsewhere in the document (亚 + 太). What speaks against it: an
enumerator, a heading, an opening mark, an indent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.documents import notes
from workbench.documents.layout import Custom, Paragraph
from workbench.documents.lines import BLANK
from workbench.documents.patterns import (
    BYLINE,
    CONTINUES,
    DATELINE,
    ENUMERATOR,
    HEADING,
    OPENS,
    is_jump,
)
from workbench.documents.prose import is_ended, is_prose
from workbench.text.codepoints import is_han

_SAMPLE = 1_000_000  # characters of the document in which joints are looked up
_GAP = re.compile(f"[{re.escape(BLANK)}]+")
_FROM = re.compile("上接|接上|紧接")
_ENOUGH = 2  # points of evidence
_FULL = 2.5  # em that the last line of a cut paragraph may be short of its column
_UNINDENTED = 1.0  # em: a first line that is less short than this lost no indent


@dataclass(slots=True)
class Piece:
    """A paragraph in the making: its parts, its raw text, its notes."""

    parts: list[Paragraph]
    text: str
    notes: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of its first character in the file's text."""
        return self.parts[0].lines[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.parts[-1].lines[-1].end

    @property
    def line(self) -> int:
        """Its first line in the file."""
        return self.parts[0].lines[0].number


def mend(text: str, paragraphs: Sequence[Paragraph], shared: Custom) -> list[Piece]:
    """Return the paragraphs with those joined that a break cut, and notes on the incomplete ones.

    Args:
        text: the file's text.
        paragraphs: all of them, in order.
        shared: what they have in common.
    """
    mender = _Mender(text, shared, has_columns=any(p.column is not None for p in paragraphs))
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        raw = text[paragraph.lines[0].start : paragraph.lines[-1].end]
        piece = Piece([paragraph], raw, [notes.SPLIT] if paragraph.is_split_off else [])
        if pieces and mender.is_continuation(pieces[-1], piece):
            before = pieces[-1]
            before.parts.append(paragraph)
            before.text = text[before.start : before.end]
            before.notes = [*before.notes, notes.JOINED]
        else:
            pieces.append(piece)
    for index, piece in enumerate(pieces):
        mender.mark(pieces[index - 1] if index else None, piece)
    return pieces


class _Mender:
    """Weighs whether a block continues the one before it."""

    def __init__(self, text: str, shared: Custom, *, has_columns: bool) -> None:
        self._text, self._shared, self._has_columns = text, shared, has_columns
        self._pairs: Counter[str] | None = None

    def is_continuation(self, before: Piece, piece: Piece) -> bool:
        """Return whether the piece is the rest of the one before it."""
        if not _is_open(before) or _begins_anew(piece.text):
            return False
        if CONTINUES.match(piece.text) or _closes_quote(before.text, piece.text):
            return True
        is_wrapped = self._has_columns or _is_wrapped(before.parts[-1])
        return is_wrapped and self._evidence(before, piece) >= _ENOUGH

    def _evidence(self, before: Piece, piece: Piece) -> int:
        """Return points for and against a joint, from the layout and from the document's words."""
        head = piece.parts[0]
        indented = self._is_indented(piece)
        if indented is not None:
            points = -_ENOUGH if indented else _ENOUGH
        else:
            points = 0 if self._shared.loses_indents or not _is_wrapped(head) else _ENOUGH
        if head.in_flow > 1 and len(head.lines) == 1:
            points += _ENOUGH
        return points + self._attested(before.text, piece.text)

    def _is_indented(self, piece: Piece) -> bool | None:
        """Return whether the first line lost an indent; None where the layout does not tell."""
        head = piece.parts[0]
        short = head.head_shortfall
        return short >= _UNINDENTED if self._shared.loses_indents and short is not None else None

    def _attested(self, before: str, after: str) -> int:
        """Return how often, up to 2, the characters at the joint stand together elsewhere."""
        joint = before[-1] + after[0]
        if not all(map(is_han, joint)):
            return 0
        if self._pairs is None:
            seen = _GAP.sub("", self._text[:_SAMPLE])
            self._pairs = Counter(a + b for a, b in pairwise(seen))
        return min(_ENOUGH, max(0, self._pairs[joint] - 1))

    def mark(self, before: Piece | None, piece: Piece) -> None:
        """Note where the piece's beginning or end is missing."""
        if not is_prose(piece.text):
            return
        if DATELINE.match(piece.text):
            piece.notes.append(notes.DATELINE)
        if before is not None and is_jump(before.text) and _FROM.search(before.text):
            piece.notes.append(notes.CONTINUED)
        elif before is not None and _lacks_beginning(piece, indented=self._is_indented(piece)):
            piece.notes.append(notes.HEADLESS)
        if _is_open(piece):
            piece.notes.append(notes.TRUNCATED if self._has_columns else notes.UNFINISHED)
        elif not is_ended(piece.text):
            piece.notes.append(notes.UNFINISHED)


def _is_open(piece: Piece) -> bool:
    """Return whether the piece is prose that stops in mid-sentence at the end of its column."""
    if is_ended(piece.text) or BYLINE.match(piece.text):
        return False
    if not is_prose(piece.text) and not _is_wrapped(piece.parts[-1]):
        return False
    room = piece.parts[-1].tail_shortfall
    return room is None or room < _FULL


def _is_wrapped(paragraph: Paragraph) -> bool:
    """Return whether the lines show that a paragraph was wrapped, and was no title."""
    return len(paragraph.lines) >= (3 if paragraph.column is None else 2)


def _begins_anew(text: str) -> bool:
    """Return whether the text begins as only a new block does."""
    patterns = (OPENS, HEADING, ENUMERATOR, DATELINE, BYLINE)
    return is_jump(text) or any(pattern.match(text) for pattern in patterns)


def _closes_quote(before: str, after: str) -> bool:
    """Return whether the second text closes a quotation that the first left open."""
    if before.count('"') % 2 and after.count('"') % 2:
        return True
    is_open = before.count("“") > before.count("”")
    return is_open and after.count("”") > after.count("“")


def _lacks_beginning(piece: Piece, *, indented: bool | None) -> bool:
    """Return whether the piece, which continues nothing, begins in mid-sentence."""
    if CONTINUES.match(piece.text):
        return True
    return indented is False and not _begins_anew(piece.text)
