"""A dialog with a list to choose from, and perhaps a line of text that decides what is listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.row_list import Entry, RowList

ResultT = TypeVar("ResultT")

_PAUSE = 0.15
"""Seconds without a key after which a search starts."""


class Listing(Dialog[ResultT]):
    """A dialog whose body is a list; Enter or a click chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose", id="listing.choose", tooltip="Choose", priority=True),
        Binding("up", "move(-1)", "up", id="listing.up", show=False, priority=True),
        Binding("down", "move(1)", "down", id="listing.down", show=False, priority=True),
        Binding("pageup", "page(-1)", "up", id="listing.page_up", show=False, priority=True),
        Binding("pagedown", "page(1)", "down", id="listing.page_down", show=False, priority=True),
    ]

    empty: ClassVar[str] = "nothing"
    """What is said where there is nothing to list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowList(empty=self.empty)

    def body(self) -> Iterable[Widget]:
        """Return the list."""
        return (self.rows,)

    def show(self, entries: Sequence[Entry], cursor: int = 0) -> None:
        """List other entries."""
        self.rows.show(entries, cursor)

    def choose(self, number: int) -> None:
        """Close with what entry `number` stands for."""
        raise NotImplementedError

    def action_choose(self) -> None:
        """Choose the selected entry."""
        if len(self.rows):
            self.choose(self.rows.cursor)

    def action_move(self, step: int) -> None:
        """Select another entry."""
        self.rows.move(step)

    def action_page(self, step: int) -> None:
        """Select an entry one page further."""
        self.rows.page(step)

    def on_row_list_entry_clicked(self, event: RowList.EntryClicked) -> None:
        """Choose what was clicked."""
        self.choose(event.number)


class Search(Listing[ResultT]):
    """A listing under a line of text; what is typed there decides what is listed."""

    placeholder: ClassVar[str] = ""
    """What the empty line says."""

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self.line = Input(query, placeholder=self.placeholder, select_on_focus=True)
        self.line.cursor_blink = False
        self._pause: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Return the line and the list."""
        return (self.line, self.rows)

    def on_mount(self) -> None:
        """Search for what stands in the line from the start."""
        self.line.focus()
        self.search(self.line.value.strip())

    def search(self, query: str) -> None:
        """List what is found for a query; it may be empty."""
        raise NotImplementedError

    def action_choose(self) -> None:
        """Choose the selected entry of what is listed for the words as they stand."""
        if self._pause is not None:
            self._search_now()
        super().action_choose()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search a moment after the last key."""
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._search_now)

    def _search_now(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self.search(self.line.value.strip())
