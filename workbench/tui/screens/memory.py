"""The browser of the memories: search, filter, edit in place, delete, undo, look into the past.

Promises: keys never wait for a search or a write; what is listed belongs to the newest words; a
change that fails is told and changes nothing on the screen; everything that is done here can be
undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import Worker

from workbench.core.unit_history import Operation
from workbench.errors import UsageError
from workbench.services import browsing, maintenance, memories, unit_history
from workbench.services.browsing import Page
from workbench.services.workspace import Workspace
from workbench.tui.memory_keys import MEMORY
from workbench.tui.screens.help import HelpDialog
from workbench.tui.screens.unit_filters import FilterDialog
from workbench.tui.screens.unit_history import UnitHistoryDialog
from workbench.tui.suggestion_lines import NO_NAMES
from workbench.tui.tasks import Tasks
from workbench.tui.unit_lines import SOURCE, TARGET
from workbench.tui.unit_query import UnitQuery, parse, with_filter
from workbench.tui.widgets.key_bar import KeyBar
from workbench.tui.widgets.unit_details import UnitDetails
from workbench.tui.widgets.units_view import UnitsView

_PAUSE = 0.15
"""Seconds without a key after which a search starts."""

_STEP = 100
"""Units that are fetched at first, and each time when the end of the list comes near."""

_NEAR = 20

_EMPTY = "There are no units yet: each segment that you confirm becomes one."

_LOW = 18
"""Rows below which the details are left out."""


class MemoryScreen(Screen[str]):
    """Units of all memories; the result is a target that is to be put in, None for none."""

    BINDINGS: ClassVar = [*MEMORY]

    DEFAULT_CSS = """
    MemoryScreen {
        & > #heading { background: $panel; padding: 0 1; height: 1; }
        & Input, & Input:focus { border: none; height: 1; padding: 0 1; background: $surface; }
        & > UnitsView { margin: 1 0 0 0; padding: 0 1; }
        & > UnitDetails { height: 4; border-top: solid $foreground 20%; padding: 0 1; }
        &.-low > UnitDetails { display: none; }
    }
    """

    def __init__(self, ws: Workspace, line: str = "") -> None:
        """Browse the memories of a workspace, at first for what a line of words and filters asks.

        Args:
            ws: the workspace.
            line: the words and filters.
        """
        super().__init__()
        self.ws = ws
        self.tasks = Tasks(self)
        self.heading = Static("Memory", id="heading", markup=False)
        self.line = Input(line, placeholder="words, or memory:… document:… by:… origin:… since:…")
        self.line.cursor_blink = False
        self.units = UnitsView()
        self.details = UnitDetails()
        self.keys = KeyBar(MEMORY)
        self._memories: Mapping[str, int] = {}
        self._names: Mapping[int, str] = NO_NAMES
        self._read_only: Mapping[int, str] = {}
        self._pause: Timer | None = None
        self._asked = UnitQuery()
        self._limit = _STEP
        self._before: str | None = None
        self._restricted = ""

    def compose(self) -> ComposeResult:
        """Put the line over the units, what is known of one under them."""
        yield self.heading
        yield self.line
        yield self.units
        yield self.details
        yield self.keys

    def on_resize(self, event: events.Resize) -> None:
        """Leave the details out where there are few rows."""
        self.set_class(event.size.height < _LOW, "-low")

    def on_mount(self) -> None:
        """Learn the names of the memories, then list what is asked for."""
        self.line.focus()
        call = partial(memories.everything, self.ws)
        self.tasks.read("memories", call, self._learnt, self._failed)

    def _learnt(self, known: tuple[Any, ...]) -> None:
        self._memories = {memory.name: memory.id for memory in known}
        self._read_only = {memory.id: memory.name for memory in known if memory.read_only}
        if len(known) > 1:
            self._names = {memory.id: memory.name for memory in known}
        self._search()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the unit that is being edited."""
        if self.units.side is not None and action in _FREE:
            return False
        return super().check_action(action, parameters)

    # The list

    def _search(self, cursor: int = 0) -> None:
        """List what the line asks for, in a worker."""
        if self._pause is not None:
            self._pause.stop()
        self._asked = asked = parse(self.line.value, self._memories)
        if asked.problem:
            self.units.show(Page(), self._names, otherwise=asked.problem)
            self.heading.update("Memory")
            return
        call = partial(
            browsing.browse,
            self.ws,
            asked.words,
            asked.where,
            limit=self._limit,
            regex=asked.regex,
        )
        self.tasks.read("browse", call, partial(self._take, asked, cursor), self._not_found)

    def _search_again(self) -> None:
        self._search(self.units.rows.cursor)

    def _take(self, asked: UnitQuery, cursor: int, page: Page) -> None:
        if asked != self._asked or self.units.side is not None:
            return
        otherwise = "No unit is like that." if self.line.value.strip() else _EMPTY
        self.units.show(page, self._names, cursor, otherwise=otherwise)
        self._say_how_many(page)

    def _not_found(self, error: BaseException) -> None:
        """Say what is wrong with an expression where the units would stand: it is being typed."""
        if isinstance(error, UsageError):
            self.units.show(Page(), self._names, otherwise=str(error))
        else:
            self._failed(error)

    def _say_how_many(self, page: Page) -> None:
        shown = len(page.found)
        several = "" if page.total == shown else f" of {page.total or 0:,}"
        if page.total is None:
            several = " and more"
        marked = f" · ≠ {len(page.contested)} with other targets too" if page.contested else ""
        unit = "unit" if (shown, several) == (1, "") else "units"
        self.heading.update(f"Memory · {shown:,}{several} {unit}, newest first{marked}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search a moment after the last key."""
        event.stop()
        self._limit = _STEP
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._search)

    def on_units_view_selected(self, event: UnitsView.Selected) -> None:
        """Show what is known of the unit; fetch more where the end is near."""
        found = self.units.selected
        self.details.show(found.unit if found else None, self._names)
        page = self.units.page
        if page.total != len(page.found) and event.number + _NEAR > self._limit:
            self._limit += _STEP
            self._search_again()

    def action_move(self, step: int) -> None:
        """Select another unit."""
        self.units.move(step)

    def action_page(self, step: int) -> None:
        """Select a unit one page further."""
        self.units.leaf(step)

    def action_filter(self) -> None:
        """Choose a filter, and put it into the line."""

        def add(chosen: tuple[str, str] | None) -> None:
            if chosen is not None:
                self.line.value = with_filter(self.line.value, *chosen)
                self.line.cursor_position = len(self.line.value)

        self.app.push_screen(FilterDialog(self.ws), add)

    def action_others(self) -> None:
        """List the units with the selected source; the second time what was listed before."""
        if self._before is not None and self.line.value == self._restricted:
            self.line.value, self._before = self._before, None
            return
        found = self.units.selected
        if found is not None:
            self._before = self.line.value
            words = found.unit.source.replace('"', " ")
            self._restricted = f'"{words}"'
            self.line.value = self._restricted

    # Changes

    def action_edit(self, side: str) -> None:
        """Edit a side of the selected unit in its place."""
        found = self.units.selected
        if found is None:
            return
        if name := self._read_only.get(found.unit.memory):
            self.keys.say(f"Its memory “{name}” is read-only.", "warning", 4)
        else:
            self._edit(SOURCE if side == "source" else TARGET)

    def _edit(self, side: str, typed: Mapping[str, str] | None = None) -> None:
        self.units.edit(side, typed)
        self.keys.show_keys_of(self.units)

    def on_units_view_editing_ended(self) -> None:
        """Type into the line again."""
        self.keys.show_keys_of(None)
        self.line.focus()

    def on_units_view_edited(self, event: UnitsView.Edited) -> None:
        """Store the unit; where that fails, what was typed is there again."""
        call = partial(
            maintenance.edit, self.ws, event.unit_id, source=event.source, target=event.target
        )
        failed = partial(self._edit_failed, event)
        self.tasks.write("edit-unit", call, lambda _: self._said("Stored."), failed)

    def _edit_failed(self, event: UnitsView.Edited, error: BaseException) -> None:
        self._failed(error)
        found = self.units.selected
        if found is not None and found.unit.id == event.unit_id and self.units.side is None:
            self._edit(TARGET, {SOURCE: event.source, TARGET: event.target})

    def action_delete(self) -> None:
        """Take the selected unit out of its memory."""
        found = self.units.selected
        if found is not None:
            call = partial(maintenance.delete, self.ws, [found.unit.id])
            self._write("delete-unit", call, lambda _: self._said("Deleted; ^Z brings it back."))

    def action_go_back(self, step: int) -> None:
        """Take back the last operation on units (`step` -1), or do it again (1)."""
        service = maintenance.undo if step < 0 else maintenance.redo
        done = partial(self._went_back, step)
        self._write("undo-unit" if step < 0 else "redo-unit", partial(service, self.ws), done)

    def _went_back(self, step: int, operation: Operation | None) -> None:
        if operation is None:
            self._said("There is nothing to undo." if step < 0 else "There is nothing to redo.")
            return
        left = f" ({operation.left} left: changed since)" if operation.left else ""
        self._said(f"{'Undone' if step < 0 else 'Done again'}: {operation.note}{left}")

    def action_history(self) -> None:
        """Show what the selected unit was before."""
        found = self.units.selected
        if found is None:
            return

        def restore(target: tuple[str, str] | None) -> None:
            if target is not None:
                self.on_units_view_edited(UnitsView.Edited(found.unit.id, *target))

        call = partial(unit_history.of_unit, self.ws, found.unit.id)
        self.app.push_screen(UnitHistoryDialog(found.unit, call), restore)

    def action_help(self) -> None:
        """Show all keys and marks."""
        self.app.push_screen(HelpDialog())

    def action_take(self) -> None:
        """Close with the target of the selected unit."""
        found = self.units.selected
        self.dismiss(found.unit.target if found else None)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    # Workers

    def _write(self, name: str, call: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self.tasks.write(name, call, done, self._failed)

    def _said(self, text: str) -> None:
        self.keys.say(text, "accent", 4)
        self._search_again()

    def _failed(self, error: BaseException) -> None:
        self.notify(str(error), title="Not done", severity="error", timeout=15, markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand results of workers on."""
        self.tasks.finished(event)


_FREE = frozenset(
    {"edit", "delete", "go_back", "take", "filter", "history", "others", "move", "page", "leave"}
)
"""Actions that wait until an edit has ended."""
