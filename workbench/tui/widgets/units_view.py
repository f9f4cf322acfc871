"""The list of units with one of them editable in its place.

Promises: what is edited lies over the row that it belongs to, wherever that scrolls to; nothing is
stored here; an edit ends only by a key that says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from workbench.core.memory import Found
from workbench.services.browsing import Page
from workbench.tui.suggestion_lines import NO_NAMES, Names
from workbench.tui.unit_lines import SOURCE, TARGET, column, unit_lines
from workbench.tui.widgets.row_list import Entry, RowList
from workbench.tui.widgets.target_area import TargetArea


class UnitList(RowList):
    """The rows of the units."""

    class Scrolled(Message):
        """The rows stand elsewhere now."""

    is_fixed = False
    """Whether clicks select nothing, because a unit is being edited."""

    def on_click(self, event: events.Click) -> None:
        """Leave the selection where it is while a unit is being edited."""
        if self.is_fixed:
            event.prevent_default()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that the rows moved."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())


class UnitsView(Container):
    """Units of the memories, one of them perhaps being edited."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "store", "store", id="units.store", tooltip="Store it", priority=True),
        Binding(
            "tab",
            "turn",
            "the other side",
            id="units.turn",
            tooltip="Edit the other side as well",
            priority=True,
        ),
        Binding(
            "escape", "drop", "leave it", id="units.drop", tooltip="Change nothing", priority=True
        ),
    ]

    DEFAULT_CSS = """
    UnitsView {
        layers: text edit;
        height: 1fr;
        overflow: hidden hidden;
        & UnitList { layer: text; width: 1fr; height: 1fr; }
        & TargetArea { layer: edit; position: absolute; display: none; }
        &.-editing TargetArea { display: block; }
    }
    """

    @dataclass
    class Edited(Message):
        """Somebody wants a unit to have these texts."""

        unit_id: int
        source: str
        target: str

    class EditingEnded(Message):
        """The keys are free again."""

    @dataclass
    class Selected(Message):
        """Another unit is selected."""

        number: int

    def __init__(self) -> None:
        super().__init__()
        self.rows = UnitList(empty="Looking …")
        self.area = TargetArea()
        self.page = Page()
        """The units."""
        self.side: str | None = None
        """Which side is being edited, None for none."""
        self._typed: dict[str, str] = {}
        self._names: Names = NO_NAMES

    def compose(self) -> ComposeResult:
        """Lay the text area over the list."""
        yield self.rows
        yield self.area

    @property
    def selected(self) -> Found | None:
        """The selected unit."""
        return self.page.found[self.rows.cursor] if self.page.found else None

    def show(self, page: Page, names: Names, cursor: int = 0, *, otherwise: str = "") -> None:
        """Show other units with the cursor on one of them, or say something where there are none.

        What is being edited is dropped.
        """
        self._end()
        before, self.page, self._names = self.page.found, page, names
        if before and page.found[: len(before)] == before and cursor == self.rows.cursor:
            self.rows.extend(self._entries(page.found[len(before) :]))
        elif page.found:
            self.rows.show(self._entries(page.found), cursor)
        else:
            self.rows.say(otherwise)
        self.post_message(self.Selected(self.rows.cursor))

    def move(self, step: int) -> None:
        """Select another unit."""
        self.rows.move(step)
        self.post_message(self.Selected(self.rows.cursor))

    def leaf(self, step: int) -> None:
        """Select a unit one page further."""
        self.rows.page(step)
        self.post_message(self.Selected(self.rows.cursor))

    def edit(self, side: str, typed: Mapping[str, str] | None = None) -> None:
        """Let a side of the selected unit be edited where it stands.

        Args:
            side: `SOURCE` or `TARGET`.
            typed: by side what was typed before; None for what the unit says.
        """
        found = self.selected
        if found is None:
            return
        if typed is not None:
            self._typed = dict(typed)
        elif self.side is None:
            self._typed = {SOURCE: found.unit.source, TARGET: found.unit.target}
        self.side = side
        self.rows.is_fixed = True
        self.add_class("-editing")
        self.area.load(found.unit.id, self._typed[side], at_end=side == TARGET)
        self._relist()
        self.area.focus()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to others where nothing is edited."""
        if action in ("store", "turn", "drop"):
            return self.side is not None
        return super().check_action(action, parameters)

    def action_store(self) -> None:
        """Tell what is to be stored; a unit that stays as it is is left alone."""
        found = self.selected
        assert found is not None
        typed, unit = self._kept(), found.unit
        self._end()
        if (typed[SOURCE], typed[TARGET]) != (unit.source, unit.target):
            self.post_message(self.Edited(unit.id, typed[SOURCE], typed[TARGET]))

    def action_turn(self) -> None:
        """Go on with the other side."""
        self._typed = self._kept()
        self.edit(SOURCE if self.side == TARGET else TARGET)

    def action_drop(self) -> None:
        """Change nothing."""
        self._end()

    def _kept(self) -> dict[str, str]:
        return {**self._typed, self.side or TARGET: self.area.content}

    def _end(self) -> None:
        if self.side is None:
            return
        self.side = None
        self.rows.is_fixed = False
        self.remove_class("-editing")
        self._relist()
        self.post_message(self.EditingEnded())

    # Rows

    def _entries(self, units: Sequence[Found]) -> list[Entry]:
        return [self._entry(found) for found in units]

    def _entry(self, found: Found) -> Entry:
        is_contested = found.unit.id in self.page.contested
        typed = self._typed if self.side is not None and found is self.selected else None
        return partial(unit_lines, found, self._names, is_contested, typed)

    def _relist(self) -> None:
        """Draw the selected unit again."""
        found = self.selected
        if found is not None:
            self.rows.replace(self.rows.cursor, self._entry(found))
        self._place()

    def _place(self) -> None:
        """Put the text area where the edited side stands."""
        found = self.selected
        if self.side is None or found is None or not self.rows.cells:
            return
        at = column(self.side, found, self._typed, self.rows.cells)
        y = self.rows.top_of(self.rows.cursor) - self.rows.scroll_offset.y + at.above
        styles = self.area.styles
        styles.offset = (at.x, y)
        styles.width = at.cells + 1
        styles.height = max(self.area.rows, 1)

    # Events

    def on_target_area_typed(self, event: TargetArea.Typed) -> None:
        """Make room for what is typed."""
        event.stop()
        self._typed = self._kept()
        self._relist()

    def on_target_area_edge_reached(self, event: TargetArea.EdgeReached) -> None:
        """Stay in the unit."""
        event.stop()

    def on_target_area_history_exhausted(self, event: TargetArea.HistoryExhausted) -> None:
        """Undo nothing but what is typed while something is typed."""
        event.stop()

    def on_unit_list_scrolled(self, event: UnitList.Scrolled) -> None:
        """Let the text area move along."""
        event.stop()
        self._place()

    def on_resize(self) -> None:
        """Put the text area where its side stands now."""
        self.call_after_refresh(self._place)

    def on_row_list_entry_clicked(self, event: RowList.EntryClicked) -> None:
        """Tell which unit is selected now."""
        event.stop()
        self.post_message(self.Selected(event.number))
