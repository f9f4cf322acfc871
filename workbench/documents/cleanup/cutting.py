"""Whether a line of a flow begins a paragraph.

The evidence, in the order of its weight: an indent; the number of a heading or of an argument; a
byline, a speaker, a dateline; a line that leaves room in its column, which no line inside a
paragraph does; a line that is short as its indent was lost; and where a full line ends a sentence,
the words after it and the length of what came before. Where there is none, the lines belong
together.
"""

from __future__ import annotations

import re
from math import log

from workbench.documents.cleanup import openings
from workbench.documents.cleanup.customs import ROOM, Custom
from workbench.documents.cleanup.flows import INDENT, Flow
from workbench.documents.cleanup.measure import ems
from workbench.documents.cleanup.patterns import (
    BYLINE,
    CAPTION,
    CLOSED,
    DATE,
    DATELINE,
    END,
    ENUMERATOR,
    HEADING,
    ITEM,
    MAY_NUMBER,
    SALUTATION,
    SUBTITLE,
    heading_style,
    is_jump,
)
from workbench.documents.cleanup.prose import has_stop, is_ended, is_heading, is_prose

LOST = 1.5
"""Em by which a first line is short of its column, where a scan lost two em of indent."""

_MANY = 12  # lines of uneven width from which on a much shorter one ends a paragraph
_LENGTHS = ((1.6, 1.0), (0.8, 0.4), (0.4, -0.2), (0.0, -1.0))  # share of the usual, log-odds
_OPENING = (DATELINE, END, CAPTION, ITEM)
_LEAST = -0.9  # log-odds from which on it does; between 0 and here F1 is level, this is balanced
_COUNTED = re.compile(r"\d[多余万亿千百个名位家条项次年月日元吨米人%]")  # no line ends in between
_HEAD_LINES = 3  # lines that a title or a heading has at most


class Cutter:
    """Decides for each line of a flow whether it begins a paragraph."""

    def __init__(self, flow: Flow, shared: Custom) -> None:
        self._lines, self._texts, self._column = flow.lines, flow.texts, flow.column
        self._shared = shared
        whole = (line.indent for line in flow.lines if not line.is_part)
        self._margin = min(whole, default=0.0)
        self._widest = max(map(ems, self._texts)) if flow.column is None else flow.column.width
        self._trusts_indents = self._indents_follow_ends()
        self._has_indents = any(map(self._is_indented, range(1, len(self._lines))))

    def _indents_follow_ends(self) -> bool:
        """Return whether lines are indented where a sentence ended, and not just anyhow."""
        indented = [i for i in range(1, len(self._lines)) if self._is_indented(i)]
        good = sum(
            self._is_indented(i - 1) or is_ended(self._texts[i - 1]) or self._may_be_head(i - 1)
            for i in indented
        )
        return 2 * good >= max(1, len(indented))

    def _may_be_head(self, index: int) -> bool:
        """Return whether the line may be a title, a heading or a byline before an indented one."""
        return not is_prose(self._texts[index]) and self._room(index) >= 1

    def _is_indented(self, index: int) -> bool:
        line = self._lines[index]
        return not line.is_part and line.indent - self._margin >= INDENT

    def begins(self, index: int, start: int) -> bool:
        """Return whether the line begins a paragraph, where the one before it began at `start`."""
        before, text = self._texts[index - 1], self._texts[index]
        if self._trusts_indents and self._is_indented(index):
            return True
        if text[0] in MAY_NUMBER and (HEADING.match(text) or ENUMERATOR.match(text)):
            return self._begins_numbered(index, start)
        if before[-1] in "；;" and ITEM.match(text):
            return True
        if has_stop(before) or (before[-1] in "：:" and self._room(index - 1) >= ROOM):
            return self._begins_after_stop(index, start)
        if is_jump(before) or is_jump(text):
            return True
        if before[-1] in "：:" and SALUTATION.match("".join(self._texts[start:index])):
            return True
        return self._begins_after_head(index, start)

    def _begins_numbered(self, index: int, start: int) -> bool:
        """Return whether the number at the line's beginning begins a paragraph."""
        before, text = self._texts[index - 1], self._texts[index]
        stopped = has_stop(before)
        if argument := ENUMERATOR.match(text):
            expected = self._shared.expects(argument.group(1))
            return expected or (stopped and self._room(index - 1) >= LOST)
        if is_heading(before) and start == index - 1 and self._leaves_room(index - 1, 1.0):
            return True
        closed = CLOSED.search(before) is not None or is_heading(before)
        return stopped or (closed and self._is_heading(index))

    def _is_heading(self, index: int) -> bool:
        """Return whether a heading begins at the line, and ends with it or with the flow."""
        rest = "".join(self._texts[index : index + 3])
        if index + 3 >= len(self._texts) and is_heading(rest):
            return True
        return is_heading(self._texts[index]) and self._room(index) >= ROOM

    def _begins_after_stop(self, index: int, start: int) -> bool:
        """Return whether a paragraph begins after a line that ends a sentence."""
        text = self._texts[index]
        if is_jump(text) or any(pattern.match(text) for pattern in _OPENING):
            return True
        if self._shared.speaks(text):
            return True
        if self._is_head(index):
            return True
        if self._trusts_indents and self._has_indents:
            if self._column is not None and self._leaves_room(index - 1, ROOM):
                return True
            return index + 1 < len(self._lines) and self._is_heading_before_indent(index)
        is_part = self._lines[index].is_part
        if self._column is None:
            is_short = ems(self._texts[index - 1]) < 0.6 * self._widest
            return is_short and len(self._texts) >= _MANY and not is_part and not self._shared.parts
        room = self._room(index - 1)
        is_first = start == index - 1 and self._shared.loses_indents
        least = ROOM if is_part or is_first else 1.0
        if self._leaves_room(index - 1, least):
            return True
        lost = self._lost_indent(index)
        if lost >= LOST + 0.5 or (room >= LOST and lost >= LOST):
            return True
        return not is_part and self._shared.odds > 0 and self._reads_anew(index, start)

    def _is_head(self, index: int) -> bool:
        """Return whether a line after a finished sentence is a heading: short, without an end.

        A line inside a paragraph is not short, and its last line has an end.
        """
        text = self._texts[index]
        if self._column is None or is_ended(text) or self._room(index) < ROOM or is_prose(text):
            return False
        if index == len(self._texts) - 1:
            return True
        return not _COUNTED.match(text[-1] + self._texts[index + 1]) and self._leaves_room(
            index, ROOM
        )

    def _reads_anew(self, index: int, start: int) -> bool:
        """Return whether the words and the lengths speak for a paragraph after a full line."""
        usual = self._shared.length
        score = log(self._shared.odds) + openings.weight(self._texts[index])
        score += _by_length((index - start) / usual)
        return score > _LEAST

    def _is_heading_before_indent(self, index: int) -> bool:
        """Return whether the line is short and unfinished, and an indented one comes next."""
        is_short = self._room(index) >= ROOM and not is_ended(self._texts[index])
        return is_short and self._is_indented(index + 1)

    def _begins_after_head(self, index: int, start: int) -> bool:
        """Return whether a title, heading or byline ends before the line."""
        before, text, is_part = (
            self._texts[index - 1],
            self._texts[index],
            self._lines[index].is_part,
        )
        if not is_part and (BYLINE.match(before) or BYLINE.match(text)):
            return start == index - 1 or self._leaves_room(index - 1, 1.0)
        if not is_part and DATE.match(text) and self._leaves_room(index - 1, 1.0):
            return True
        head = "".join(self._texts[start:index])
        if index - start > _HEAD_LINES or is_prose(head) or (is_part and start < index - 1):
            return False
        if not is_part and (DATELINE.match(text) or SUBTITLE.match(text)):
            return True
        if start == index - 1 and self._stands_alone(start):
            return True
        if is_part or self._column is None or DATELINE.match(head):
            return False
        if self._trusts_indents and self._has_indents and self._is_indented(start):
            return False
        return self._leaves_room(index - 1, 1.0 if is_heading(head) or index > 1 else ROOM)

    def _stands_alone(self, index: int) -> bool:
        """Return whether the line is a title, heading or byline that no blank line sets apart."""
        text, is_part = self._texts[index], self._lines[index + 1].is_part
        room = self._room(index)
        if self._column is None:
            return is_heading(text) and not is_part and 2 * room >= self._widest
        if is_heading(text) and self._lost_indent(index + 1) >= LOST:
            return True
        if self._is_full_heading(index):
            return True
        if DATELINE.match(text) or room < ROOM or self._column.filled[index]:
            return room < -ROOM and not is_part  # a title may be wider than the column
        return is_heading(text) or not is_part

    def _is_full_heading(self, index: int) -> bool:
        """Return whether the line is a heading that fills its line, and prose comes after it."""
        text, after = self._texts[index], self._texts[index + 1]
        if not is_heading(text) or self._lines[index + 1].is_part:
            return False
        return heading_style(text) in self._shared.styles and is_prose(text + after)

    def _leaves_room(self, index: int, least: float) -> bool:
        """Return whether the next line's first word, and more, would have gone on the line."""
        if self._column is None:
            return self._room(index) >= max(least, ROOM)
        return not self._column.filled[index] and self._room(index) >= least

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


def _by_length(share: float) -> float:
    """Return the log-odds that a paragraph ends, by its lines as a share of the usual number."""
    return next(value for least, value in _LENGTHS if share >= least)
