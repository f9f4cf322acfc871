"""Flows → paragraphs: where in a run of wrapped lines one paragraph ends and the next begins.

The evidence, in the order of its weight: an indent; the number of a heading or of an argument; a
line that ends a sentence and leaves room in its column; a line that is short as its indent was
lost. Where there is none, the lines belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.documents.flows import INDENT, Flow
from workbench.documents.lines import Line
from workbench.documents.measure import Column, ems
from workbench.documents.patterns import (
    BYLINE,
    CLOSED,
    DATELINE,
    ENUMERATOR,
    FULL_STOP,
    HEADING,
    MAY_NUMBER,
    is_jump,
)
from workbench.documents.prose import is_ended, is_heading

ROOM = 3.0
"""Em that a last line leaves in its column, where nothing else tells it from a full one."""

LOST = 1.5
"""Em by which a first line is short of its column, where a scan lost two em of indent."""

_TAIL = 8  # characters in which final marks are looked for
_KNOWN = 3  # first lines that show whether indents were lost
_FEW = 3  # flows up to which blank lines do not part the paragraphs
_MANY = 12  # lines of uneven width from which on a much shorter one ends a paragraph
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive lines that were one paragraph.

    Attributes:
        lines: its lines, or parts of lines.
        column: what its flow was wrapped in, None where that does not show.
        first: index of its first line in that column.
        in_flow: how many paragraphs its flow has.
    """

    lines: tuple[Line, ...]
    column: Column | None
    first: int
    in_flow: int

    @property
    def is_split_off(self) -> bool:
        """Whether nothing but a space parts it from the paragraph before."""
        return self.lines[0].is_part

    @property
    def head_shortfall(self) -> float | None:
        """How short its first line is of its column; None where that tells nothing."""
        return self.column.shortfall(self.first) if self.column and len(self.lines) > 1 else None

    @property
    def tail_shortfall(self) -> float | None:
        """How short its last line is of its column; None where there is no column."""
        if self.column is None:
            return None
        return self.column.shortfall(self.first + len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class Custom:
    """What holds for the whole document.

    Attributes:
        loses_indents: whether the first lines of its paragraphs are short by a lost indent.
        numerals: those of the arguments (`第一，`) with which its flows begin.
        parts: whether blank lines part its paragraphs.
    """

    loses_indents: bool = False
    numerals: frozenset[str] = frozenset()
    parts: bool = False

    def expects(self, numeral: str) -> bool:
        """Return whether the argument before or after that one begins a flow."""
        at = _NUMERALS.find(numeral)
        around = _NUMERALS[max(0, at - 1) : at] + _NUMERALS[at + 1 : at + 2]
        return at >= 0 and any(n in self.numerals for n in around)


def custom(flows: Sequence[Flow]) -> Custom:
    """Return what the flows of a document have in common."""
    first = [short for flow in flows for short in _first_lines(flow)]
    short = sum(shortfall >= 1 for shortfall in first)
    begun = (ENUMERATOR.match(flow.texts[0]) for flow in flows)
    return Custom(
        loses_indents=len(first) >= _KNOWN and 5 * short >= 3 * len(first),
        numerals=frozenset(match.group(1) for match in begun if match is not None),
        parts=len(flows) > _FEW,
    )


def _first_lines(flow: Flow) -> Iterator[float]:
    """Yield how short of their column the lines are that surely begin a paragraph."""
    column = flow.column
    if column is None:
        return
    for index in range(len(flow.texts) - 1):
        before = index - 1
        if not index or (column.shortfall(before) >= ROOM and _has_stop(flow.texts[before])):
            yield column.shortfall(index)


def paragraphs(flow: Flow, shared: Custom, *, splits: bool = True) -> list[Paragraph]:
    """Return the paragraphs of a flow, in order.

    Args:
        flow: lines in a row.
        shared: what the flows of the document have in common.
        splits: whether a paragraph may begin inside a line of the file.
    """
    if len(flow.lines) == 1:
        return [Paragraph(flow.lines, None, 0, 1)]
    cutter = _Cutter(flow, shared)
    starts = [0]
    for index in range(1, len(flow.lines)):
        may = splits or not flow.lines[index].is_part
        if may and cutter.begins(index, starts[-1]):
            starts.append(index)
    ends = [*starts[1:], len(flow.lines)]
    return [
        Paragraph(flow.lines[a:b], flow.column, a, len(starts))
        for a, b in zip(starts, ends, strict=True)
    ]


class _Cutter:
    """Decides for each line of a flow whether it begins a paragraph."""

    def __init__(self, flow: Flow, shared: Custom) -> None:
        self._lines, self._texts, self._column = flow.lines, flow.texts, flow.column
        self._shared = shared
        whole = (line.indent for line in flow.lines if not line.is_part)
        self._margin = min(whole, default=0.0)
        self._trusts_indents = self._indents_follow_ends()
        self._has_indents = any(map(self._is_indented, range(1, len(self._lines))))
        self._widest = max(map(ems, self._texts)) if flow.column is None else flow.column.width

    def _indents_follow_ends(self) -> bool:
        """Return whether lines are indented where a sentence ended, and not just anyhow."""
        indented = [i for i in range(1, len(self._lines)) if self._is_indented(i)]
        good = sum(self._is_indented(i - 1) or is_ended(self._texts[i - 1]) for i in indented)
        return 2 * good >= max(1, len(indented))

    def _is_indented(self, index: int) -> bool:
        line = self._lines[index]
        return not line.is_part and line.indent - self._margin >= INDENT

    def begins(self, index: int, start: int) -> bool:
        """Return whether the line begins a paragraph, where the one before it began at `start`."""
        before, text = self._texts[index - 1], self._texts[index]
        if self._trusts_indents and self._is_indented(index):
            return True
        if text[0] in MAY_NUMBER and (HEADING.match(text) or ENUMERATOR.match(text)):
            return self._begins_numbered(index)
        if _has_stop(before) or (before[-1] in "：:" and self._room(index - 1) >= ROOM):
            return self._begins_after_stop(index, start)
        if is_jump(before) or is_jump(text):
            return True
        return start == index - 1 and self._stands_alone(start)

    def _begins_numbered(self, index: int) -> bool:
        """Return whether the number at the line's beginning begins a paragraph."""
        before, text = self._texts[index - 1], self._texts[index]
        has_stop = _has_stop(before)
        if argument := ENUMERATOR.match(text):
            expected = self._shared.expects(argument.group(1))
            return expected or (has_stop and self._room(index - 1) >= LOST)
        closed = CLOSED.search(before) is not None or is_heading(before)
        return has_stop or (closed and self._is_heading(index))

    def _is_heading(self, index: int) -> bool:
        """Return whether a heading begins at the line, and ends with it or with the flow."""
        rest = "".join(self._texts[index : index + 3])
        if index + 3 >= len(self._texts) and is_heading(rest):
            return True
        return is_heading(self._texts[index]) and self._room(index) >= ROOM

    def _begins_after_stop(self, index: int, start: int) -> bool:
        """Return whether a paragraph begins after a line that ends a sentence."""
        text = self._texts[index]
        if DATELINE.match(text) or is_jump(text):
            return True
        if self._trusts_indents and self._has_indents:
            return index + 1 < len(self._lines) and self._is_heading_before_indent(index)
        is_part = self._lines[index].is_part
        if self._column is None:
            is_short = ems(self._texts[index - 1]) < 0.6 * self._widest
            return is_short and len(self._texts) >= _MANY and not is_part and not self._shared.parts
        room, is_filled = self._room(index - 1), self._column.filled
        least = ROOM if is_part or start == index - 1 else 1.0
        if not is_filled[index - 1] and room >= least:
            return True
        lost = self._lost_indent(index)
        return lost >= LOST + 0.5 or (room >= LOST and lost >= LOST)

    def _is_heading_before_indent(self, index: int) -> bool:
        """Return whether the line is short and unfinished, and an indented one comes next."""
        is_short = self._room(index) >= ROOM and not is_ended(self._texts[index])
        return is_short and self._is_indented(index + 1)

    def _stands_alone(self, index: int) -> bool:
        """Return whether the line is a title, heading or byline that no blank line sets apart."""
        text, is_part = self._texts[index], self._lines[index + 1].is_part
        if BYLINE.match(text) and not is_part:
            return True
        room = self._room(index)
        if self._column is None:
            return is_heading(text) and not is_part and 2 * room >= self._widest
        if is_heading(text) and self._lost_indent(index + 1) >= LOST:
            return True
        if DATELINE.match(text) or room < ROOM or self._column.filled[index]:
            return room < -ROOM and not is_part  # a title may be wider than the column
        return is_heading(text) or not is_part

    def _lost_indent(self, index: int) -> float:
        """Return by how much the line is short as first lines are that lost their indent."""
        if self._column is None or not self._shared.loses_indents:
            return 0.0
        if index == len(self._texts) - 1 or self._column.filled[index]:
            return 0.0
        return self._column.shortfall(index)

    def _room(self, index: int) -> float:
        """Return how much shorter the line is than the column, or than the widest line."""
        if self._column is not None:
            return self._column.shortfall(index)
        return self._widest - ems(self._texts[index])


def _has_stop(text: str) -> bool:
    """Return whether the line ends a sentence."""
    return not text[-1].isalnum() and FULL_STOP.search(text[-_TAIL:]) is not None
