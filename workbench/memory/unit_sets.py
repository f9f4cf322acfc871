"""Sets of units as the index of words makes them: for each block a mask of its slots.

A mask costs 64 KiB for 65,536 units, and joining or intersecting two of them some microseconds, so
that words that stand in half of a memory cost no more than rare ones. It is made when it is asked
for: whoever wants the newest units seldom gets beyond the first block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.memory.postings import BLOCK, slots

Mask: TypeAlias = NDArray[np.bool_]
"""For each slot of a block whether the unit is in a set."""

UnitSet: TypeAlias = Mapping[int, Mask]
"""Block → mask; a block that is not there has none of the units."""


@dataclass(frozen=True, slots=True)
class _Lazy(Mapping[int, Mask]):
    """A set whose masks are made each time they are asked for."""

    blocks: frozenset[int]
    make: Callable[[int], Mask]

    def __getitem__(self, block: int) -> Mask:
        if block not in self.blocks:
            raise KeyError(block)
        return self.make(block)

    def __iter__(self) -> Iterator[int]:
        return iter(self.blocks)

    def __len__(self) -> int:
        return len(self.blocks)


def of_rows(rows: Iterable[tuple[int, bytes]]) -> UnitSet:
    """Return the units that any of these posting rows (block and slots) names."""
    parts: dict[int, list[bytes]] = {}
    for block, blob in rows:
        parts.setdefault(block, []).append(blob)
    return _Lazy(frozenset(parts), lambda block: _mask(slots(b"".join(parts[block]))))


def of_numbers(numbers: Sequence[int]) -> UnitSet:
    """Return the units with these numbers."""
    all_of = np.asarray(numbers, dtype=np.int64)
    blocks = all_of // BLOCK
    return _Lazy(
        frozenset(np.unique(blocks).tolist()),
        lambda block: _mask(all_of[blocks == block] % BLOCK),
    )


def up_to(highest: int) -> UnitSet:
    """Return all units from number 1 to the highest."""
    return of_numbers(range(1, highest + 1))


def in_all(sets: Iterable[UnitSet]) -> UnitSet:
    """Return the units that are in each of the sets, of which there is one at least."""
    every = list(sets)
    blocks = frozenset(every[0]).intersection(*every[1:])
    return _Lazy(blocks, lambda block: reduce(np.logical_and, [one[block] for one in every]))


def in_any(sets: Iterable[UnitSet]) -> UnitSet:
    """Return the units that are in any of the sets, of which there is one at least."""
    every = list(sets)

    def mask(block: int) -> Mask:
        return reduce(np.logical_or, [one[block] for one in every if block in one])

    return _Lazy(frozenset().union(*every), mask)


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


def _mask(places: NDArray[np.integer]) -> Mask:
    mask = np.zeros(BLOCK, dtype=bool)
    mask[places] = True
    return mask
