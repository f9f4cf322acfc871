"""What a unit of the memories went through, whether it is still there or not."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.memory import Unit
from workbench.core.unit_history import UnitChange
from workbench.errors import NotFoundError
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage import unit_history


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """A unit with what happened to it.

    Attributes:
        unit: its number.
        now: as it is, None if it is in no memory.
        changes: oldest first; none for one that nobody changed since it came in.
    """

    unit: int
    now: Unit | None
    changes: tuple[UnitChange, ...]


def find(ws: Workspace, named: str) -> tuple[UnitHistory, ...]:
    """Return the histories of the units that a person means: by number, or by a text.

    Raises:
        NotFoundError: there never was a unit with this number, as far as is known.
    """
    by_number = named.isascii() and named.isdigit()
    numbers = (int(named),) if by_number else of_text(ws, named)
    found = []
    for number in numbers:
        changes = of_unit(ws, number)
        with ws.database.reading() as session:
            now = stored.several(session, [number])
        found.append(UnitHistory(number, now[0] if now else None, changes))
    return tuple(found)


def unit(ws: Workspace, unit_id: int) -> Unit:
    """Return a unit.

    Raises:
        NotFoundError: there is none with this number (any more).
    """
    with ws.database.reading() as session:
        found = stored.several(session, [unit_id])
    if not found:
        raise missing(unit_id)
    return found[0]


def with_source(ws: Workspace, source: str) -> tuple[Unit, ...]:
    """Return the units that have exactly this source."""
    with ws.database.reading() as session:
        return tuple(unit for unit in stored.exact(session, source) if unit.source == source)


def missing(unit_id: int) -> NotFoundError:
    """Return what to say of a unit that is not there."""
    return NotFoundError(
        f"there is no unit {unit_id} in the memories",
        hint="`workbench tm search` shows the units with their numbers, "
        f"`workbench tm history {unit_id}` what became of it.",
    )


def of_unit(ws: Workspace, unit_id: int) -> tuple[UnitChange, ...]:
    """Return what happened to a unit, oldest first; empty for one that nobody changed.

    Raises:
        NotFoundError: there never was one with this number, as far as is known.
    """
    with ws.database.reading() as session:
        found = unit_history.of_unit(session, unit_id)
        if not found and not stored.several(session, [unit_id]):
            raise missing(unit_id)
    return found


def of_text(ws: Workspace, text: str) -> tuple[int, ...]:
    """Return the numbers of the units that have or had a text as their source or target.

    Units that are there come first; of their targets only those are looked at that were changed.
    """
    with ws.database.reading() as session:
        there = [unit.id for unit in stored.exact(session, text)]
        return tuple(dict.fromkeys((*there, *unit_history.speaking(session, text))))
