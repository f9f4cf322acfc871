"""The lines of the document view: gutter, source with its terms, target in the style of its maker.

Promises: pure; a line never exceeds the columns that the layout gives it; a text that is no
person's never looks like a person's.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.text.widths import fit, printable
from workbench.tui import placeholders
from workbench.tui.columns import marks
from workbench.tui.doubts import weak_spans
from workbench.tui.layout import Layout, Place, is_heading
from workbench.tui.rows import Line, Run, Span, line_width, row_runs
from workbench.tui.sheet import Item

FindTerms = Callable[[str], tuple[Span, ...]]
"""Says where terms stand in a source."""


def document_line(layout: Layout, place: Place, current: int, find_terms: FindTerms) -> Line:
    """Return what stands in a row of the document view.

    Args:
        layout: where everything stands.
        place: the row.
        current: index of the current segment.
        find_terms: says where terms stand in a source.
    """
    item = layout.sheet.items[place.item]
    if place.row < 0:
        return ()
    if item.index is None:
        return _noise(layout, item)
    at = layout.columns
    style = "heading" if is_heading(item.paragraphs[0].kind) else ""
    gutter = _gutter(layout, item.index, place.row, is_current=item.index == current)
    source = _source(layout, item.index, place.row, style, find_terms)
    target = _target(layout, item.index, place.row - layout.target_offset(item.index), style)
    if at.stacked:
        return (*gutter, *(source or target))
    fill = Run(" " * (at.target - at.source - line_width(source)))
    return (*gutter, *source, fill, *target)


def _gutter(layout: Layout, index: int, row: int, *, is_current: bool) -> Line:
    sheet, number = layout.sheet, layout.columns.number
    bar = Run("▌" if is_current else " ", "bar")
    if row > 0:
        return (bar, Run(" " * (number + 4)))
    segment = sheet.segments[index]
    both = marks(
        segment,
        typed=sheet.is_unsaved(index),
        drafting=segment.id in sheet.drafting,
        failed=segment.id in sheet.failed,
    )
    label = Run(str(index + 1).rjust(number) + " ", "number")
    return (bar, label, *(Run(mark, style) for mark, style in both), Run(" "))


def _source(layout: Layout, index: int, row: int, style: str, find_terms: FindTerms) -> Line:
    rows = layout.source_rows(index)
    if not 0 <= row < len(rows):
        return ()
    text = layout.sheet.segments[index].source
    return row_runs(text, rows[row], (*find_terms(text), *placeholders.spans(text)), style)


def _target(layout: Layout, index: int, row: int, style: str) -> Line:
    sheet, segment = layout.sheet, layout.sheet.segments[index]
    text = sheet.text(index)
    if not text and row == 0 and segment.id in sheet.drafting:
        return (Run("(drafting …)", "drafting"),)
    rows = layout.target_rows(index)
    if not 0 <= row < len(rows):
        return ()
    is_machine = segment.is_machine_draft and not sheet.is_unsaved(index)
    spans = (*(weak_spans(segment) if is_machine else ()), *placeholders.spans(text))
    return row_runs(text, rows[row], spans, f"{style} machine" if is_machine else style)


def _noise(layout: Layout, item: Item) -> Line:
    at, count = layout.columns, len(item.paragraphs)
    text = " ".join(printable(" ".join(p.text.split())) for p in item.paragraphs)
    head = f"▸ noise, {count}: " if count > 1 else "▸ noise: "
    room = at.target + at.target_width - at.source
    return (Run(" " * at.source + fit(head + text, room), "noise"),)
