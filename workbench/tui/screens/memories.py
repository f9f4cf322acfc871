"""Choose the memory that a document writes to, or set up a new one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.services import memories
from workbench.services.memories import MemoryUse
from workbench.services.workspace import Workspace
from workbench.text.widths import fit
from workbench.tui.rows import Line, Run
from workbench.tui.screens.listing import Search

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A memory by its name, which is to be set up first where it is new."""

    name: str
    is_new: bool = False


class MemoriesDialog(Search[Choice]):
    """All memories; the result is the one that the document is to write to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "write to it",
            id="memories.choose",
            tooltip="Let the document write to this memory",
            priority=True,
        )
    ]

    title_text: ClassVar[str] = "Memory that this document writes to"
    placeholder: ClassVar[str] = "part of a name, or the name of a new memory"
    empty: ClassVar[str] = "Looking …"

    def __init__(self, ws: Workspace, current: int) -> None:
        """List memories with the cursor on the one whose number is `current`."""
        super().__init__()
        self.ws = ws
        self.current = current
        self.known: tuple[MemoryUse, ...] | None = None
        self.choices: list[MemoryUse | str] = []
        self._wanted = ""

    def on_mount(self) -> None:
        """Fetch the memories in a worker."""
        call = partial(memories.uses, self.ws)
        self.tasks.read("memories", call, self._take, self.failed)
        super().on_mount()

    def search(self, query: str) -> None:
        """List the memories with this in their names, and what a new one would be called."""
        self._wanted = query
        if self.known is None:
            return
        needle = query.casefold()
        found = [use for use in self.known if needle in use.memory.name.casefold()]
        is_new = bool(query) and all(query != use.memory.name for use in self.known)
        self.choices = [*found, query] if is_new else [*found]
        cursor = next((n for n, use in enumerate(found) if use.memory.id == self.current), 0)
        self.show([partial(_entry, choice, self.current) for choice in self.choices], cursor)

    def choose(self, number: int) -> None:
        """Close with the memory, unless nothing can be written to it."""
        choice = self.choices[number]
        if isinstance(choice, str):
            self.dismiss(Choice(choice, is_new=True))
        elif choice.memory.read_only:
            text = f"“{choice.memory.name}” is read-only: documents cannot write to it."
            self.notify(text, severity="warning", markup=False)
        elif choice.memory.id == self.current:
            self.dismiss(None)
        else:
            self.dismiss(Choice(choice.memory.name))

    def _take(self, found: tuple[MemoryUse, ...]) -> None:
        self.known = found
        self.search(self._wanted)


def _entry(choice: MemoryUse | str, current: int, cells: int) -> list[Line]:
    if isinstance(choice, str):
        return [(Run("+ ", "key"), Run(fit(f"new memory “{choice}”", cells - _INDENT), "accent"))]
    memory = choice.memory
    mark = Run("→ " if memory.id == current else "  ", "good")
    facts = (
        f"{choice.units:,} unit{'' if choice.units == 1 else 's'}",
        "read-only" if memory.read_only else "",
        f"priority {memory.priority}" if memory.priority else "",
        f"−{memory.penalty} %" if memory.penalty else "",
        "for new documents" if choice.default else "",
        memory.note,
    )
    said = " · ".join(fact for fact in facts if fact)
    style = "faint" if memory.read_only else ""
    return [
        (mark, Run(fit(memory.name, cells - _INDENT), style)),
        (Run(" " * _INDENT), Run(fit(said, cells - _INDENT), "faint")),
    ]
