"""What a unit was before, and putting that back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.core.memory import Unit
from workbench.core.unit_history import UnitChange
from workbench.text.diff import diff
from workbench.tui.rows import Line, Run, joined, wrapped
from workbench.tui.screens.listing import Listing

_STYLES = {"same": "dim", "removed": "removed", "added": "added"}


class UnitHistoryDialog(Listing[tuple[str, str]]):
    """The changes of a unit, newest first; the result are the texts to put back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "put back",
            id="unit_history.restore",
            tooltip="Give the unit the texts that it had before this change",
            priority=True,
        )
    ]

    title_text: ClassVar[str] = "History of the unit"
    empty: ClassVar[str] = "Looking …"

    def __init__(self, unit: Unit, fetch: Callable[[], tuple[UnitChange, ...]]) -> None:
        """Show the history of a unit.

        Args:
            unit: as it is now.
            fetch: returns its changes, oldest first; runs in a thread.
        """
        super().__init__()
        self.unit = unit
        self.changes: tuple[UnitChange, ...] = ()
        self._fetch = fetch

    def on_mount(self) -> None:
        """Fetch the changes in a worker."""
        self.tasks.read("unit-history", self._fetch, self._take, self.failed)

    def choose(self, number: int) -> None:
        """Close with the texts of before the change."""
        before = self.changes[number].before
        if before is None:
            self.notify("There was nothing before this.", severity="warning")
        elif (before.source, before.target) == (self.unit.source, self.unit.target):
            self.notify("The unit has these texts now.", severity="warning")
        else:
            self.dismiss((before.source, before.target))

    def _take(self, found: tuple[UnitChange, ...]) -> None:
        self.changes = found[::-1]
        if found:
            self.show([partial(change_lines, change) for change in self.changes])
        else:
            self.rows.say("Nobody has changed this unit since it was made.")


def change_lines(change: UnitChange, cells: int) -> list[Line]:
    """Return a change with who and when, and what it changed in the texts."""
    undone = " · taken back" if change.undone else ""
    who = f" by {change.by}" if change.by else ""
    head = f"{change.kind.value}{who} · {change.at:%-d %b %Y, %H:%M}{undone}"
    lines: list[Line] = [(Run(head, "key"),)]
    before, after = change.before, change.after
    if before is None or after is None:
        whole = after or before
        assert whole is not None
        style = "added" if before is None else "removed"
        lines += wrapped(whole.source, cells, style=style, indent=2)
        return lines + wrapped(whole.target, cells, style=style, indent=2)
    for old, new in ((before.source, after.source), (before.target, after.target)):
        if old != new:
            text, spans = joined((piece, _STYLES[kind]) for kind, piece in diff(old, new))
            lines += wrapped(text, cells, spans=spans, indent=2)
    return lines
