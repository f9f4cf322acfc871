"""A unit of the memory as the concordance shows it: both sides with the words, and whose it is.

Promises: pure; a line never exceeds the width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from workbench.core.memory import Found, Unit
from workbench.core.status import Origin, Status
from workbench.tui.picking import Stretch
from workbench.tui.rows import Line, Run, Span, fit_parts, wrapped
from workbench.tui.suggestion_lines import Names

_HIT: Final = {"found", "likely"}

_INDENT: Final = 2
_ROWS: Final = 2
"""Rows of each side that are shown of a unit that is not selected."""

_MADE: Final = {Origin.MT: "machine", Origin.ALIGNMENT: "aligned"}


def found_lines(found: Found, names: Names, likely: Sequence[Stretch], cells: int) -> list[Line]:
    """Return a unit in short: the rows with the words, and where it comes from.

    Args:
        found: the unit with the words' places.
        names: what the memories are called, where there are several.
        likely: where its target probably renders them.
        cells: width of a line.
    """
    source, target = _sides(found, likely, None, cells)
    label = fit_parts(whence(found.unit, names), max(cells - _INDENT, 1))
    return [*_in_short(source), *_in_short(target), (Run(" " * _INDENT), Run(label, "faint"))]


def whole_lines(
    found: Found, names: Names, likely: Sequence[Stretch], part: Stretch | None, cells: int
) -> list[Line]:
    """Return all of a unit; `part` is what is chosen of its target, None for all of it."""
    source, target = _sides(found, likely, part, cells)
    label = wrapped(whence(found.unit, names), cells, style="faint", indent=_INDENT)
    return [*source, *target, *label]


def _sides(
    found: Found, likely: Sequence[Stretch], part: Stretch | None, cells: int
) -> tuple[list[Line], list[Line]]:
    marked = (*spans(found.target_spans, "found"), *spans(likely, "likely"))
    if part is not None:
        marked = (*marked, Span(*part, "part"))
    return (
        wrapped(found.unit.source, cells, spans=spans(found.source_spans, "found")),
        wrapped(found.unit.target, cells, spans=marked, indent=_INDENT),
    )


def _in_short(rows: list[Line]) -> list[Line]:
    """Return some rows in a row, from the first one on that has a word, else from the beginning."""
    hit = (n for n, row in enumerate(rows) if any(_HIT & {*run.style.split()} for run in row))
    first = min(next(hit, 0), max(len(rows) - _ROWS, 0))
    return rows[first : first + _ROWS]


def whence(unit: Unit, names: Names) -> str:
    """Return where a unit comes from: memory, document, person, day, and whose words it holds."""
    at = unit.changed_at or unit.created_at
    parts = (
        names.get(unit.memory, ""),
        unit.document,
        unit.changed_by or unit.created_by,
        f"{at:%-d %b %Y}" if at else "",
        _MADE.get(unit.origin, ""),
        "draft" if unit.status is Status.DRAFT else "",
    )
    return " · ".join(part for part in parts if part)


def spans(places: Iterable[tuple[int, int]], style: str) -> tuple[Span, ...]:
    """Return places of a text as spans in a style."""
    return tuple(Span(start, end, style) for start, end in places)
