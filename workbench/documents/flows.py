"""Groups of lines → flows: runs of lines in which a paragraph may go on over a line's end.

A group is what stands between blank lines. Its lines either were wrapped, and are one flow, or each
is a paragraph of its own, and a flow by itself. A line of Chinese with spaces in it may be a
wrapped paragraph whose line ends a scan turned into spaces: its parts are taken for lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from workbench.documents.lines import Line, parts
from workbench.documents.measure import Column, column, ems
from workbench.documents.patterns import FULL_STOP, HEADING, JUMP_AT_END
from workbench.documents.prose import is_ended

_STUCK = re.compile(r"(?<=[。！？!?…”\"’'」』）)])[ \t\u3000]+(?=\S)")
_PAUSED = re.compile(r"[，,、\"”’」』）)》]\Z")
_STOP = re.compile(r"[。！？；.!?;]")
_TAIL = 40  # characters in which a jump line is looked for
_NARROWEST = 8.0  # em: shorter lines are a list, not wrapped prose
_SURE = 12.0  # em: two lines alone are one paragraph only from here on


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that may hold several paragraphs, none of which begins or ends outside.

    Attributes:
        lines: lines, or parts of lines.
        texts: their visible characters.
        column: the column that they were wrapped in, None where it does not show.
    """

    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    column: Column | None


def flows(text: str, group: Sequence[Line]) -> Iterator[Flow]:
    """Yield the flows of a group of lines, in order."""
    if len(group) > 1 and _is_wrapped(whole := _flow(text, group)):
        units = [unit for line in group for unit in _cut(text, line)]
        yield whole if len(units) == len(group) else _flow(text, units)
        return
    for line in group:
        yield _flow(text, [part for unit in _cut_jump(text, line) for part in parts(text, unit)])


def _flow(text: str, units: Sequence[Line]) -> Flow:
    texts = tuple([text[unit.start : unit.end] for unit in units])
    return Flow(tuple(units), texts, column(texts))


def _is_wrapped(flow: Flow) -> bool:
    """Return whether most lines end in mid-sentence, as only wrapping makes them."""
    *inner, last = flow.texts
    is_open = [not (is_ended(text) or _PAUSED.search(text)) for text in inner]
    if 2 * sum(is_open) < len(inner) or not any(map(_STOP.search, flow.texts)):
        return False
    if flow.column is not None:
        return True
    widths = [ems(text) for text in inner]
    if len(inner) == 1 and (widths[0] < _SURE or not FULL_STOP.search(last)):
        return False
    return median(widths) >= _NARROWEST and ems(last) <= 1.3 * max(widths)


def _cut(text: str, line: Line) -> Iterator[Line]:
    """Yield a line of a group, cut before a heading or a jump line that a scan stuck to its end."""
    for unit in _cut_jump(text, line):
        if _STUCK.search(text, unit.start, unit.end) is None:
            yield unit
            continue
        start = unit.start
        for gap in _STUCK.finditer(text, unit.start, unit.end):
            if HEADING.match(text, gap.end()):
                yield unit._replace(start=start, end=gap.start(), is_part=start > line.start)
                start = gap.end()
        yield unit._replace(start=start, is_part=start > line.start)


def _cut_jump(text: str, line: Line) -> Iterator[Line]:
    """Yield a line, and apart from it the jump line that it ends with."""
    found = None
    if text[line.end - 1] in "）)】":
        found = JUMP_AT_END.search(text, max(line.start + 1, line.end - _TAIL), line.end)
    if found is None:
        yield line
        return
    end = line.start + len(text[line.start : found.start()].rstrip())
    if end > line.start:
        yield line._replace(end=end)
    yield line._replace(start=found.start(), is_part=True)
