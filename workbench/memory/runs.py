"""Which units hold a run of characters, from the posting rows of the run's bigrams.

What is found may be too much (all bigrams of the run stand in the unit, not in one place), never
too little. Runs of one source share their beginnings: each is narrowed down from the one that is a
character shorter.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.memory.grams import BITS
from workbench.memory.postings import BLOCK, slots

Numbers = NDArray[np.int64]

_NONE: Final[Numbers] = np.empty(0, dtype=np.int64)
_MANY: Final = 2000
"""Numbers for which marking all that there are is faster than looking each one up."""


def bigrams(shape: str) -> list[int]:
    """Return the grams of a shape's neighbouring characters: their first occurrences anywhere."""
    return [ord(first) << BITS | ord(second) for first, second in pairwise(shape)]


class Runs:
    """The units that hold runs of a source.

    Args:
        rows: gram, block and slots of all posting rows of the source's `bigrams`.
    """

    def __init__(self, rows: Iterable[tuple[int, int, bytes]]) -> None:
        parts: dict[int, list[tuple[int, Numbers]]] = {}
        for gram, block, blob in rows:
            parts.setdefault(gram, []).append((block, slots(blob).astype(np.int64) + block * BLOCK))
        self._known: dict[str, Numbers] = {}
        mask = (1 << BITS) - 1
        for gram, blocks in parts.items():
            pair = chr(gram >> BITS) + chr(gram & mask)
            self._known[pair] = np.concatenate([numbers for _, numbers in sorted(blocks)])

    def holding(self, shape: str) -> Numbers:
        """Return the ascending numbers of units that may hold a run, given by its shape."""
        known = self._known.get(shape)
        if known is None:
            shorter = len(shape) > len("ab")
            known = (
                _common(self.holding(shape[:-1]), self.holding(shape[-2:])) if shorter else _NONE
            )
            self._known[shape] = known
        return known


def _common(one: Numbers, other: Numbers) -> Numbers:
    """Return the numbers that both ascending arrays have."""
    few, many = sorted((one, other), key=len)
    if not len(few):
        return few
    if len(few) > _MANY:
        return few[np.isin(few, many, assume_unique=True, kind="table")]
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    found: Numbers = few[many[places] == few]
    return found
