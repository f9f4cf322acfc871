"""Units that a person takes care of by hand: editing, deleting, merging, and taking that back.

Each call is one transaction and one step of undo. Undo goes through what its person did, newest
first; a unit that somebody changed in the meantime stays as it is. Read-only memories are left
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workbench.core.memory import InlineCode, Unit
from workbench.core.status import Origin, Status
from workbench.core.unit_filter import Filter
from workbench.core.unit_history import Operation, OperationKind, OperationState, UnitChangeKind
from workbench.errors import NotFoundError, UsageError
from workbench.services.unit_history import missing
from workbench.services.workspace import Workspace
from workbench.storage import maintenance as stored
from workbench.storage import memories, rows
from workbench.storage.database import Transaction
from workbench.storage.unit_columns import columns, of_row
from workbench.storage.unit_history import Entry
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholders

Told = Callable[[int, int], None]
"""Is told how many units are done, and of how many."""


def edit(
    ws: Workspace,
    unit_id: int,
    *,
    source: str | None = None,
    target: str | None = None,
    domain: str | None = None,
    note: str | None = None,
    status: Status | None = None,
) -> Unit:
    """Change what is given of a unit and return it; a target that a person wrote is a person's.

    Raises:
        NotFoundError: there is no such unit.
        UsageError: one side would be empty, or its memory is read-only.
    """
    with ws.database.transaction() as session:
        row = changeable(session, [unit_id])[0]
        unit = of_row(row)
        wanted = _edited(unit, source, target)
        wanted = replace(
            wanted,
            domain=unit.domain if domain is None else domain,
            note=unit.note if note is None else note,
            status=status or unit.status,
        )
        if wanted == unit:
            return unit
        wanted = replace(wanted, changed_at=ws.now(), changed_by=ws.user)
        after = {**row, **columns(wanted)}
        entry = Entry(UnitChangeKind.EDITED, unit_id, row, after)
        carry_out(ws, session, OperationKind.EDIT, f"edited unit {unit_id}", [entry])
    return wanted


def delete(ws: Workspace, unit_ids: Sequence[int]) -> Operation:
    """Take units out of their memories.

    Raises:
        NotFoundError: one of them is not there; nothing is deleted then.
        UsageError: one is in a read-only memory, or none is named.
    """
    numbers = list(dict.fromkeys(unit_ids))
    with ws.database.transaction() as session:
        first = changeable(session, numbers[:1])[0]
        at, by = ws.now(), ws.user
        note = f"deleted {_units(len(numbers))}: {first['source']}"
        operation = stored.begin(session, OperationKind.DELETE, note, at=at, by=by)
        for start in range(0, len(numbers), stored.BATCH):
            found = changeable(session, numbers[start : start + stored.BATCH])
            gone = [Entry(UnitChangeKind.DELETED, row["id"], row, None) for row in found]
            stored.carry_out(session, operation, gone, at=at, by=by)
        return told(session, operation)


def count(ws: Workspace, where: Filter) -> int:
    """Return how many units a filter means, whatever memory they are in."""
    with ws.database.reading() as session:
        return stored.count_where(session, where)


def delete_where(ws: Workspace, where: Filter, *, progress: Told | None = None) -> Operation:
    """Take all units that a filter means out of their memories; see `Operation.left`.

    An exception of `progress` rolls everything back.

    Raises:
        NotFoundError: it means no unit that may be deleted.
    """
    with ws.database.transaction() as session:
        total = stored.count_where(session, where)
        fixed = memories.read_only(session)
        at, by = ws.now(), ws.user
        operation = stored.begin(session, OperationKind.DELETE, "", at=at, by=by)
        done = seen = 0
        for batch in stored.rows_where(session, where):
            seen += len(batch)
            gone = [
                Entry(UnitChangeKind.DELETED, row["id"], row, None)
                for row in batch
                if row["memory_id"] not in fixed
            ]
            done += stored.carry_out(session, operation, gone, at=at, by=by)
            if progress is not None:
                progress(seen, total)
        if not done:
            raise _nothing(total)
        stored.tell(session, operation, f"deleted {_units(done)}")
        return told(session, operation, left=seen - done)


def undo(ws: Workspace, operation_id: int | None = None) -> Operation | None:
    """Take back what this person did last, or the operation given; None if there is nothing.

    Raises:
        NotFoundError: there is no such operation.
        UsageError: it was taken back already.
    """
    with ws.database.transaction() as session:
        if operation_id is None:
            found = stored.newest(session, ws.user)
        else:
            found = _operation(session, operation_id, OperationState.DONE, "taken back already")
        if found is None:
            return None
        done, left = stored.reverse(session, found.id)
        return replace(found, state=OperationState.UNDONE, units=done, left=left)


def redo(ws: Workspace, operation_id: int | None = None) -> Operation | None:
    """Do again what this person took back last, or the operation given; None if nothing is left.

    Raises:
        NotFoundError: there is no such operation.
        UsageError: it was not taken back, or its person did something else since.
    """
    with ws.database.transaction() as session:
        if operation_id is None:
            found = stored.oldest_undone(session, ws.user)
        else:
            why = "not to be done again: it was not taken back, or something else was done since"
            found = _operation(session, operation_id, OperationState.UNDONE, why)
        if found is None:
            return None
        done, left = stored.repeat(session, found.id)
        return replace(found, state=OperationState.DONE, units=done, left=left)


def operations(ws: Workspace, *, limit: int = 20) -> tuple[Operation, ...]:
    """Return what was done to memories by hand, newest first, by whomever."""
    with ws.database.reading() as session:
        return stored.listing(session, limit)


def _operation(
    session: Transaction, number: int, state: OperationState, otherwise: str
) -> Operation:
    found = stored.get(session, number)
    if found is None:
        raise NotFoundError(
            f"there is no operation {number}", hint="`workbench tm history` lists them."
        )
    if found.state is not state:
        raise UsageError(f"operation {number} is {otherwise}", hint="See `workbench tm history`.")
    return found


def _edited(unit: Unit, source: str | None, target: str | None) -> Unit:
    """Return a unit with other texts; codes whose placeholder is gone go, too."""
    texts = (
        unit.source if source is None else clean(source),
        unit.target if target is None else clean(target),
    )
    if not all(texts):
        raise UsageError(
            "neither side of a unit can be empty",
            where=f"unit {unit.id}",
            hint=f"To take it out: workbench tm delete {unit.id}",
        )
    return replace(
        unit,
        source=texts[0],
        target=texts[1],
        origin=unit.origin if texts[1] == unit.target else Origin.HUMAN,
        source_codes=_kept(unit.source_codes, texts[0]),
        target_codes=_kept(unit.target_codes, texts[1]),
    )


def _kept(codes: tuple[InlineCode, ...], text: str) -> tuple[InlineCode, ...]:
    if not codes:
        return codes
    there = set(placeholders(text))
    return tuple(code for code in codes if code.number in there)


def changeable(session: Transaction, numbers: Sequence[int]) -> list[rows.Row]:
    """Return, within a transaction, the rows of units that may be changed, in the order given.

    Raises:
        NotFoundError: one of them is not there.
        UsageError: none is named, or one is in a read-only memory.
    """
    if not numbers:
        raise UsageError("no unit is named", hint="Name units by their numbers.")
    found = stored.rows_of(session, numbers)
    fixed = memories.read_only(session)
    for number in numbers:
        if number not in found:
            raise missing(number)
        if found[number]["memory_id"] in fixed:
            raise _fixed(session, number, found[number]["memory_id"])
    return [found[number] for number in numbers]


def _fixed(session: Transaction, number: int, memory_id: int) -> UsageError:
    memory = memories.get(session, memory_id)
    name = memory.name if memory else str(memory_id)
    return UsageError(
        f"its memory “{name}” is read-only",
        where=f"unit {number}",
        hint=f"If it is yours to change: workbench tm memories set '{name}' --writable",
    )


def _nothing(total: int) -> NotFoundError:
    if total:
        return NotFoundError(
            f"all {total} units that are meant are in read-only memories",
            hint="`workbench tm memories` lists the memories.",
        )
    return NotFoundError("no unit is meant", hint="`workbench tm search` takes the same filters.")


def carry_out(
    ws: Workspace,
    session: Transaction,
    kind: OperationKind,
    note: str,
    entries: Sequence[Entry],
) -> Operation:
    """Do, within a transaction, a whole operation."""
    at, by = ws.now(), ws.user
    operation = stored.begin(session, kind, note, at=at, by=by)
    stored.carry_out(session, operation, entries, at=at, by=by)
    return told(session, operation)


def told(session: Transaction, operation: int, *, left: int = 0) -> Operation:
    """Return, within a transaction, what an operation did."""
    found = stored.get(session, operation)
    assert found is not None
    return replace(found, left=left)


def _units(number: int) -> str:
    return "1 unit" if number == 1 else f"{number:,} units"
