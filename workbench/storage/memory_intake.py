"""Units that come in numbers, from a file or an alignment: each is stored once.

Storing the same units twice adds nothing, so that an import that was stopped can be done again.
Batches of 65,536 are the best: a row of the index holds the units of one such block, and is then
written once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.storage import dialect, memory, unit_history
from workbench.storage.segments import key_number
from workbench.storage.unit_columns import UNITS, columns
from workbench.text.normalise import match_key

_Groups = dict[tuple[str, str], list[Unit]]
"""Pair → the units with it, those that are stored and those that are to be."""

_ASKED: Final = 10_000
_KNOWN: Final = "SELECT id FROM unit WHERE source_key IN ?"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of units that were to be stored."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


def merge(session: Session, units: Sequence[Unit], *, into: int | None = None) -> Stored:
    """Store units that come from a file or an alignment; those that are there add nothing.

    See `memory.merged` for what a unit that is there takes over; what it was stays in its history.

    Args:
        session: the transaction.
        units: in any order; some may be the same.
        into: the memory that they go to; None for the one that each of them names.
    """
    if into is not None:
        units = [unit if unit.memory == into else replace(unit, memory=into) for unit in units]
    keys = [match_key(unit.source) for unit in units]
    groups = _groups(session, units, keys)
    stored = [unit for group in groups.values() for unit in group]
    for unit in units:
        group = groups.setdefault((unit.source, unit.target), [])
        if group:
            _place(group, unit)
        else:
            group.append(_new(unit))
    placed = [unit for group in groups.values() for unit in group]
    key_of = {unit.source: key for unit, key in zip(units, keys, strict=True)}
    new = [unit for unit in placed if not unit.id]
    memory.insert(session, new, keys=[key_of[unit.source] for unit in new])
    updated = _update(session, stored, placed)
    return Stored(len(new), updated, len(units) - len(new) - updated)


def _update(session: Session, stored: Sequence[Unit], placed: Sequence[Unit]) -> int:
    """Write the units that have become others, and return how many did."""
    before = {unit.id: unit for unit in stored}
    changed = [(before[unit.id], unit) for unit in placed if unit.id and unit != before[unit.id]]
    for _, unit in changed:
        memory.put(session, unit.id, columns(unit))
    unit_history.imported(session, changed)
    return len(changed)


def _place(group: list[Unit], unit: Unit) -> None:
    """Put a unit among those with the same pair: a new one, or into the one that it updates."""
    other = memory.choose_twin(unit, group)
    if other is None and not (unit.before or unit.after):
        other = next((held for held in group if held.memory == unit.memory), None)
    if other is None:
        group.append(_new(unit))
    else:
        group[group.index(other)] = memory.merged(other, unit)


def _new(unit: Unit) -> Unit:
    return replace(unit, id=0) if unit.id else unit


def _groups(session: Session, units: Iterable[Unit], keys: Iterable[str]) -> _Groups:
    """Return the stored units with the pairs of these, whose match keys these are."""
    if not dialect.highest_ever(session, UNITS):
        return {}
    asked = list({key_number(key) for key in keys})
    found: list[int] = []
    for start in range(0, len(asked), _ASKED):
        rows = dialect.fetch(session, _KNOWN, [asked[start : start + _ASKED]])
        found += [number for (number,) in rows]
    wanted = {(unit.source, unit.target) for unit in units} if found else set()
    groups: _Groups = {}
    for unit in memory.several(session, sorted(found)):
        if (unit.source, unit.target) in wanted:
            groups.setdefault((unit.source, unit.target), []).append(unit)
    return groups
