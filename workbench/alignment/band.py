"""Where in the table of all sentence pairs a path may run.

A band is a window of source positions for each target position. For small texts it is everything,
so that the alignment is exact. For long ones a coarse pass compares blocks of sentences by their
keys and keeps to the neighbourhood of the best path through the blocks: time and memory then grow
with the length of the texts, and a chapter that only one side has is a straight run of the path.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from workbench.alignment.features import Features

Ints = npt.NDArray[np.int64]
Floats32 = npt.NDArray[np.float32]

EXACT_CELLS: Final = 360_000
"""Up to this many positions (600 × 600 sentences) the whole table is searched."""

_BLOCK: Final = 16
# At most this many blocks on the longer side: the table of blocks then stays under 20 MB.
_MOST_BLOCKS: Final = 2048
_BUCKETS: Final = 2048


@dataclass(frozen=True, slots=True)
class Band:
    """The positions (j targets, i sources done) that a path may pass.

    Attributes:
        lows, highs: for each j in 0…M, the first i and the one after the last.
        offsets: where the row's positions begin when all rows are laid end to end; M + 2 numbers.
    """

    lows: Ints
    highs: Ints
    offsets: Ints

    @classmethod
    def of(cls, lows: Ints, highs: Ints) -> Band:
        """Make a band of its windows."""
        return cls(lows, highs, np.concatenate([[0], np.cumsum(highs - lows)]))

    @property
    def size(self) -> int:
        """How many positions it has."""
        return int(self.offsets[-1])


def whole_band(source_count: int, target_count: int) -> Band:
    """Return the band that leaves nothing out."""
    rows = np.zeros(target_count + 1, dtype=np.int64)
    return Band.of(rows, rows + source_count + 1)


def band(keys: Features) -> Band:
    """Return where to search for the best path: everywhere, or near the best path of blocks."""
    count_s, count_t = len(keys.sources), len(keys.targets)
    if (count_s + 1) * (count_t + 1) <= EXACT_CELLS:
        return whole_band(count_s, count_t)
    size = max(_BLOCK, -(-max(count_s, count_t) // _MOST_BLOCKS))
    steps = _best_steps(_likeness(keys, size))
    middles = [(b * size + size // 2, a * size + size // 2) for b, a in steps]
    inside = [(j, i) for j, i in middles if j < count_t and i < count_s]
    corners = _bridged([(0, 0), *inside, (count_t, count_s)], size)
    return _around(corners, size, count_s, count_t)


def _bridged(corners: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """Return the corners with more of them on the straight line across each wide gap.

    Where both sides have a long stretch without any likeness, nothing better than the straight line
    is known, and the whole rectangle would be too much to search.
    """
    path = [corners[0]]
    for (j, i), (to_j, to_i) in pairwise(corners):
        rows, columns = to_j - j, to_i - i
        pieces = min(rows, columns) // size if rows * columns > EXACT_CELLS else 1
        path += [(j + rows * n // pieces, i + columns * n // pieces) for n in range(1, pieces + 1)]
    return path


def _around(path: Sequence[tuple[int, int]], margin: int, count_s: int, count_t: int) -> Band:
    """Return the band that keeps at least `margin` sentences of distance from a path."""
    rows = np.arange(count_t + 1)
    at_t, at_s = np.array(path, dtype=np.int64).T
    # The corners around the rows near each row: a run of sources without targets is taken whole.
    before = np.searchsorted(at_t, rows - margin, side="left") - 1
    after = np.searchsorted(at_t, rows + margin, side="right")
    lows = np.maximum(at_s[np.maximum(before, 0)] - margin, 0)
    highs = np.minimum(at_s[np.minimum(after, len(path) - 1)] + margin, count_s) + 1
    lows[0], highs[-1] = 0, count_s + 1
    return Band.of(lows, highs)


def _likeness(keys: Features, size: int) -> Floats32:
    """Return how alike target blocks (rows) and source blocks (columns) are, above the usual."""
    weights = _weights(keys)
    sources = _vectors(keys.sources, weights, size)
    targets = _vectors(keys.targets, weights, size)
    likeness = targets @ sources.T
    usual = np.maximum(likeness.mean(axis=0), likeness.mean(axis=1, keepdims=True))
    above: Floats32 = np.maximum(likeness - usual, np.float32(0))
    return above


def _weights(keys: Features) -> dict[str, float]:
    """Return the weight of each key that both texts have: the rarer, the more."""
    expected = frozenset().union(*keys.sources)
    spread = Counter(key for row in keys.targets for key in row if key in expected)
    return {key: math.log1p(len(keys.targets) / count) for key, count in spread.items()}


def _vectors(
    rows: Sequence[Mapping[str, float]], weights: Mapping[str, float], size: int
) -> Floats32:
    """Return a unit vector for each block of `size` sentences, its keys hashed into buckets."""
    buckets = {key: zlib.crc32(key.encode()) % _BUCKETS for key in weights}
    blocks = np.zeros((-(-len(rows) // size), _BUCKETS), dtype=np.float32)
    for start in range(0, len(rows), size):
        sums: dict[int, float] = {}
        for row in rows[start : start + size]:
            for key in row.keys() & weights.keys():
                sums[buckets[key]] = sums.get(buckets[key], 0.0) + row[key] * weights[key]
        blocks[start // size, list(sums)] = list(sums.values())
    # The root keeps a word that a block repeats from drowning the others.
    roots = np.sqrt(blocks)
    norms = np.linalg.norm(roots, axis=1, keepdims=True)
    unit: Floats32 = roots / np.maximum(norms, np.float32(1e-9))
    return unit


def _best_steps(likeness: Floats32) -> list[tuple[int, int]]:
    """Return the pairs (target block, source block) of the heaviest increasing chain."""
    rows, columns = likeness.shape
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for b in range(rows):
        taken = best[b, :-1] + likeness[b]
        best[b + 1, 1:] = np.maximum.accumulate(np.maximum(taken, best[b, 1:]))
    steps = []
    b, a = rows, columns
    while b and a:
        if best[b, a] == best[b - 1, a]:
            b -= 1
        elif best[b, a] == best[b, a - 1]:
            a -= 1
        else:
            b, a = b - 1, a - 1
            steps.append((b, a))
    return steps[::-1]
