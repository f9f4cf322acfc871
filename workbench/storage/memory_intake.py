"""Units that come in numbers, from a file or an alignment: each is stored once.

Storing the same units twice adds nothing, so that an import that was stopped can be done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.storage import memory
from workbench.storage.segments import source_key
from workbench.storage.unit_columns import columns


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of units that were to be stored."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


def merge(session: Session, units: Sequence[Unit]) -> Stored:
    """Store units that come from a file or an alignment; those that are there add nothing.

    See `merged` for what a unit that is there takes over.
    """
    pairs = _same_pairs(session, units)
    stored = {unit.id: unit for group in pairs.values() for unit in group}
    for unit in units:
        _place(pairs.setdefault((unit.source, unit.target), []), unit)
    placed = [unit for group in pairs.values() for unit in group]
    added = memory.insert(session, [unit for unit in placed if not unit.id])
    changed = [unit for unit in placed if unit.id and unit != stored[unit.id]]
    for unit in changed:
        memory.put(session, unit.id, columns(unit))
    return Stored(len(added), len(changed), len(units) - len(added) - len(changed))


def _place(group: list[Unit], unit: Unit) -> None:
    """Put a unit among those with the same pair: a new one, or into the one that it updates."""
    other = memory.choose_twin(unit, group)
    if other is None and group and not (unit.before or unit.after):
        other = group[0]
    if other is None:
        group.append(replace(unit, id=0) if unit.id else unit)
    else:
        group[group.index(other)] = memory.merged(other, unit)


def _same_pairs(session: Session, units: Iterable[Unit]) -> dict[tuple[str, str], list[Unit]]:
    """Return the stored units with the pairs of these."""
    wanted = {(unit.source, unit.target) for unit in units}
    keys = list({source_key(source) for source, _ in wanted})
    found: dict[tuple[str, str], list[Unit]] = {}
    for start in range(0, len(keys), 500):
        for unit in memory.of_keys(session, keys[start : start + 500]):
            if (unit.source, unit.target) in wanted:
                found.setdefault((unit.source, unit.target), []).append(unit)
    return found
