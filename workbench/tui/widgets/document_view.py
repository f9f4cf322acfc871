"""The document: source and target of every segment, drawn as lines.

Promises: draws only what is seen, whatever the document's length; the current segment stays where
it is when heights above it become known, and keeps its rows when its target loses some; a text that
is no person's never looks like a person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from workbench.core.document import Paragraph
from workbench.text.widths import index_at
from workbench.tui.columns import Columns, columns
from workbench.tui.document_lines import FindTerms, document_line
from workbench.tui.layout import Layout, Place
from workbench.tui.rows import Line, Span
from workbench.tui.sheet import Sheet
from workbench.tui.widgets.runs_view import RunsView

_MARGIN = 2
"""Rows that stay visible above and below the current segment where there is room."""

_SLICE = 250
"""Items whose heights are made exact in one go, between two events; some 8 ms."""


class DocumentView(RunsView):
    """Two columns of segments with a gutter.

    The target of the current segment is drawn like the others; the page lays the text area over it.
    """

    DEFAULT_CSS = """
    DocumentView {
        overflow-y: auto;
        scrollbar-gutter: stable;
        & > .runs--number { color: $foreground 50%; }
        & > .runs--bar { color: $accent; }
        & > .runs--current { background: $primary 14%; }
        & > .runs--term { color: $text-accent; text-style: underline; }
        & > .runs--aligned { background: $accent 35%; text-style: bold; }
        & > .runs--machine { color: $foreground 62%; text-style: italic; }
        & > .runs--weak { text-style: italic underline; }
        & > .runs--heading { text-style: bold; }
        & > .runs--noise { color: $foreground 42%; }
        & > .runs--confirmed { color: $text-success; text-style: bold; }
        & > .runs--person { color: $text-accent; }
        & > .runs--drafting { color: $text-warning; }
        & > .runs--locked { color: $text-warning; }
        & > .runs--doubtful { color: $text-warning; text-style: bold; }
        & > .runs--apart { color: $text-secondary; }
        & > .runs--failed { color: $text-error; text-style: bold; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "runs--number",
        "runs--bar",
        "runs--current",
        "runs--term",
        "runs--aligned",
        "runs--machine",
        "runs--weak",
        "runs--heading",
        "runs--noise",
        "runs--confirmed",
        "runs--person",
        "runs--drafting",
        "runs--locked",
        "runs--doubtful",
        "runs--apart",
        "runs--failed",
    }

    current: reactive[int] = reactive(0, init=False)
    """Index of the segment that is being edited."""

    @dataclass
    class SegmentClicked(Message):
        """Somebody clicked a segment; `cell` and `row` are counted from its target's first cell."""

        index: int
        cell: int
        row: int

    @dataclass
    class SourceClicked(Message):
        """Somebody clicked a character of a source; it comes after `SegmentClicked`."""

        index: int
        offset: int

    @dataclass
    class NoiseClicked(Message):
        """Somebody clicked folded noise."""

        paragraph: Paragraph

    class Moved(Message):
        """The current segment's target stands elsewhere now, or the columns have changed."""

    def __init__(self, sheet: Sheet, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sheet = sheet
        self.layout_rows = Layout(sheet, columns(80, len(sheet)))
        self.find_terms: FindTerms = lambda _source: ()
        """Where terms stand in a source; replaced once the glossary is loaded."""
        self._aligned: tuple[Span, ...] = ()
        self._refining = False
        self._rebuilt = False

    # What is shown

    @property
    def columns(self) -> Columns:
        """Where the two columns stand."""
        return self.layout_rows.columns

    def rebuild(self) -> None:
        """Lay everything out anew, because the width or the document's structure has changed."""
        width = self.scrollable_content_region.width or 80
        within = self.scroll_offset.y - self._current_top()
        self.layout_rows = Layout(self.sheet, columns(width, len(self.sheet)))
        if self.current in self.sheet.item_of:
            self.layout_rows.hold(self.current)
        self.layout_rows.settle(self._current_top(), self.size.height)
        self._publish(self._current_top() + within)
        self.refresh()
        # Textual learns how far it may scroll with the next refresh only.
        self.call_after_refresh(self.show_current)
        self._rebuilt = True
        self._start_refining()

    def update_segment(self, index: int) -> None:
        """Draw a segment again whose text, status or marks have changed."""
        anchor = self._anchor()
        if self.layout_rows.invalidate(index):
            self._publish(self._row_of(anchor))
        else:
            self._refresh_segment(index)

    def show_current(self) -> None:
        """Scroll so that the current segment is seen, with some rows around it."""
        self._show_current(self.scroll_offset.y)

    def _show_current(self, y: int) -> None:
        """Scroll so that the current segment is seen, no further from row `y` than needed."""
        if not len(self.sheet) or not self.size.height:
            return
        layout, height = self.layout_rows, self.size.height
        layout.settle(self._current_top(), height)
        # What stands above it on the screen may turn out higher or lower, and move it.
        while layout.settle(wanted := self._wanted_top(y), height):
            pass
        self._publish(wanted)

    def _wanted_top(self, y: int) -> int:
        """Return the row to scroll to from row `y` on, as far as heights are known."""
        number = self.sheet.item_of[self.current]
        layout, height = self.layout_rows, self.size.height
        top, rows = layout.top(number), layout.rows_of(number)
        margin = min(_MARGIN, max(0, (height - rows) // 2))
        if top - margin < y:
            y = top - margin if y - top < height else top - height // 3
        elif top + rows + margin > y + height:
            below = top + rows + margin - height
            y = min(below if below - y < height else top - height // 3, top)
        return max(y, 0)

    def target_region(self) -> Region:
        """Return where the current target stands, relative to the view; it may be outside."""
        layout, number = self.layout_rows, self.sheet.item_of[self.current]
        offset = layout.target_offset(self.current)
        y = layout.top(number) + offset - self.scroll_offset.y
        rows = layout.rows_of(number) - offset
        return Region(self.columns.target, y, self.columns.target_width + 1, rows)

    def target_room(self) -> int:
        """Return how many rows from the target's first on show nothing else; at least one."""
        region, height = self.target_region(), self.size.height
        below = self.layout_rows.below(self.current)
        end = height if below is None else region.bottom + below
        return max(min(end, height) - region.y, 1)

    def page_target(self, step: int) -> int:
        """Return the index of the segment one page further down (`step` 1) or up (-1)."""
        layout = self.layout_rows
        y = layout.top(self.sheet.item_of[self.current]) + step * max(self.size.height - 3, 1)
        place = layout.place(min(max(y, 0), layout.height - 1))
        number = place.item if place else 0
        while 0 <= number < len(self.sheet.items):
            if (index := self.sheet.items[number].index) is not None:
                return index
            number += step
        return self.current

    # Lines

    def line(self, y: int) -> Line:
        """Return the line in row `y` of the document."""
        place = self.layout_rows.place(y)
        if place is None:
            return ()
        index = self.sheet.items[place.item].index
        spans = () if index is None else self.source_spans(index)

        def find(source: str) -> tuple[Span, ...]:
            return (*self.find_terms(source), *spans)

        return document_line(self.layout_rows, place, self.current, find)

    @property
    def pointed_at(self) -> int | None:
        """Where the highlighted words of the current source begin; None where there are none."""
        return self._aligned[0].start if self._aligned else None

    def source_spans(self, index: int) -> tuple[Span, ...]:
        """Return what is highlighted in a source besides its terms."""
        return self._aligned if index == self.current else ()

    def point(self, spans: tuple[Span, ...]) -> None:
        """Highlight parts of the current source; their style is `aligned`."""
        if spans != self._aligned:
            self._aligned = spans
            self._refresh_segment(self.current)

    def line_style(self, y: int) -> str:
        """Return `current` for the rows of the current segment."""
        place = self.layout_rows.place(y)
        if place is None or place.row < 0 or not self.size.height:
            return ""
        return "current" if self.sheet.items[place.item].index == self.current else ""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part; heights are exact by then."""
        if self.layout_rows.settle(self.scroll_offset.y, self.size.height):
            self.call_later(self._publish, self.scroll_offset.y)
        return super().render_lines(crop)

    # Heights and scrolling

    def _current_top(self) -> int:
        number = self.sheet.item_of.get(self.current)
        return 0 if number is None else self.layout_rows.top(number)

    def _anchor(self) -> Place | None:
        """Return what stands in the first visible row."""
        return self.layout_rows.place(self.scroll_offset.y)

    def _row_of(self, anchor: Place | None) -> int:
        """Return the row in which the anchor stands now, so that it can be kept in its place."""
        if anchor is None:
            return self.scroll_offset.y
        rows = self.layout_rows.rows_of(anchor.item)
        return self.layout_rows.top(anchor.item) + min(anchor.row, rows - 1)

    def _publish(self, y: int) -> None:
        """Tell Textual the document's height and scroll to row `y`."""
        size = Size(self.scrollable_content_region.width, self.layout_rows.height)
        if size != self.virtual_size:
            self.virtual_size = size
            self.refresh()
        if y != self.scroll_offset.y:
            self.scroll_to(y=y, animate=False, force=True)
        self.post_message(self.Moved())

    def _refresh_segment(self, index: int) -> None:
        """Draw the rows of one segment again."""
        number = self.sheet.item_of.get(index)
        if number is not None:
            layout = self.layout_rows
            self.refresh_lines(layout.top(number), layout.rows_of(number))

    def _start_refining(self) -> None:
        if not self._refining:
            self._refining = True
            self.set_timer(0.01, self._refine)

    def _refine(self) -> None:
        anchor = self._anchor()
        height = self.layout_rows.height
        self._refining = self.layout_rows.refine(_SLICE)
        if self.layout_rows.height != height:
            self._publish(self._row_of(anchor))
        if self._refining:
            self.set_timer(0.01, self._refine)
        elif self._rebuilt:
            self._rebuilt = False
            self.call_after_refresh(self.show_current)

    # Events

    def watch_current(self, old: int, new: int) -> None:
        """Show the segment that has become current."""
        self._aligned = ()
        anchor = self._anchor()
        if self.layout_rows.hold(new):
            self.refresh()
        else:
            self._refresh_segment(old)
            self._refresh_segment(new)
        self._show_current(self._row_of(anchor))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the page move the text area along."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Share out the width anew."""
        self.rebuild()

    def on_click(self, event: events.Click) -> None:
        """Tell which segment was clicked."""
        place = self.layout_rows.place(event.y + self.scroll_offset.y)
        if place is None:
            return
        item = self.sheet.items[place.item]
        if item.index is None:
            self.post_message(self.NoiseClicked(item.paragraphs[0]))
            return
        row = place.row - self.layout_rows.target_offset(item.index)
        self.post_message(self.SegmentClicked(item.index, event.x - self.columns.target, row))
        if (at := self._source_offset(item.index, place.row, event.x)) is not None:
            self.post_message(self.SourceClicked(item.index, at))

    def source_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Return the segment and the character of its source that stand in a cell of the window."""
        place = self.layout_rows.place(y + self.scroll_offset.y)
        index = None if place is None else self.sheet.items[place.item].index
        if place is None or index is None:
            return None
        at = self._source_offset(index, place.row, x)
        return None if at is None else (index, at)

    def _source_offset(self, index: int, row: int, x: int) -> int | None:
        """Return which character of a source stands in a cell; None beside it."""
        rows, cell = self.layout_rows.source_rows(index), x - self.columns.source
        if not 0 <= row < len(rows) or not 0 <= cell < self.columns.source_width:
            return None
        text = self.sheet.segments[index].source[rows[row].start : rows[row].end]
        at = index_at(text, cell)
        return rows[row].start + at if at < len(text) else None
