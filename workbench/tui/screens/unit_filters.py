"""Choose what the list of units is restricted to: values that there are, with their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from workbench.core.memory import MemoryStatistics
from workbench.core.status import Status
from workbench.services import memories, memory_statistics
from workbench.services.memories import MemoryUse
from workbench.services.workspace import Workspace
from workbench.text.widths import fit, pad
from workbench.tui.rows import Line, Run
from workbench.tui.screens.listing import Search
from workbench.tui.unit_query import FILTERS

_NAME = 10
_STATUSES = (Status.DRAFT, Status.CONFIRMED, Status.REVIEWED)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a filter, and how many units have it; None where that is not counted."""

    name: str
    value: str
    units: int | None


class FilterDialog(Search[tuple[str, str]]):
    """Values of filters; the result is the filter's name and the value."""

    title_text: ClassVar[str] = "List only units of …"
    placeholder: ClassVar[str] = "part of a name"
    empty: ClassVar[str] = "Counting …"

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.ws = ws
        self.known: list[_Value] | None = None
        self.shown: list[_Value] = []
        self._wanted = ""

    def on_mount(self) -> None:
        """Count in a worker."""
        self.tasks.read("filters", partial(_values, self.ws), self._take, self.failed)
        super().on_mount()

    def search(self, query: str) -> None:
        """List the values that have this in them."""
        self._wanted = query
        if self.known is None:
            return
        needle = query.casefold()
        self.shown = [v for v in self.known if needle in f"{v.name}:{v.value}".casefold()]
        self.show([partial(_entry, value) for value in self.shown])
        if not self.shown:
            self.rows.say("There is nothing of that name.")

    def choose(self, number: int) -> None:
        """Close with the filter."""
        chosen = self.shown[number]
        self.dismiss((chosen.name, chosen.value))

    def _take(self, found: list[_Value]) -> None:
        self.known = found
        self.search(self._wanted)


def _values(ws: Workspace) -> list[_Value]:
    now = ws.now().astimezone()
    found = _counted(memories.uses(ws), memory_statistics.statistics(ws))
    found += [_Value("since", f"{now:%Y-%m}", None), _Value("since", f"{now:%Y}", None)]
    return found + [_Value("status", status.value, None) for status in _STATUSES]


def _counted(uses: tuple[MemoryUse, ...], counted: MemoryStatistics) -> list[_Value]:
    found = [_Value("memory", use.memory.name, use.units) for use in uses]
    found += [_Value("origin", value, units) for value, units in counted.by_origin]
    found += [_Value("by", value, units) for value, units in counted.by_person if value]
    found += [_Value("document", value, units) for value, units in counted.by_document if value]
    return found


def _entry(value: _Value, cells: int) -> list[Line]:
    meaning = dict(FILTERS)[value.name]
    count = f"{value.units:,}" if value.units is not None else meaning
    room = max(cells - _NAME - len(count) - 2, 4)
    return [
        (
            Run(pad(value.name, _NAME), "dim"),
            Run(pad(fit(value.value, room), room + 2)),
            Run(count, "faint"),
        )
    ]
