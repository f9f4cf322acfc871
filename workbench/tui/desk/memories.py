"""Which memory the document writes to, and whether repetitions are filled forward.

Promises: nothing here waits; what the status bar says is what is stored; the switch and the
exceptions hold for this document alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from workbench.core.memory import Memory
from workbench.services import editing, memories
from workbench.services.workspace import Workspace
from workbench.tui.desk.desk import Desk
from workbench.tui.desk.saving import Saving
from workbench.tui.screens.memories import Choice, MemoriesDialog
from workbench.tui.suggestion_lines import NO_NAMES, Names


@dataclass(frozen=True, slots=True)
class _Known:
    """The memories, and the one that the document writes to."""

    everything: tuple[Memory, ...]
    own: Memory


class Memories:
    """The memories as the editor of one document sees them."""

    def __init__(self, desk: Desk, saving: Saving, changed: Callable[[], None]) -> None:
        """Keep the memories of a desk.

        Args:
            desk: what is open.
            saving: stores what is typed before anything else is written.
            changed: is told when matches may be others than before.
        """
        self._desk = desk
        self._saving = saving
        self._changed = changed
        self._own = desk.sheet.document.memory
        self.names: Names = NO_NAMES
        """What the memories are called; nothing where there is only one."""
        self.fills = desk.sheet.document.propagates
        """Whether confirming a segment fills its repetitions."""

    def start(self) -> None:
        """Learn what there is, in a worker."""
        desk = self._desk
        call = partial(_known, desk.ws, desk.sheet.document.id)
        desk.tasks.read("memories", call, self._learnt, self._failed)

    # Which one is written to

    def choose(self) -> None:
        """Let the user choose the memory that the document writes to, or make a new one."""
        desk = self._desk
        desk.screen.app.push_screen(MemoriesDialog(desk.ws, self._own), self._use)

    def _use(self, choice: Choice | None) -> None:
        if choice is None:
            return
        desk = self._desk
        self._saving.save()
        call = partial(_use, desk.ws, desk.sheet.document.id, choice)
        desk.tasks.write("use-memory", call, self._used, self._failed)

    def _used(self, known: _Known) -> None:
        self._learnt(known)
        self._desk.say(f"What is confirmed from now on goes to the memory “{known.own.name}”.")

    def _learnt(self, known: _Known) -> None:
        several = len(known.everything) > 1
        names = {memory.id: memory.name for memory in known.everything}
        before, self.names = self.names, MappingProxyType(names) if several else NO_NAMES
        self._own = known.own.id
        self._desk.status.memory = known.own.name
        self._desk.status.fills = self.fills
        if dict(before) != dict(self.names):
            self._changed()

    # Filling forward

    def toggle_filling(self) -> None:
        """Switch the filling of repetitions off or on, for this document."""
        desk, fills = self._desk, not self.fills
        self._saving.save()
        call = partial(editing.set_propagation, desk.ws, desk.sheet.document.id, fills)
        desk.tasks.write("filling", call, lambda _: self._switched(fills), self._failed)

    def _switched(self, fills: bool) -> None:
        self.fills = self._desk.status.fills = fills
        what = "are filled forward" if fills else "are left alone"
        self._desk.say(f"Repetitions {what} when a segment of this document is confirmed.")

    def _failed(self, error: BaseException) -> None:
        self._desk.alarm(error, title="The memories could not be read or changed.")


def _known(ws: Workspace, document_id: int) -> _Known:
    return _Known(memories.everything(ws), memories.of_document(ws, document_id))


def _use(ws: Workspace, document_id: int, choice: Choice) -> _Known:
    if choice.is_new:
        memories.add(ws, choice.name)
    memories.use(ws, document_id, choice.name)
    return _known(ws, document_id)
