"""A list of entries of several lines each, with a cursor: documents, hits, issues, beads.

Promises: draws only what is seen; the cursor's entry is always seen; works with the mouse as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from workbench.tui.rows import Line, wrapped
from workbench.tui.widgets.runs_view import RunsView

Entry = Callable[[int], list[Line]]
"""Makes the lines of an entry for a width in cells."""


class RowList(RunsView):
    """Entries, one of which is selected."""

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-y: auto; scrollbar-gutter: stable; }
    """

    cursor: reactive[int] = reactive(0, init=False)
    """Number of the selected entry."""

    @dataclass
    class EntryClicked(Message):
        """Somebody clicked an entry."""

        number: int

    def __init__(self, *, empty: str = "nothing", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.mark_cursor = True
        """Whether the selected entry is shown as such."""
        self._empty = empty
        self._entries: Sequence[Entry] = ()
        self._lines: list[list[Line]] = []
        self._tops: list[int] = [0]

    def __len__(self) -> int:
        return len(self._entries)

    def show(self, entries: Sequence[Entry], cursor: int = 0) -> None:
        """Show other entries with the cursor on one of them; may be called before mounting."""
        self._entries = entries
        self.set_reactive(RowList.cursor, self.validate_cursor(cursor))
        if self.is_mounted:
            self._build()

    def extend(self, entries: Sequence[Entry]) -> None:
        """Show more entries after those that are shown; only they are built."""
        self._entries = [*self._entries, *entries]
        if self._lines:
            self._lines += [entry(self.cells) for entry in entries]
            self._measure()

    def replace(self, number: int, entry: Entry) -> None:
        """Show another entry in the place of one."""
        self._entries = [*self._entries[:number], entry, *self._entries[number + 1 :]]
        if self._lines:
            self._lines[number] = entry(self.cells)
            self._measure()

    @property
    def cells(self) -> int:
        """The width of a line."""
        return self.scrollable_content_region.width

    def top_of(self, number: int) -> int:
        """Return the first row of an entry."""
        return self._tops[min(number, len(self._tops) - 1)]

    def say(self, text: str) -> None:
        """Say something instead of showing entries."""
        self._empty = text
        self.show(())

    def line(self, y: int) -> Line:
        """Return line `y`."""
        if not self._entries:
            said = wrapped(self._empty, self.cells, style="faint")
            return said[y] if y < len(said) else ()
        number = bisect_right(self._tops, y) - 1
        return self._lines[number][y - self._tops[number]] if number < len(self._lines) else ()

    def line_style(self, y: int) -> str:
        """Return `selected` for the lines of the selected entry."""
        if not self.mark_cursor or y >= self._tops[-1]:
            return ""
        return "selected" if bisect_right(self._tops, y) - 1 == self.cursor else ""

    def move(self, step: int) -> None:
        """Select another entry."""
        self.cursor += step

    def page(self, step: int) -> None:
        """Select an entry one page further."""
        y = self._tops[self.cursor] + step * max(self.size.height - 1, 1)
        self.cursor = bisect_right(self._tops, max(y, 0)) - 1

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an entry."""
        return min(max(cursor, 0), max(len(self) - 1, 0))

    def watch_cursor(self) -> None:
        """Show the selected entry."""
        self._show_cursor()
        self.refresh()

    def _build(self) -> None:
        width = self.cells
        self._lines = [entry(width) for entry in self._entries] if width > 0 else []
        self._measure()

    def _measure(self) -> None:
        self._tops = [0, *accumulate(len(lines) for lines in self._lines)]
        self.virtual_size = Size(self.cells, self._tops[-1])
        self.call_after_refresh(self._show_cursor)
        self.refresh()

    def _show_cursor(self) -> None:
        if not self._lines:
            return
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
        y, height = self.scroll_offset.y, self.size.height
        if top < y:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > y + height:
            self.scroll_to(y=min(bottom - height, top), animate=False, force=True)

    def on_resize(self) -> None:
        """Build the lines for the new width."""
        self._build()

    def on_click(self, event: events.Click) -> None:
        """Select the entry that was clicked, and tell so."""
        y = event.y + self.scroll_offset.y
        if self._entries and y < self._tops[-1]:
            self.cursor = bisect_right(self._tops, y) - 1
            self.post_message(self.EntryClicked(self.cursor))
