"""Units with one source: which of them are duplicates, which contradict each other.

A group is what the memory takes for one source (equal match keys). Targets are compared as sources
are: width, case, and variants of punctuation make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.text.normalise import match_key

_MARKS: Final = re.compile(r"[\W_]+")
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def groups(units: Iterable[Unit]) -> list[list[Unit]]:
    """Return the units that are one source to the memory together, in their order."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(match_key(unit.source), []).append(unit)
    return list(found.values())


def duplicates(group: Sequence[Unit]) -> list[list[Unit]]:
    """Return the sets of units of a group that tell one pair in one context, each of two or more.

    A unit without a context tells nothing that one with a context does not. Units of different
    memories are no duplicates, for each memory stands for itself.
    """
    found = []
    for pair in _by(group, lambda u: (u.memory, match_key(u.target))):
        contexts = _by(pair, lambda u: (match_key(u.before), match_key(u.after)))
        bare = [units for units in contexts if not (units[0].before or units[0].after)]
        told = [units for units in contexts if units[0].before or units[0].after]
        if bare and told:
            told[0] = sorted([*told[0], *bare[0]], key=lambda u: u.id)
        found += [units for units in told or bare if len(units) > 1]
    return found


def targets(group: Sequence[Unit]) -> list[Unit]:
    """Return one unit, the youngest, for each target that a group's source has, in their order.

    Marks alone make no other target: somebody has to choose between words.
    """
    return [max(units, key=_age) for units in _by(group, lambda u: _words(u.target))]


def merged(units: Sequence[Unit]) -> Unit:
    """Return what duplicates come to: the number and the making of the oldest, the last change.

    The words are those that were changed last, a person's before a machine's; a context, a note, a
    field, and what TMX told otherwise are kept from whichever unit has them.
    """
    oldest = min(units, key=lambda u: (u.created_at or u.changed_at or _LONG_AGO, u.id))
    youngest = max(units, key=lambda u: (u.origin is Origin.HUMAN, *_age(u)))
    by_age = sorted(units, key=_age, reverse=True)
    placed = next((u for u in by_age if u.before or u.after), youngest)
    changed = by_age[0]
    return replace(
        youngest,
        id=min(unit.id for unit in units),
        document=oldest.document or youngest.document,
        domain=_first(by_age, lambda u: u.domain),
        note=_first(by_age, lambda u: u.note),
        before=placed.before,
        after=placed.after,
        created_at=oldest.created_at,
        created_by=oldest.created_by,
        changed_at=changed.changed_at,
        changed_by=changed.changed_by,
        properties=tuple(dict.fromkeys(p for u in by_age for p in u.properties)),
    )


def _words(target: str) -> str:
    key = match_key(target)
    return _MARKS.sub(" ", key).strip() or key


def _first(units: Sequence[Unit], told: Callable[[Unit], str]) -> str:
    return next((told(unit) for unit in units if told(unit)), "")


def _age(unit: Unit) -> tuple[datetime, int]:
    return unit.changed_at or unit.created_at or _LONG_AGO, unit.id


def _by(units: Iterable[Unit], key: Callable[[Unit], object]) -> list[list[Unit]]:
    found: dict[object, list[Unit]] = {}
    for unit in units:
        found.setdefault(key(unit), []).append(unit)
    return list(found.values())
