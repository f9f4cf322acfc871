"""What each unit went through: its columns before and after, one row for each change.

Units that are new have no row, so that imports pay nothing for their history: the first state of a
unit is what its oldest change found, or what it still is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.core.unit_history import OperationState, UnitChange, UnitChangeKind
from workbench.storage import rows, tables
from workbench.storage.unit_columns import columns, of_row

CHANGES: Final = tables.table(tables.UnitChange)
OPERATIONS: Final = tables.table(tables.MemoryOperation)
MEMORY: Final = "memory"
"""The kind of an entry that holds the row of a memory, not of a unit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row before and after, whole; None where it was not there."""

    kind: str
    number: int
    before: rows.Row | None
    after: rows.Row | None


def note(
    session: Session,
    entries: Iterable[Entry],
    *,
    at: datetime,
    by: str,
    operation: int | None = None,
) -> None:
    """Keep what happened to units."""
    noted = [
        {
            "unit_id": entry.number,
            "operation_id": operation,
            "kind": entry.kind,
            "changed_at": at,
            "changed_by": by,
            "before": rows.dump(entry.before),
            "after": rows.dump(entry.after),
        }
        for entry in entries
    ]
    if noted:
        session.connection().execute(CHANGES.insert(), noted)


def imported(session: Session, pairs: Sequence[tuple[Unit, Unit]]) -> None:
    """Keep what an import made of units that were there: each before and after."""
    now = datetime.now(UTC)
    for before, after in pairs:
        entry = Entry(UnitChangeKind.IMPORTED, before.id, columns(before), columns(after))
        note(session, [entry], at=now, by=after.changed_by)


def of_unit(session: Session, number: int) -> tuple[UnitChange, ...]:
    """Return what happened to a unit, oldest first."""
    found = session.execute(_query().where(CHANGES.c.unit_id == number).order_by(CHANGES.c.id))
    return tuple(map(_value, found))


def speaking(session: Session, text: str) -> tuple[int, ...]:
    """Return the numbers of units that had a text as their source or target at some time."""
    needle = rows.dump({"": text})[4:-2] if text else ""  # type: ignore[index]  # never None
    held = CHANGES.c.before.contains(needle, autoescape=True)
    query = _query().where(CHANGES.c.kind != MEMORY, held).order_by(CHANGES.c.id)
    spoken = (_value(row) for row in session.execute(query))
    said = (c.unit for c in spoken if c.before and text in {c.before.source, c.before.target})
    return tuple(dict.fromkeys(said))


def entries_of(session: Session, operation: int, *, after: int, limit: int) -> list[Any]:
    """Return the rows of an operation with ids above `after`, at most so many, in order."""
    query = (
        CHANGES.select()
        .where(CHANGES.c.operation_id == operation, CHANGES.c.id > after)
        .order_by(CHANGES.c.id)
        .limit(limit)
    )
    return list(session.execute(query))


def entry(row: Any) -> Entry:
    """Return the entry that a row holds."""
    return Entry(row.kind, row.unit_id, rows.load(row.before), rows.load(row.after))


def _query() -> Any:
    return select(CHANGES, OPERATIONS.c.state).join_from(
        CHANGES, OPERATIONS, CHANGES.c.operation_id == OPERATIONS.c.id, isouter=True
    )


def _value(row: Any) -> UnitChange:
    before, after = rows.load(row.before), rows.load(row.after)
    return UnitChange(
        unit=row.unit_id,
        kind=UnitChangeKind(row.kind),
        at=row.changed_at,
        by=row.changed_by,
        before=None if before is None else of_row(before),
        after=None if after is None else of_row(after),
        operation=row.operation_id,
        undone=row.state is not None and row.state != OperationState.DONE,
    )
