"""Lines that hold more than one block: where a scan or a layout put several on one line.

A heading stuck to the end of a paragraph, the headings of one numbering in a row, a jump line after
the last sentence of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.documents.cleanup.lines import BLANK, Line
from workbench.documents.cleanup.patterns import HEADING, JUMP_AT_END, heading_number
from workbench.documents.cleanup.prose import is_heading

_GAP = re.compile(f"[{re.escape(BLANK)}]+(?=\\S)")
_STUCK = re.compile(r"(?<=[。！？!?…”\"’'」』）)])" + f"[{re.escape(BLANK)}]+(?=\\S)")
_TAIL = 40  # characters in which a jump line or a heading's number is looked for


def cut(text: str, line: Line) -> Iterator[Line]:
    """Yield a line of a flow, cut before the headings that a scan stuck to its end."""
    start = line.start
    for gap in _STUCK.finditer(text, line.start, line.end):
        if HEADING.match(text, gap.end()):
            yield line._replace(start=start, end=gap.start(), is_part=start > line.start)
            start = gap.end()
    yield line._replace(start=start, is_part=start > line.start) if start > line.start else line


def heading_list(text: str, line: Line) -> Iterator[Line]:
    """Yield a line, cut between the headings of one numbering if it is a row of them."""
    style, number = heading_number(text[line.start : line.start + _TAIL])
    start = line.start
    gaps = _GAP.finditer(text, line.start, line.end) if style else iter(())
    for gap in gaps:
        after = heading_number(text[gap.end() : gap.end() + _TAIL])
        if after == (style, number + 1) and is_heading(text[start : gap.start()]):
            yield line._replace(start=start, end=gap.start(), is_part=start > line.start)
            start, number = gap.end(), number + 1
    is_part = line.is_part or start > line.start
    yield line._replace(start=start, is_part=is_part) if start > line.start else line


def part_jumps(text: str, units: Iterable[Line], *, splits: bool) -> Iterator[list[Line]]:
    """Yield the lines of a flow, parted after each jump line and before it.

    Args:
        text: the file's text.
        units: lines, or parts of lines.
        splits: whether a jump line may be parted from the rest of its line.
    """
    run: list[Line] = []
    for unit in units:
        run.append(unit)
        jumps: list[list[Line]] = []
        while run and (place := _jump_at_end(text, run)) and (splits or _is_whole(run, place)):
            run, jump = _part_at(text, run, place)
            jumps.append(jump)
        if jumps:
            yield from filter(None, (run, *reversed(jumps)))
            run = []
    if run:
        yield run


def _jump_at_end(text: str, run: Sequence[Line]) -> int:
    """Return where the jump line begins that the lines end with, 0 where there is none."""
    end = run[-1].end
    if text[end - 1] not in "）)】":
        return 0
    found = JUMP_AT_END.search(text, max(run[0].start + 1, end - _TAIL), end)
    return found.start() if found is not None else 0


def _is_whole(run: Sequence[Line], place: int) -> bool:
    """Return whether a line of the file begins there."""
    return any(line.start == place and not line.is_part for line in run)


def _part_at(text: str, run: Sequence[Line], place: int) -> tuple[list[Line], list[Line]]:
    """Return the lines before the place and those from it on; a line around it is cut."""
    at = max(index for index, unit in enumerate(run) if unit.start <= place)
    cut = run[at]
    end = cut.start + len(text[cut.start : place].rstrip(BLANK))
    before = [*run[:at], cut._replace(end=end)] if end > cut.start else [*run[:at]]
    return before, [cut._replace(start=place, is_part=True), *run[at + 1 :]]
