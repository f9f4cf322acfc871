"""Units that say the same made one, and one memory taken into another.

Like all maintenance, each call is one transaction and one step of undo, and read-only memories are
left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.core.memory import Unit
from workbench.core.unit_filter import ALL, Filter
from workbench.core.unit_history import Operation, OperationKind, UnitChangeKind
from workbench.errors import UsageError
from workbench.memory.contradictions import duplicates, groups, merged
from workbench.services import maintenance, memories
from workbench.services.maintenance import Told
from workbench.services.workspace import Workspace
from workbench.storage import maintenance as stored
from workbench.storage import memories as rooms
from workbench.storage import memory_lint, rows
from workbench.storage.database import Transaction
from workbench.storage.unit_columns import columns, of_row
from workbench.storage.unit_history import Entry
from workbench.text.normalise import match_key


def merge(ws: Workspace, unit_ids: Sequence[int]) -> Operation:
    """Make one unit of several with one source; the first that is named keeps its words.

    It keeps its number and memory, too, and was made when the oldest of them was.

    Raises:
        NotFoundError: one of them is not there.
        UsageError: fewer than two are named, their sources differ, or one is in a read-only memory.
    """
    numbers = list(dict.fromkeys(unit_ids))
    with ws.database.transaction() as session:
        found = maintenance.changeable(session, numbers)
        units = [of_row(row) for row in found]
        if len(units) == 1:
            raise UsageError("one unit alone cannot be merged", hint="Name two or more.")
        first = units[0]
        other = next((u for u in units if match_key(u.source) != match_key(first.source)), None)
        if other is not None:
            raise UsageError(
                f"units {first.id} and {other.id} have different sources, so they stay apart",
                hint=f"Edit one first: workbench tm edit {other.id} --source TEXT",
            )
        kept = replace(
            merged(units),
            id=first.id,
            memory=first.memory,
            source=first.source,
            target=first.target,
            origin=first.origin,
            status=first.status,
            source_codes=first.source_codes,
            target_codes=first.target_codes,
            changed_at=ws.now(),
            changed_by=ws.user,
        )
        told = f"merged {len(units)} units into unit {first.id}"
        entries = _entries(found, kept)
        return maintenance.carry_out(ws, session, OperationKind.MERGE, told, entries)


def merge_duplicates(
    ws: Workspace, where: Filter = ALL, *, progress: Told | None = None
) -> Operation | None:
    """Make one unit of each set of duplicates among those that a filter means; None if none are.

    See `workbench.memory.contradictions` for what duplicates are, and what they come to.
    """
    with ws.database.transaction() as session:
        at, by = ws.now(), ws.user
        fixed = rooms.read_only(session)
        keys = memory_lint.shared_keys(session)
        operation, gone, left = 0, 0, 0
        for done, found in memory_lint.of_keys(session, keys, where):
            by_number = {row["id"]: row for row in found}
            for same in _duplicates(found):
                if same[0].memory in fixed:
                    left += len(same)
                    continue
                operation = operation or stored.begin(
                    session, OperationKind.MERGE, "", at=at, by=by
                )
                entries = _entries([by_number[unit.id] for unit in same], merged(same))
                stored.carry_out(session, operation, entries, at=at, by=by)
                gone += len(same) - 1
            if progress is not None:
                progress(done, len(keys))
        if not operation:
            return None
        stored.tell(session, operation, f"merged {gone:,} duplicates into other units")
        return maintenance.told(session, operation, left=left)


def move(ws: Workspace, name: str, into: str, *, progress: Told | None = None) -> Operation:
    """Move all units of a memory into another one.

    Raises:
        NotFoundError: there is no memory of one of the names.
        UsageError: one of them is read-only, they are the same, or there is nothing to move.
    """
    with ws.database.transaction() as session:
        here, there = memories.find(session, name), memories.find(session, into)
        for memory in (here, there):
            if memory.read_only:
                raise UsageError(
                    "the memory is read-only",
                    where=memory.name,
                    hint=f"If it is yours: workbench tm memories set '{memory.name}' --writable",
                )
        if here.id == there.id:
            raise UsageError("a memory cannot be merged into itself", where=name)
        meant = Filter(memories=(here.id,))
        total = stored.count_where(session, meant)
        if not total:
            raise UsageError("the memory has no units", where=name)
        at, by = ws.now(), ws.user
        told = f"moved {total:,} units from {name} to {into}"
        operation = stored.begin(session, OperationKind.MOVE, told, at=at, by=by)
        done = 0
        for batch in stored.rows_where(session, meant):
            done += len(batch)
            stored.carry_out(session, operation, _moved(session, batch, there.id), at=at, by=by)
            if progress is not None:
                progress(done, total)
        return maintenance.told(session, operation)


def _moved(session: Transaction, batch: Sequence[rows.Row], into: int) -> list[Entry]:
    """Return what becomes of units that go to another memory; those that are there too are gone."""
    twins = memory_lint.with_twin(session, batch, into)
    return [
        Entry(UnitChangeKind.MERGED, row["id"], row, None)
        if row["id"] in twins
        else Entry(UnitChangeKind.MOVED, row["id"], row, {**row, "memory_id": into})
        for row in batch
    ]


def _duplicates(found: Sequence[rows.Row]) -> list[list[Unit]]:
    return [same for group in groups(map(of_row, found)) for same in duplicates(group)]


def _entries(found: Sequence[rows.Row], kept: Unit) -> list[Entry]:
    """Return what becomes of the rows that are merged into one of them."""
    by_number = {row["id"]: row for row in found}
    survivor = by_number[kept.id]
    claims = (row["segment_id"] for row in found if row["segment_id"] is not None)
    claim = survivor["segment_id"] or next(claims, None)
    after = {**survivor, **columns(kept), "segment_id": claim}
    return [
        *(
            Entry(UnitChangeKind.MERGED, number, row, None)
            for number, row in by_number.items()
            if number != kept.id
        ),
        Entry(UnitChangeKind.MERGED, kept.id, survivor, after),
    ]
