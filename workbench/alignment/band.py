"""Where in the table of all sentence pairs a path may run.

A band is a window of source positions for each target position. For small texts it is everything,
so that the alignment is exact. For long ones a coarse pass compares blocks of sentences by their
keys and keeps to the neighbourhood of the best path through the blocks: time and memory then grow
with the length of the texts, and a chapter that only one side has is a straight run of the path.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from workbench.alignment.features import Features

Ints = npt.NDArray[np.int64]
Floats32 = npt.NDArray[np.float32]

EXACT_CELLS: Final = 360_000
"""Up to this many positions (600 × 600 sentences) the whole table is searched."""

_BLOCK: Final = 16
_MARGIN: Final = 24
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
    return _widened(_block_path(keys), count_s, count_t)


def _widened(path: Sequence[tuple[int, int]], count_s: int, count_t: int) -> Band:
    """Return the band that keeps `_MARGIN` sentences of distance from a path of (j, i) positions."""
    rows = np.arange(count_t + 1)
    at_t = np.array([j for j, _ in path])
    at_s = np.array([i for _, i in path])
    # Where the path stands at once on many i for one j, the window takes them all.
    first = np.searchsorted(at_t, np.clip(rows - _MARGIN, 0, None), side="left")
    last = np.searchsorted(at_t, np.clip(rows + _MARGIN, None, count_t), side="right") - 1
    lows = np.clip(at_s[np.maximum(first - 1, 0)] - _MARGIN, 0, None)
    highs = np.clip(at_s[np.minimum(last + 1, len(path) - 1)] + _MARGIN, None, count_s) + 1
    lows[0], highs[-1] = 0, count_s + 1
    return Band.of(lows.astype(np.int64), highs.astype(np.int64))


def _block_path(keys: Features) -> list[tuple[int, int]]:
    """Return corner positions (j, i) of the best path through the blocks, both ends included."""
    likeness = _likeness(keys)
    count_s, count_t = len(keys.sources), len(keys.targets)
    steps = _best_steps(likeness)
    corners = [(0, 0)]
    corners += [(b * _BLOCK + _BLOCK // 2, a * _BLOCK + _BLOCK // 2) for b, a in steps]
    inside = [(min(j, count_t), min(i, count_s)) for j, i in corners]
    return [*inside, (count_t, count_s)]


def _likeness(keys: Features) -> Floats32:
    """Return how alike target blocks (rows) and source blocks (columns) are, above their average."""
    spread: dict[str, int] = {}
    for row in keys.targets:
        for key in row:
            spread[key] = spread.get(key, 0) + 1
    sources, targets = _vectors(keys.sources, spread), _vectors(keys.targets, spread)
    product = targets @ sources.T
    common = np.maximum(product.mean(axis=0, keepdims=True), product.mean(axis=1, keepdims=True))
    above: Floats32 = np.maximum(product - 1.5 * common, 0)
    return above


def _vectors(rows: Sequence[Mapping[str, float]], spread: Mapping[str, int]) -> Floats32:
    """Return a unit vector for each block of sentences; rare keys weigh more."""
    blocks = np.zeros((-(-len(rows) // _BLOCK), _BUCKETS), dtype=np.float32)
    for index, row in enumerate(rows):
        for key, strength in row.items():
            if key in spread:
                blocks[index // _BLOCK, zlib.crc32(key.encode()) % _BUCKETS] += strength / spread[key]
    norms = np.linalg.norm(blocks, axis=1, keepdims=True)
    unit: Floats32 = blocks / np.maximum(norms, np.float32(1e-9))
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
