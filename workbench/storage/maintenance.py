"""Operations on memories: everything that a person does to units by hand, in numbers and undoable.

An operation keeps the rows that it touched before and after (see `unit_history`). To do it, to take
it back and to do it again is the same work: bring rows from one state to the other. A row that is
no longer in the state that is to be left was changed by somebody else, and stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from workbench.core.unit_filter import Filter
from workbench.core.unit_history import Operation, OperationKind, OperationState
from workbench.storage import memories, memory, memory_index, rows
from workbench.storage.unit_columns import UNITS, of_row
from workbench.storage.unit_filter import condition
from workbench.storage.unit_history import (
    CHANGES,
    MEMORY,
    OPERATIONS,
    Entry,
    entries_of,
    entry,
    note,
)

BATCH: Final = 20_000
"""Units that are handled at once: some 30 MB of them."""

_PARAMETERS: Final = 500


def begin(session: Session, kind: OperationKind, told: str, *, at: datetime, by: str) -> int:
    """Begin an operation and return its number; what its person had undone cannot be redone now."""
    undone = (OPERATIONS.c.changed_by == by) & (OPERATIONS.c.state == OperationState.UNDONE)
    session.execute(OPERATIONS.update().where(undone).values(state=OperationState.DISCARDED.value))
    row = {
        "kind": kind.value,
        "state": OperationState.DONE.value,
        "note": told,
        "changed_at": at,
        "changed_by": by,
    }
    return rows.insert(session, OPERATIONS, row)


def carry_out(
    session: Session, operation: int, entries: Sequence[Entry], *, at: datetime, by: str
) -> int:
    """Do a part of an operation: bring rows from before to after, and keep both.

    What is before was read in this transaction, so that nobody can have changed it.

    Returns:
        How many units changed.
    """
    done = _bring(session, entries, trusted=True)
    note(session, done, at=at, by=by, operation=operation)
    return len(done)


def keep(
    session: Session, operation: int, entries: Sequence[Entry], *, at: datetime, by: str
) -> None:
    """Keep what was done already as a part of an operation."""
    note(session, entries, at=at, by=by, operation=operation)


def tell(session: Session, operation: int, told: str) -> None:
    """Say what an operation did, where that is known only at its end."""
    rows.update(session, OPERATIONS, operation, {"note": told})


def reverse(session: Session, operation: int) -> tuple[int, int]:
    """Take an operation back; return how many rows came back, and how many were left alone."""
    rows.update(session, OPERATIONS, operation, {"state": OperationState.UNDONE.value})
    return _replay(session, operation, backwards=True)


def repeat(session: Session, operation: int) -> tuple[int, int]:
    """Do an operation again that was taken back; as `reverse`."""
    rows.update(session, OPERATIONS, operation, {"state": OperationState.DONE.value})
    return _replay(session, operation, backwards=False)


def newest(session: Session, by: str) -> Operation | None:
    """Return what a person did last that counts, None if there is nothing."""
    return _one(session, OPERATIONS.c.id.desc(), by, OperationState.DONE)


def oldest_undone(session: Session, by: str) -> Operation | None:
    """Return what a person undid last, None if there is nothing."""
    return _one(session, OPERATIONS.c.id, by, OperationState.UNDONE)


def get(session: Session, operation: int) -> Operation | None:
    """Return an operation, None if there is none with this number."""
    return next(_operations(session, OPERATIONS.c.id == operation, OPERATIONS.c.id, 1), None)


def listing(session: Session, limit: int) -> tuple[Operation, ...]:
    """Return the newest operations of everybody, newest first."""
    return tuple(_operations(session, OPERATIONS.c.id > 0, OPERATIONS.c.id.desc(), limit))


def rows_where(session: Session, where: Filter) -> Iterator[list[rows.Row]]:
    """Yield the rows of the units that a filter means in batches; they may be changed between.

    Units that come in meanwhile have higher numbers and are met, too.
    """
    last = 0
    while True:
        query = UNITS.select().where(condition(where), UNITS.c.id > last).order_by(UNITS.c.id)
        found = [dict(row) for row in session.execute(query.limit(BATCH)).mappings()]
        if not found:
            return
        yield found
        last = found[-1]["id"]


def rows_of(session: Session, numbers: Sequence[int]) -> dict[int, rows.Row]:
    """Return the rows of those units that are there, by number."""
    found: dict[int, rows.Row] = {}
    for part in _parts(numbers):
        query = UNITS.select().where(UNITS.c.id.in_(part))
        found.update((row["id"], dict(row)) for row in session.execute(query).mappings())
    return found


def count_where(session: Session, where: Filter) -> int:
    """Return how many units a filter means."""
    query = select(func.count()).select_from(UNITS).where(condition(where))
    return int(session.execute(query).scalar_one())


def _replay(session: Session, operation: int, *, backwards: bool) -> tuple[int, int]:
    done = left = last = 0
    while batch := entries_of(session, operation, after=last, limit=BATCH):
        last = batch[-1].id
        entries = [entry(row) for row in batch]
        if backwards:
            entries = [Entry(e.kind, e.number, e.after, e.before) for e in reversed(entries)]
        brought = _bring(session, entries)
        done += sum(one.kind != MEMORY for one in brought)
        left += len(entries) - len(brought)
    return done, left


def _bring(session: Session, entries: Sequence[Entry], *, trusted: bool = False) -> list[Entry]:
    """Bring rows to the state wanted, where they are in the state expected; return those.

    A memory is there before its units are, and goes after them. `trusted` says that units are in
    the state expected.
    """
    made, gone = (
        [one for one in entries if one.kind == MEMORY and (one.after is None) is goes]
        for goes in (False, True)
    )
    units = [one for one in entries if one.kind != MEMORY]
    done = [one for one in made if _bring_memory(session, one)]
    fitting = units if trusted else _fitting(session, units)
    _bring_units(session, fitting)
    done += fitting
    return done + [one for one in gone if _bring_memory(session, one)]


def _fitting(session: Session, wanted: Sequence[Entry]) -> list[Entry]:
    """Return the entries whose units are as expected, and whose memory is there."""
    current = rows_of(session, [one.number for one in wanted])
    there = {memory.id for memory in memories.everything(session)}
    return [
        one
        for one in wanted
        if _is_as(current.get(one.number), one)
        and (one.after is None or one.after["memory_id"] in there)
    ]


def _bring_units(session: Session, entries: Sequence[Entry]) -> None:
    _take_away(session, [one.before for one in entries if one.after is None and one.before])
    _put_back(session, [one.after for one in entries if one.before is None and one.after])
    plain: dict[tuple[str, ...], list[rows.Row]] = {}
    for one in entries:
        if one.before is not None and one.after is not None:
            changed = rows.difference(one.before, one.after)[1]
            if changed.keys() & {"source", "target"}:
                memory.put(session, one.number, changed)
            elif changed:
                told = plain.setdefault(tuple(sorted(changed)), [])
                told.append({"number": one.number, **changed})
    for names, changes in plain.items():
        query = UNITS.update().where(UNITS.c.id == bindparam("number"))
        written: dict[str, Any] = {name: bindparam(name) for name in names}
        session.connection().execute(query.values(written), changes)


def _is_as(current: rows.Row | None, wanted: Entry) -> bool:
    """Whether nobody else changed a row; a segment's claim on a unit does not count."""
    if current is None or wanted.before is None:
        return current is None and wanted.before is None
    if wanted.after is None:
        concerned = wanted.before
    else:
        concerned = rows.difference(wanted.after, wanted.before)[1]
    return all(current.get(k) == v for k, v in concerned.items() if k != "segment_id")


def _take_away(session: Session, gone: Sequence[rows.Row]) -> None:
    memory_index.take_away(session, [of_row(row) for row in gone])
    for part in _parts([row["id"] for row in gone]):
        session.execute(UNITS.delete().where(UNITS.c.id.in_(part)))


def _put_back(session: Session, come: Sequence[rows.Row]) -> None:
    if come:
        session.connection().execute(UNITS.insert(), list(come))
    memory_index.add_again(session, [of_row(row) for row in come])


def _bring_memory(session: Session, wanted: Entry) -> bool:
    """Bring the row of a memory to the state wanted; not, if something would lose its memory."""
    table, number = memories.MEMORIES, wanted.number
    if (memories.get(session, number) is None) is not (wanted.before is None):
        return False
    if wanted.after is None:
        if memories.is_used(session, number):
            return False
        rows.delete(session, table, number)
        return True
    row = {**wanted.after, "name": memories.free_name(session, wanted.after["name"], number)}
    if wanted.before is None:
        rows.insert(session, table, row)
    else:
        rows.update(session, table, number, row)
    return True


def _one(session: Session, order: Any, by: str, state: OperationState) -> Operation | None:
    mine = (OPERATIONS.c.changed_by == by) & (OPERATIONS.c.state == state.value)
    return next(_operations(session, mine, order, 1), None)


def _operations(
    session: Session, wanted: ColumnElement[bool], order: Any, limit: int
) -> Iterator[Operation]:
    units = select(func.count()).where(
        CHANGES.c.operation_id == OPERATIONS.c.id, CHANGES.c.kind != MEMORY
    )
    query = select(OPERATIONS, units.scalar_subquery().label("units")).where(wanted)
    for row in session.execute(query.order_by(order).limit(limit)):
        yield Operation(
            id=row.id,
            kind=OperationKind(row.kind),
            state=OperationState(row.state),
            note=row.note,
            at=row.changed_at,
            by=row.changed_by,
            units=row.units,
        )


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _PARAMETERS):
        yield numbers[start : start + _PARAMETERS]
