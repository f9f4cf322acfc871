"""The named memories of the database, and which of them a document writes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.core.memory import OWN, Memory
from workbench.storage import rows, settings, tables
from workbench.storage.unit_columns import UNITS

MEMORIES: Final = tables.table(tables.Memory)
_DOCUMENTS: Final = tables.table(tables.Document)
_DEFAULT: Final = "memory_default"


def everything(session: Session) -> tuple[Memory, ...]:
    """Return all memories, those of higher priority first."""
    query = MEMORIES.select().order_by(MEMORIES.c.priority.desc(), MEMORIES.c.id)
    return tuple(map(value, session.execute(query)))


def get(session: Session, number: int) -> Memory | None:
    """Return the memory with this number, None if there is none."""
    found = session.execute(MEMORIES.select().where(MEMORIES.c.id == number)).first()
    return None if found is None else value(found)


def read_only(session: Session) -> frozenset[int]:
    """Return the numbers of the memories that maintenance must leave alone."""
    query = select(MEMORIES.c.id).where(MEMORIES.c.read_only)
    return frozenset(session.execute(query).scalars())


def columns(memory: Memory) -> rows.Row:
    """Return what a memory's row holds, without its number."""
    names = ("name", "note", "read_only", "priority", "penalty", "created_at", "created_by")
    return {name: getattr(memory, name) for name in names}


def value(row: Any) -> Memory:
    """Return the memory that a row holds."""
    return Memory(
        id=row.id,
        name=row.name,
        read_only=row.read_only,
        priority=row.priority,
        penalty=row.penalty,
        note=row.note,
        created_at=row.created_at,
        created_by=row.created_by,
    )


def units(session: Session) -> dict[int, int]:
    """Return how many units each memory has that has any."""
    query = select(UNITS.c.memory_id, func.count().label("units")).group_by(UNITS.c.memory_id)
    return {row.memory_id: row.units for row in session.execute(query)}


def writing(session: Session, number: int) -> tuple[str, ...]:
    """Return the names of the documents that write to a memory."""
    query = select(_DOCUMENTS.c.name).where(_DOCUMENTS.c.memory_id == number)
    return tuple(session.execute(query.order_by(_DOCUMENTS.c.id)).scalars())


def is_used(session: Session, number: int) -> bool:
    """Return whether a memory has units or is written to, or is the one there always is."""
    held = session.execute(select(UNITS.c.id).where(UNITS.c.memory_id == number).limit(1))
    return (
        number in {OWN, default(session)}
        or held.first() is not None
        or bool(writing(session, number))
    )


def free_name(session: Session, name: str, number: int) -> str:
    """Return a name that no other memory than this one has: the one wanted, or with a number."""
    taken = {memory.name for memory in everything(session) if memory.id != number}
    names = (name, *(f"{name} ({count})" for count in range(2, len(taken) + 3)))
    return next(free for free in names if free not in taken)


def of_document(session: Session, document_id: int) -> int:
    """Return the number of the memory that a document writes to; the user's own if it is gone."""
    query = select(MEMORIES.c.id).where(
        MEMORIES.c.id == _DOCUMENTS.c.memory_id, _DOCUMENTS.c.id == document_id
    )
    return session.execute(query).scalar_one_or_none() or OWN


def use(session: Session, document_ids: Sequence[int], number: int) -> None:
    """Let documents write to a memory."""
    for document_id in document_ids:
        rows.update(session, _DOCUMENTS, document_id, {"memory_id": number})


def default(session: Session) -> int:
    """Return the number of the memory that new documents write to."""
    number = int(settings.get(session, _DEFAULT) or OWN)
    return number if get(session, number) is not None else OWN


def set_default(session: Session, number: int) -> None:
    """Let new documents write to a memory."""
    settings.put(session, _DEFAULT, str(number))
