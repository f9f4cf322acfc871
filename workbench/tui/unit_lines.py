"""Units of the memories as the browser shows them: side by side, and one with all that is known.

Promises: pure; a line never exceeds the width; the columns are those in which a side is edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Final

from workbench.core.memory import Found, Unit
from workbench.core.status import Origin
from workbench.tui.concordance_lines import spans, whence
from workbench.tui.rows import Line, Run, Span, fit_parts, line_width, wrapped
from workbench.tui.suggestion_lines import Names

SOURCE: Final = "source"
TARGET: Final = "target"

_MARK: Final = 2
_GAP: Final = 2
_CURSOR: Final = 1
_SIDE_BY_SIDE: Final = 50
_SOURCE_SHARE: Final = 0.42

CONTESTED: Final = "≠"
"""Marks a unit whose source has other targets as well."""

_MAKERS: Final = {
    Origin.HUMAN: "a person's words",
    Origin.MT: "a machine's words",
    Origin.TM: "from a match",
    Origin.ALIGNMENT: "aligned",
}


@dataclass(frozen=True, slots=True)
class Column:
    """Where a side stands in an entry: first cell, cells, and how many rows are above it."""

    x: int
    cells: int
    above: int = 0


def unit_lines(
    found: Found, names: Names, is_contested: bool, typed: Mapping[str, str] | None, cells: int
) -> list[Line]:
    """Return a unit side by side, or, where that is too narrow, one side under the other.

    Args:
        found: the unit with the places of the words that were searched for.
        names: what the memories are called, where there are several.
        is_contested: whether its source has other targets.
        typed: by side what is typed instead; None where it is not being edited.
        cells: width of a line.
    """
    left, right = _widths(cells)
    source = _side(found.unit.source, found.source_spans, (typed or {}).get(SOURCE), left)
    target = _side(found.unit.target, found.target_spans, (typed or {}).get(TARGET), right)
    mark = Run(f"{CONTESTED} " if is_contested else "  ", "warning")
    margin = Run(" " * _MARK)
    if _is_stacked(cells):
        body = [(mark if n == 0 else margin, *line) for n, line in enumerate([*source, *target])]
    else:
        body = [
            (
                mark if n == 0 else margin,
                *one,
                Run(" " * (left + _GAP - line_width(one))),
                *other,
            )
            for n, (one, other) in enumerate(zip_longest(source, target, fillvalue=()))
        ]
    label = fit_parts(whence(found.unit, names), max(cells - _MARK, 1))
    return [*body, (margin, Run(label, "faint"))]


def column(side: str, found: Found, typed: Mapping[str, str], cells: int) -> Column:
    """Return where a side of a unit stands, so that it can be edited there."""
    left, right = _widths(cells)
    if side == SOURCE:
        return Column(_MARK, left)
    if not _is_stacked(cells):
        return Column(_MARK + left + _GAP, right)
    return Column(_MARK, right, len(wrapped(typed.get(SOURCE, found.unit.source), left)))


def detail_lines(unit: Unit, names: Names, cells: int) -> list[Line]:
    """Return all that is known of a unit, but for its texts."""
    facts = (
        f"unit {unit.id}",
        names.get(unit.memory, ""),
        unit.status.value,
        _MAKERS[unit.origin],
        f"from {unit.document}" if unit.document else "",
        f"about {unit.domain}" if unit.domain else "",
        _happened("made", unit.created_at, unit.created_by),
        _happened("changed", unit.changed_at, unit.changed_by),
    )
    lines = wrapped(" · ".join(fact for fact in facts if fact), cells, style="dim")
    if unit.note:
        lines += wrapped(f"note: {unit.note}", cells, style="dim")
    if unit.before or unit.after:
        around = f"between “{unit.before or '(the beginning)'}” and “{unit.after or '(the end)'}”"
        lines += wrapped(around, cells, style="faint")
    return lines


def _side(
    text: str, places: tuple[tuple[int, int], ...], typed: str | None, cells: int
) -> list[Line]:
    shown: tuple[Span, ...] = spans(places, "found") if typed is None else ()
    return wrapped(text if typed is None else typed, cells, spans=shown)


def _is_stacked(cells: int) -> bool:
    return cells < _SIDE_BY_SIDE


def _widths(cells: int) -> tuple[int, int]:
    """Return the cells of both sides."""
    if _is_stacked(cells):
        room = max(cells - _MARK - _CURSOR, 4)
        return room, room
    room = cells - _MARK - _GAP - _CURSOR
    left = int(room * _SOURCE_SHARE) // 2 * 2
    return left, room - left


def _happened(what: str, at: datetime | None, by: str) -> str:
    when = f" {at:%-d %b %Y}" if at else ""
    who = f" by {by}" if by else ""
    return f"{what}{when}{who}" if when or who else ""
