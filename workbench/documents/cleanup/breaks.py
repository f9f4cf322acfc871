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
from collections.abc import Callable, Sequence
from itertools import pairwise

from workbench.documents.cleanup import notes
from workbench.documents.cleanup.apart import fields, is_apart
from workbench.documents.cleanup.customs import Custom
from workbench.documents.cleanup.flows import INDENT
from workbench.documents.cleanup.layout import Paragraph
from workbench.documents.cleanup.lines import BLANK
from workbench.documents.cleanup.patterns import (
    BYLINE,
    CAPTION,
    CONTINUES,
    DATELINE,
    END,
    ENUMERATOR,
    HEADING,
    ITEM,
    OPENS,
    STRAY,
    is_jump,
    is_jump_from,
)
from workbench.documents.cleanup.pieces import Piece, is_wrapped
from workbench.documents.cleanup.prose import is_ended, is_heading
from workbench.text.codepoints import is_han

_SAMPLE = 300_000  # characters of the document in which joints are looked up
_GAP = re.compile(f"[{re.escape(BLANK)}]+")
_ANEW = (OPENS, HEADING, ENUMERATOR, DATELINE, BYLINE, CAPTION, ITEM, END)
_ENOUGH = 2  # points of evidence
_MOST_BETWEEN = 3  # blocks that one paragraph is from the other at most, where a page ends between
_UNINDENTED = 1.0  # em: a first line that is less short than this lost no indent
_FIRST = 2.5  # em: a full first line is less short than this, its indent lost
_PAUSE = re.compile("[，,；;]")


class Mender:
    """Joins the paragraphs of a text that a break cut, and notes which are incomplete.

    Args:
        text: the text.
        paragraphs: all of them, in order.
        shared: what they have in common.
        tidy: makes one line of a paragraph's raw text.
    """

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Paragraph],
        shared: Custom,
        tidy: Callable[[str], str],
    ) -> None:
        self._text, self._paragraphs, self._shared, self._tidy = text, paragraphs, shared, tidy
        self._has_columns = any(paragraph.column is not None for paragraph in paragraphs)
        self._pairs: Counter[str] | None = None
        ends = ((each.lines[0].start, each.lines[-1].end) for each in paragraphs)
        inside = fields(text[start:end] for start, end in ends)
        self._fields = {paragraphs[index].lines[0].start for index in inside}

    def pieces(self, *, joins: bool = True) -> list[Piece]:
        """Return the paragraphs, those joined that belong together unless `joins` is off."""
        found: list[Piece] = []
        for paragraph in self._paragraphs:
            raw = self._text[paragraph.lines[0].start : paragraph.lines[-1].end]
            found.append(Piece.of(paragraph, self._tidy(raw)))
            if paragraph.is_split_off:
                found[-1].notes.append(notes.SPLIT)
            # A joint can tell more of the one before it, a quotation closed at last: look again.
            while joins and len(found) > 1 and self._is_continuation(*found[-2:]):
                found[-2].join(found.pop())
                found[-1].notes.append(notes.JOINED)
        return found

    def note(
        self, pieces: Sequence[Piece], reasons: Sequence[str], previous: str | None = None
    ) -> None:
        """Note what is special about the beginning and the end of each piece.

        Args:
            pieces: in order.
            reasons: why each is noise, empty where it is not.
            previous: the beginning of the block before them, None where the file begins.
        """
        self._bridge(pieces, reasons)
        for piece in pieces:
            self._mark(previous, piece)
            previous = piece.head

    def _is_continuation(self, before: Piece, piece: Piece) -> bool:
        """Return whether the piece is the rest of the one before it."""
        if self._is_apart(before) or self._is_apart(piece):
            return False
        if piece.closes(before):
            return True
        if CONTINUES.match(piece.head):
            return before.may_go_on
        if not before.stops_short:
            likely = self._goes_on_after_stop(before, piece) or self._is_cut_line(before, piece)
            return likely and not self._begins_anew(piece.head)
        if self._begins_anew(piece.head):
            return False
        if before.quotes_into(piece):
            return True
        if not before.fills_column or not (self._has_columns or is_wrapped(before.parts[-1])):
            return False
        return self._evidence(before, piece) >= _ENOUGH

    def _is_apart(self, piece: Piece) -> bool:
        """Return whether the piece is never one text with another."""
        return piece.start in self._fields or is_apart(piece.head) or bool(STRAY.match(piece.head))

    def _goes_on_after_stop(self, before: Piece, piece: Piece) -> bool:
        """Return whether a sentence ended just where a column did, and the paragraph goes on.

        The last line is full, as few last lines are, and the next first line is not indented where
        others are.
        """
        if not (before.reads_on and piece.reads_on and is_ended(before.tail)):
            return False
        if self._is_indented(piece) is not False:
            return False
        room = before.parts[-1].tail_shortfall
        return room is not None and room < (_FIRST if before.is_line else _UNINDENTED)

    def _is_cut_line(self, before: Piece, piece: Piece) -> bool:
        """Return whether a column cut a paragraph after its first line, and the piece is its rest.

        A line by itself may be a title; so it must be full, and either the next one lacks the
        indent that others have or the line has the comma that titles do not.
        """
        if not before.is_line or not before.may_go_on or is_heading(before.head):
            return False
        room = before.parts[0].tail_shortfall
        if room is None or not -_FIRST < room < (_FIRST if self._shared.loses_indents else 1):
            return False
        indented = self._is_indented(piece)
        if indented is None and not self._shared.loses_indents:
            return _PAUSE.search(before.head) is not None and piece.reads_on
        return indented is False or (piece.is_line and _PAUSE.search(before.head) is not None)

    def _evidence(self, before: Piece, piece: Piece) -> int:
        """Return points for and against a joint, from the layout and from the document's words."""
        first = piece.parts[0]
        indented = self._is_indented(piece)
        if indented is not None:
            points = -_ENOUGH if indented else _ENOUGH
        else:
            points = 0 if self._shared.loses_indents or not is_wrapped(first) else _ENOUGH
        if len(first.lines) == 1 and (first.in_flow > 1 or is_ended(piece.tail)):
            points += _ENOUGH  # a single line at the top of a column: the last one of a paragraph
        return points + self._attested(before.tail[-1] + piece.head[0])

    def _is_indented(self, piece: Piece) -> bool | None:
        """Return whether the first line has, or lost, an indent; None where nothing tells."""
        line = piece.parts[0].lines[0]
        if self._shared.margin is not None and not line.is_part:
            return line.indent - self._shared.margin >= INDENT
        short = piece.parts[0].head_shortfall
        return short >= _UNINDENTED if self._shared.loses_indents and short is not None else None

    def _attested(self, joint: str) -> int:
        """Return how often, up to 2, two characters stand together elsewhere in the document."""
        if not all(map(is_han, joint)):
            return 0
        if self._pairs is None:
            seen = _GAP.sub("", self._text[:_SAMPLE])
            self._pairs = Counter(a + b for a, b in pairwise(seen))
        return min(_ENOUGH, max(0, self._pairs[joint] - 1))

    def _bridge(self, pieces: Sequence[Piece], reasons: Sequence[str]) -> None:
        """Note which paragraphs page numbers and running heads cut in two.

        They are not joined: a paragraph is one stretch of the file.
        """
        last = 0
        for index, piece in enumerate(pieces):
            if reasons[index] == notes.FURNITURE:
                continue
            before = pieces[last]
            if 1 < index - last <= _MOST_BETWEEN and self._is_continuation(before, piece):
                before.notes.append(notes.INTERRUPTED)
                piece.notes.append(notes.RESUMED)
            last = index

    def _mark(self, before: str | None, piece: Piece) -> None:
        """Note what is special about the piece's beginning and its end."""
        if not piece.reads_on:
            return
        if DATELINE.match(piece.head):
            piece.notes.append(notes.DATELINE)
        if before is not None and is_jump_from(before):
            piece.notes.append(notes.CONTINUED)
        elif (
            notes.RESUMED not in piece.notes and before is not None and self._lacks_beginning(piece)
        ):
            piece.notes.append(notes.HEADLESS)
        if notes.INTERRUPTED in piece.notes:
            return
        if piece.stops_short and piece.fills_column and self._has_columns:
            piece.notes.append(notes.TRUNCATED)
        elif not is_ended(piece.tail):
            piece.notes.append(notes.UNFINISHED)

    def _lacks_beginning(self, piece: Piece) -> bool:
        """Return whether the piece, which continues nothing, begins in mid-sentence."""
        if CONTINUES.match(piece.head):
            return True
        return self._is_indented(piece) is False and not self._begins_anew(piece.head)

    def _begins_anew(self, text: str) -> bool:
        """Return whether the text begins as only a new block does."""
        if is_jump(text) or self._shared.speaks(text):
            return True
        return any(pattern.match(text) for pattern in _ANEW)
