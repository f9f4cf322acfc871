"""The named memories: listing, adding, changing and removing them, and who writes to which.

Look-up and concordance go through all of them. A document writes to one; a read-only memory is
written to by nothing but an import that names it. What is done here can be undone like everything
that is done to units (`services/maintenance.py`).
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.core.memory import OWN, Memory
from workbench.core.unit_filter import Filter
from workbench.core.unit_history import OperationKind, UnitChangeKind
from workbench.errors import NotFoundError, UsageError
from workbench.services.workspace import Workspace
from workbench.storage import documents, maintenance, rows
from workbench.storage import memories as stored
from workbench.storage.database import Transaction
from workbench.storage.unit_history import MEMORY, Entry
from workbench.text.normalise import clean


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """A memory with what it is used for.

    Attributes:
        memory: the memory.
        units: how many units it has.
        documents: names of the documents that write to it.
        default: whether new documents write to it.
    """

    memory: Memory
    units: int
    documents: tuple[str, ...]
    default: bool


def everything(ws: Workspace) -> tuple[Memory, ...]:
    """Return all memories, those of higher priority first."""
    with ws.database.reading() as session:
        return stored.everything(session)


def uses(ws: Workspace) -> tuple[MemoryUse, ...]:
    """Return all memories with what they are used for, in the order of `everything`."""
    with ws.database.reading() as session:
        counted, default = stored.units(session), stored.default(session)
        return tuple(
            MemoryUse(
                memory,
                counted.get(memory.id, 0),
                stored.writing(session, memory.id),
                memory.id == default,
            )
            for memory in stored.everything(session)
        )


def use_of(ws: Workspace, name: str) -> MemoryUse:
    """Return what the memory of this name is used for; raises as `named`."""
    memory = named(ws, name)
    return next(use for use in uses(ws) if use.memory.id == memory.id)


def named(ws: Workspace, name: str) -> Memory:
    """Return the memory of this name.

    Raises:
        NotFoundError: there is none; names that are near are listed.
    """
    with ws.database.reading() as session:
        return find(session, name)


def find(session: Transaction, name: str) -> Memory:
    """Return, within a transaction, the memory of this name; raises as `named`."""
    known = stored.everything(session)
    for memory in known:
        if memory.name == name:
            return memory
    names = [memory.name for memory in known]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
    raise NotFoundError(
        f"there is no memory “{name}”",
        hint=f"{'Near it' if near else 'There are'}: {', '.join(near or names)}.",
    )


def add(
    ws: Workspace,
    name: str,
    *,
    read_only: bool = False,
    priority: int = 0,
    penalty: int = 0,
    note: str = "",
) -> Memory:
    """Set up an empty memory.

    Args:
        ws: the workspace.
        name: what to call it.
        read_only: whether only an import that names it may change it.
        priority: the higher it is, the sooner its units come among equal matches.
        penalty: per cent that each of its matches loses.
        note: whose it is, where it comes from.

    Raises:
        UsageError: the name is empty or taken, or the penalty is out of its range.
    """
    wanted = Memory(0, clean(name), read_only, priority, penalty, note, ws.now(), ws.user)
    with ws.database.transaction() as session:
        _require_sound(session, wanted)
        number = rows.insert(session, stored.MEMORIES, stored.columns(wanted))
        after = rows.read(session, stored.MEMORIES, number)
        _note(ws, session, f"added memory {wanted.name}", Entry(MEMORY, number, None, after))
    return replace(wanted, id=number)


def change(
    ws: Workspace,
    name: str,
    *,
    rename: str | None = None,
    read_only: bool | None = None,
    priority: int | None = None,
    penalty: int | None = None,
    note: str | None = None,
) -> Memory:
    """Change what is given of a memory; see `add`.

    Raises:
        NotFoundError: there is no such memory.
        UsageError: as `add`; or documents write to it and it is to be read-only.
    """
    given = {
        "name": None if rename is None else clean(rename),
        "read_only": read_only,
        "priority": priority,
        "penalty": penalty,
        "note": note,
    }
    wanted = {key: said for key, said in given.items() if said is not None}
    with ws.database.transaction() as session:
        memory = find(session, name)
        _require_sound(session, Memory(**{**stored.columns(memory), **wanted, "id": memory.id}))
        if read_only:
            _require_unused(session, memory, "be made read-only")
        before = rows.read(session, stored.MEMORIES, memory.id)
        rows.update(session, stored.MEMORIES, memory.id, wanted)
        after = rows.read(session, stored.MEMORIES, memory.id)
        if before != after:
            _note(ws, session, f"changed memory {name}", Entry(MEMORY, memory.id, before, after))
        changed = stored.get(session, memory.id)
    assert changed is not None
    return changed


def remove(ws: Workspace, name: str) -> int:
    """Take a memory away with its units, in one operation, and return how many units it had.

    Raises:
        NotFoundError: there is no such memory.
        UsageError: it is the first one, which there always is, or documents write to it.
    """
    with ws.database.transaction() as session:
        memory = find(session, name)
        if memory.id == OWN:
            raise UsageError(
                "the first memory cannot be removed",
                where=memory.name,
                hint=f"Its units can: workbench tm delete --memory '{memory.name}'",
            )
        _require_unused(session, memory, "be removed")
        at, by = ws.now(), ws.user
        operation = maintenance.begin(
            session, OperationKind.MEMORY, f"removed memory {name}", at=at, by=by
        )
        # The row comes first, so that undo, which goes backwards, finds every unit a memory.
        count = 0
        for batch in maintenance.rows_where(session, Filter(memories=(memory.id,))):
            gone = [Entry(UnitChangeKind.DELETED, row["id"], row, None) for row in batch]
            count += maintenance.carry_out(session, operation, gone, at=at, by=by)
        row = rows.read(session, stored.MEMORIES, memory.id)
        last = [Entry(MEMORY, memory.id, row, None)]
        maintenance.carry_out(session, operation, last, at=at, by=by)
        return count


def of_document(ws: Workspace, document_id: int) -> Memory:
    """Return the memory that a document writes to.

    Raises:
        NotFoundError: there is no such document.
    """
    with ws.database.reading() as session:
        documents.name(session, document_id)  # tells one that is not there
        found = stored.get(session, stored.of_document(session, document_id))
    assert found is not None, "the first memory is gone"
    return found


def use(ws: Workspace, document_id: int, name: str) -> Memory:
    """Let a document write to a memory from now on; what it gave to another one stays there.

    Raises:
        NotFoundError: there is no such document or memory.
        UsageError: the memory is read-only.
    """
    return use_for(ws, [document_id], name)


def use_for(ws: Workspace, document_ids: Sequence[int], name: str) -> Memory:
    """Do what `use` does for several documents, all or none."""
    with ws.database.transaction() as session:
        memory = _writable(session, name)
        for document_id in document_ids:
            documents.name(session, document_id)
        stored.use(session, document_ids, memory.id)
    return memory


def default(ws: Workspace) -> Memory:
    """Return the memory that new documents write to."""
    with ws.database.reading() as session:
        found = stored.get(session, stored.default(session))
    assert found is not None, "the first memory is gone"
    return found


def set_default(ws: Workspace, name: str) -> Memory:
    """Let documents that are imported from now on write to a memory.

    Raises:
        NotFoundError: there is no such memory.
        UsageError: it is read-only.
    """
    with ws.database.transaction() as session:
        memory = _writable(session, name)
        stored.set_default(session, memory.id)
    return memory


def writable(ws: Workspace, name: str) -> Memory:
    """Return the memory of this name if documents may write to it.

    Raises:
        NotFoundError: there is no such memory.
        UsageError: it is read-only.
    """
    with ws.database.reading() as session:
        return _writable(session, name)


def _writable(session: Transaction, name: str) -> Memory:
    memory = find(session, name)
    if memory.read_only:
        raise UsageError(
            "the memory is read-only, so documents cannot write to it",
            where=name,
            hint=f"Choose another, or: workbench tm memories set '{name}' --writable",
        )
    return memory


def _require_sound(session: Transaction, wanted: Memory) -> None:
    if not wanted.name:
        raise UsageError("a memory needs a name", hint="Say what to call it.")
    if not 0 <= wanted.penalty <= 100:  # noqa: PLR2004  # per cent
        raise UsageError("a penalty is from 0 to 100 per cent", where=wanted.name)
    for other in stored.everything(session):
        if other.id != wanted.id and other.name == wanted.name:
            raise UsageError(
                f"there is a memory “{wanted.name}” already", hint="Choose another name."
            )


def _require_unused(session: Transaction, memory: Memory, what: str) -> None:
    writing = stored.writing(session, memory.id)
    if writing or stored.default(session) == memory.id:
        who = f"{len(writing)} documents ({writing[0]} …)" if writing else "new documents"
        raise UsageError(
            f"{who} write to the memory, so it cannot {what}",
            where=memory.name,
            hint="Give them another first: `workbench tm memories use MEMORY DOCUMENT…`, "
            "`workbench tm memories default MEMORY`.",
        )


def _note(ws: Workspace, session: Transaction, told: str, entry: Entry) -> None:
    at, by = ws.now(), ws.user
    operation = maintenance.begin(session, OperationKind.MEMORY, told, at=at, by=by)
    maintenance.keep(session, operation, [entry], at=at, by=by)
