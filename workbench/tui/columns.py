"""How the width of the document view is shared out, and the marks of a segment.

Promises: pure; every width from 20 cells up gives columns that add up to it; below 46 cells of text
the target goes under the source instead of beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.document import Segment
from workbench.core.status import Origin, Status

_SIDE_BY_SIDE = 46
_GAP = 2
_CURSOR = 1
_SOURCE_SHARE = 0.42  # Chinese takes some 0.7 cells for each cell of its English

MARKS = (
    ("✓", "confirmed", "confirmed by a person"),
    ("●", "person", "a person's draft"),
    ("○", "machine", "a machine's or the memory's draft; after ✓: confirmed without a change"),
    ("…", "drafting", "being drafted"),
    ("▣", "locked", "locked"),
    ("?", "doubtful", "a machine's draft with something doubtful: see its reasons"),
    ("≠", "apart", "kept apart: not filled from its repetitions, nor they from it"),
    ("!", "failed", "not saved yet"),
)
"""(mark, style, meaning), for the gutter and for the help screen."""

_STYLE = {mark: style for mark, style, _ in MARKS}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where source and target stand, in cells from the left edge of the view.

    Attributes:
        number: cells of the segment's number.
        source, target: x of the column's first cell.
        source_width, target_width: cells for text.
        stacked: whether the target stands under the source.
    """

    number: int
    source: int
    source_width: int
    target: int
    target_width: int
    stacked: bool


def columns(width: int, segments: int) -> Columns:
    """Return the columns of a view of `width` cells for a document of `segments` segments."""
    number = max(3, len(str(segments)))
    gutter = 1 + number + 1 + 2 + 1
    room = max(width - gutter - _CURSOR, 4)
    if room - _GAP < _SIDE_BY_SIDE:
        return Columns(number, gutter, room, gutter, room, stacked=True)
    source = int((room - _GAP) * _SOURCE_SHARE) // 2 * 2
    target = gutter + source + _GAP
    return Columns(number, gutter, source, target, room - _GAP - source, stacked=False)


def marks(
    segment: Segment, *, typed: bool = False, drafting: bool = False, failed: bool = False
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the two marks of a segment with their styles: how far it is, and what is special.

    Args:
        segment: as it is stored.
        typed: whether a person has typed something else since.
        drafting: whether an engine works on it.
        failed: whether its last save failed.
    """
    progress = "●" if typed else _progress_mark(segment, drafting)
    special = _special_mark(segment, typed, failed)
    return (progress, _STYLE.get(progress, "")), (special, _STYLE.get(special, ""))


def _progress_mark(segment: Segment, drafting: bool) -> str:
    if segment.status.is_final:
        return "✓"
    if drafting:
        return "…"
    if segment.status is Status.NEW:
        return " "
    return "○" if segment.is_machine_draft else "●"


def _special_mark(segment: Segment, typed: bool, failed: bool) -> str:
    if failed:
        return "!"
    if segment.locked:
        return "▣"
    if segment.is_doubtful and not typed:
        return "?"
    if not segment.propagates:
        return "≠"
    as_drafted = segment.status.is_final and not typed and segment.origin in (Origin.MT, Origin.TM)
    return "○" if as_drafted else " "
