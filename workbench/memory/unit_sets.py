"""Sets of units as the index of words makes them: for each block a mask of its slots.

A mask costs 64 KiB for 65,536 units, and joining or intersecting two of them some microseconds, so
that words that stand in half of a memory cost no more than rare ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.memory.postings import BLOCK, slots

UnitSet: TypeAlias = Mapping[int, NDArray[np.bool_]]
"""Block → for each of its slots whether the unit is in the set; one that is not there has none."""


def of_rows(rows: Iterable[tuple[int, bytes]]) -> UnitSet:
    """Return the units that any of these posting rows (block and slots) names."""
    parts: dict[int, list[bytes]] = {}
    for block, blob in rows:
        parts.setdefault(block, []).append(blob)
    found: dict[int, NDArray[np.bool_]] = {}
    for block, blobs in parts.items():
        found[block] = np.zeros(BLOCK, dtype=bool)
        found[block][slots(b"".join(blobs))] = True
    return found


def of_numbers(numbers: Sequence[int]) -> UnitSet:
    """Return the units with these numbers."""
    all_of = np.asarray(numbers, dtype=np.int64)
    blocks = all_of // BLOCK
    found: dict[int, NDArray[np.bool_]] = {}
    for block in np.unique(blocks).tolist():
        found[block] = np.zeros(BLOCK, dtype=bool)
        found[block][all_of[blocks == block] % BLOCK] = True
    return found


def up_to(highest: int) -> UnitSet:
    """Return all units from number 1 to the highest."""
    return of_numbers(range(1, highest + 1))


def in_all(sets: Iterable[UnitSet]) -> UnitSet:
    """Return the units that are in each of the sets, of which there is one at least."""
    return reduce(_in_both, sets)


def in_any(sets: Iterable[UnitSet]) -> UnitSet:
    """Return the units that are in any of the sets, of which there is one at least."""
    return reduce(_in_either, sets)


def portions(units: UnitSet, first: int, most: int, *, below: int = 2**47) -> Iterator[list[int]]:
    """Yield the numbers of the units below a number, the highest first.

    Args:
        units: the set.
        first: so many come together at first, then four times as many, and so on.
        most: at most so many come together.
        below: one more than the highest that is wanted.
    """
    size = first
    for block in sorted(units, reverse=True):
        numbers = np.flatnonzero(units[block])[::-1] + block * BLOCK
        left = [int(number) for number in numbers[numbers < below].tolist()]
        while left:
            yield left[:size]
            left = left[size:]
            size = min(4 * size, most)


def size(units: UnitSet) -> int:
    """Return how many units are in a set."""
    return sum(int(np.count_nonzero(mask)) for mask in units.values())


def _in_both(one: UnitSet, other: UnitSet) -> UnitSet:
    return {block: mask & other[block] for block, mask in one.items() if block in other}


def _in_either(one: UnitSet, other: UnitSet) -> UnitSet:
    return {
        block: one[block] | other[block] if block in one and block in other else mask
        for block, mask in {**one, **other}.items()
    }
