"""Flows → paragraphs.

Where one paragraph ends and the next begins is decided line by line in `cutting.py`, by evidence of
the lines themselves and of what `customs.py` gathers over all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.documents.cleanup.customs import Custom
from workbench.documents.cleanup.cutting import Cutter
from workbench.documents.cleanup.flows import Flow
from workbench.documents.cleanup.lines import Line
from workbench.documents.cleanup.measure import Column


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


def paragraphs(flow: Flow, shared: Custom, *, splits: bool = True) -> list[Paragraph]:
    """Return the paragraphs of a flow, in order.

    Args:
        flow: lines in a row.
        shared: what the flows of the document have in common.
        splits: whether a paragraph may begin inside a line of the file.
    """
    if len(flow.lines) == 1:
        return [Paragraph(flow.lines, flow.column, 0, 1)]
    cutter = Cutter(flow, shared)
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
