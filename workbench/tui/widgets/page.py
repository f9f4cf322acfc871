"""The page: the document view with the text area laid over the current target.

Promises: what is typed is on the sheet before anything else is loaded into the text area; the text
area moves with the view, row for row, and lies over no other text; a draft that arrives never
replaces what a person is typing.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Region
from textual.message import Message
from textual.widgets import TextArea

from workbench.tui.sheet import Sheet
from workbench.tui.widgets.document_view import DocumentView
from workbench.tui.widgets.selecting_view import SelectingView
from workbench.tui.widgets.target_area import TargetArea

_WHEEL = 3
"""Rows that a step of the mouse wheel scrolls."""


class Page(Container):
    """Source, targets, and the editor of the current one."""

    DEFAULT_CSS = """
    Page {
        layers: text edit;
        overflow: hidden hidden;
    }
    Page DocumentView { layer: text; width: 1fr; height: 1fr; }
    Page TargetArea { layer: edit; position: absolute; }
    """

    class CursorMoved(Message):
        """The cursor stands elsewhere in the current target."""

    def __init__(self, sheet: Sheet, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sheet = sheet
        self.view = SelectingView(sheet, id="document")
        self.area = TargetArea(id="target")
        self._placed = (Region(), 0)

    @property
    def current(self) -> int:
        """Index of the current segment."""
        return self.view.current

    def compose(self) -> ComposeResult:
        """Lay the text area over the view."""
        yield self.view
        yield self.area

    def on_mount(self) -> None:
        """Let the text area have every key from the start."""
        self.area.focus()

    def go(self, index: int, *, at_end: bool = False) -> None:
        """Make another segment current.

        Args:
            index: the segment.
            at_end: whether the cursor goes to the end of its text instead of the start.
        """
        self.keep()
        self.view.current = index
        self._load(at_end=at_end)
        self.view.show_current()

    def keep(self) -> None:
        """Put what stands in the text area on the sheet."""
        index = self.sheet.index_of(self.area.key)
        if index is not None:
            self.sheet.type(index, self.area.content)

    def hold_still(self) -> None:
        """Take no keys until the current segment is shown again, because it is about to change."""
        self.area.read_only = True

    def show(self, indexes: Iterable[int]) -> None:
        """Draw segments again that have changed on the sheet."""
        for index in indexes:
            self.view.update_segment(index)
            if index == self.current:
                self._renew(index)
        self._place()

    def reload(self, index: int) -> None:
        """Show the sheet anew after its structure has changed, with `index` as current segment."""
        self.view.set_reactive(DocumentView.current, index)
        self.view.rebuild()
        self._load()

    def _renew(self, index: int) -> None:
        text = self.sheet.text(index)
        if text == self.area.content and self.sheet.segments[index].id == self.area.key:
            self._dress(index)
        else:
            self._load(at_end=self.area.cursor_offset > 0)

    def _load(self, *, at_end: bool = False) -> None:
        index = self.current
        self.area.load(self.sheet.segments[index].id, self.sheet.text(index), at_end=at_end)
        self._dress(index)
        self._place()

    def _dress(self, index: int) -> None:
        """Let the text area look like the segment that it holds."""
        segment = self.sheet.segments[index]
        self.area.read_only = segment.locked
        is_machine = segment.is_machine_draft and not self.sheet.is_unsaved(index)
        self.area.set_class(is_machine, "-machine")
        drafting = segment.id in self.sheet.drafting
        self.area.placeholder = "(drafting …)" if drafting else ""

    def offer(self, words: str) -> None:
        """Offer words to follow the current target; shown are as many as have room."""
        self.area.ghost = words
        self._place()

    def _place(self) -> None:
        """Put the text area where the current target stands."""
        region = self.view.target_region()
        self.area.room = self.view.target_room()
        rows = max(region.height, self.area.rows if self.area.ghost else 1)
        if (region, rows) == self._placed:
            return
        self._placed = (region, rows)
        styles = self.area.styles
        styles.offset = region.offset
        styles.width, styles.height = region.width, rows

    def on_document_view_moved(self) -> None:
        """Move the text area along with the view."""
        self._place()

    def on_target_area_typed(self, event: TargetArea.Typed) -> None:
        """Keep what was typed, and make room for it."""
        index = self.sheet.index_of(event.key)
        if index is None:
            return
        self.sheet.type(index, event.text)
        self.view.update_segment(index)
        if index == self.current:
            self._dress(index)
            self.view.show_current()
            self._place()
            self._show_cursor()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Scroll a target that is taller than the view along with its cursor."""
        event.stop()
        self._place()
        self._show_cursor()
        self.post_message(self.CursorMoved())

    def on_mouse_scroll_down(self) -> None:
        """Let the wheel work over the text area as well."""
        self.view.scroll_relative(y=_WHEEL, animate=False, force=True)

    def on_mouse_scroll_up(self) -> None:
        """Let the wheel work over the text area as well."""
        self.view.scroll_relative(y=-_WHEEL, animate=False, force=True)

    def _show_cursor(self) -> None:
        if not self.view.size.height:
            return
        y = self.view.target_region().y + self.area.cursor_row
        if y < 0:
            self.view.scroll_relative(y=y, animate=False, force=True)
        elif y >= self.view.size.height:
            below = y - self.view.size.height + 1
            self.view.scroll_relative(y=below, animate=False, force=True)
