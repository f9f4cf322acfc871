"""The translation memory: units in, units out, indexes in step.

A unit is one pair in one context. Storing a pair again that is there in that context updates it;
the same source with another target is a second unit. A unit that came without a context (from a
file) takes on the first context in which somebody confirms it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.core.status import Origin, Status
from workbench.storage import dialect, memory_index, rows
from workbench.storage.segments import key_number, source_key
from workbench.storage.unit_columns import (
    SELECTED,
    UNITS,
    WRITTEN,
    fetch,
    line,
    of_row,
    value,
)
from workbench.text.normalise import match_key

_RANK: Final = {status: rank for rank, status in enumerate(Status)}
_ASKED: Final = 10_000
"""Numbers that are asked for in one query."""


def exact(session: Session, source: str) -> tuple[Unit, ...]:
    """Return the units whose source is the same to the memory (a few others may be among them)."""
    return tuple(fetch(session, "source_key = ?", [source_key(source)]))


def exact_of(session: Session, sources: Iterable[str]) -> dict[str, tuple[Unit, ...]]:
    """Return for each source what `exact` does, in a few queries for any number of them."""
    keys = {source: source_key(source) for source in sources}
    found: dict[int, list[Unit]] = {key: [] for key in keys.values()}
    wanted = list(found)
    for start in range(0, len(wanted), _ASKED):
        for unit in of_keys(session, wanted[start : start + _ASKED]):
            found[source_key(unit.source)].append(unit)
    return {source: tuple(found[key]) for source, key in keys.items()}


def of_keys(session: Session, keys: Sequence[int]) -> tuple[Unit, ...]:
    """Return the units whose `source_key` is one of these, at most 10,000."""
    return tuple(fetch(session, "source_key IN ?", [list(keys)]))


def several(session: Session, numbers: Sequence[int]) -> tuple[Unit, ...]:
    """Return those of the units that are there, in the order of the ids given."""
    found: dict[int, Unit] = {}
    for start in range(0, len(numbers), _ASKED):
        part = list(numbers[start : start + _ASKED])
        found.update((unit.id, unit) for unit in fetch(session, "id IN ?", [part]))
    return tuple(found[number] for number in numbers if number in found)


def made_by(session: Session, segment_id: int) -> tuple[Unit, ...]:
    """Return the units that confirming this segment made."""
    return _units(session, UNITS.c.segment_id == segment_id)


def twin(session: Session, unit: Unit) -> Unit | None:
    """Return the stored unit that a unit would update: same memory, same pair, its context."""
    pairs = [
        other
        for other in exact(session, unit.source)
        if other.source == unit.source and other.target == unit.target
    ]
    return choose_twin(unit, pairs)


def choose_twin(unit: Unit, pairs: Iterable[Unit]) -> Unit | None:
    """Choose among stored units with the same pair; each memory has its own."""
    bare: Unit | None = None
    for other in pairs:
        if other.memory != unit.memory:
            continue
        if (other.before, other.after) == (unit.before, unit.after):
            return other
        if not (other.before or other.after):
            bare = other
    return bare


def put(session: Session, number: int, row: rows.Row | None) -> None:
    """Write these columns of a unit, new or known; None deletes it. The indexes follow."""
    before = rows.read(session, UNITS, number)
    after = None if row is None else {**(before or {}), **row, "id": number}
    reindex = _text(before) != _text(after)
    if before is not None and reindex:
        memory_index.take_away(session, [of_row(before)])
    if after is None:
        rows.delete(session, UNITS, number)
    elif before is None:
        rows.insert(session, UNITS, after)
    else:
        rows.update(session, UNITS, number, row or {})
    if after is not None and reindex:
        memory_index.add_again(session, [of_row(after)])


def insert(
    session: Session,
    units: Sequence[Unit],
    *,
    segment_id: int | None = None,
    keys: Sequence[str] | None = None,
) -> list[int]:
    """Store new units, index them, and return their ids in order.

    Args:
        session: the transaction.
        units: the units; their own numbers do not count.
        segment_id: the segment whose confirmation made them.
        keys: the match keys of their sources, where they are known already.
    """
    if not units:
        return []
    if keys is None:
        keys = [match_key(unit.source) for unit in units]
    first = dialect.reserve(session, UNITS, len(units))
    numbers = range(first, first + len(units))
    time = dialect.stored_time(session)
    lines = (
        line(unit, number, key_number(key), segment_id, time)
        for unit, number, key in zip(units, numbers, keys, strict=True)
    )
    dialect.add_rows(session, UNITS, WRITTEN, lines)
    memory_index.add(session, numbers, units, keys)
    return list(numbers)


def merged(old: Unit, new: Unit) -> Unit:
    """Return a stored unit with what a unit with the same pair adds to it.

    A younger one tells domain, note, who and when; context, codes and properties are taken where
    there were none. What a person wrote stays a person's, even if a machine says the same, and what
    somebody vouched for stays vouched for.
    """
    result = old
    if new.changed_at and (old.changed_at is None or new.changed_at > old.changed_at):
        result = replace(
            result,
            origin=old.origin if old.origin is Origin.HUMAN else new.origin,
            domain=new.domain or old.domain,
            note=new.note or old.note,
            changed_at=new.changed_at,
            changed_by=new.changed_by,
        )
    if not (old.before or old.after):
        result = replace(result, before=new.before, after=new.after)
    return _completed(result, new)


def _completed(old: Unit, new: Unit) -> Unit:
    """Return a unit with what it lacks of another one with the same pair."""
    if _RANK[new.status] > _RANK[old.status]:
        old = replace(old, status=new.status)
    if not (old.source_codes or old.target_codes) and (new.source_codes or new.target_codes):
        old = replace(old, source_codes=new.source_codes, target_codes=new.target_codes)
    if new.properties and not old.properties:
        old = replace(old, properties=new.properties)
    return old


def everything(session: Session, *, document: str | None = None) -> Iterator[Unit]:
    """Yield the units, or those of one document, in the order of their making."""
    query = select(*SELECTED).order_by(UNITS.c.id)
    if document is not None:
        query = query.where(UNITS.c.document == document)
    for row in session.execute(query, execution_options={"yield_per": 1000}):
        yield value(row)


def _units(session: Session, condition: Any) -> tuple[Unit, ...]:
    query = select(*SELECTED).where(condition).order_by(UNITS.c.id)
    return tuple(map(value, session.execute(query)))


def _text(row: rows.Row | None) -> tuple[Any, Any] | None:
    """What the indexes hold of a row."""
    return None if row is None else (row["source"], row["target"])
