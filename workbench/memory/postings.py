"""The memory's index without the database: which units share how many grams with a query.

A posting row is `(gram, block, slots)`. Unit numbers are cut into a block (number // 65,536) and a
slot within it; the slots of a row are one blob of little-endian uint16, ascending, each once, so
that an index that grew equals one that was rebuilt, byte for byte.

The storage keeps the rows. On insert it calls `rows` and `add` for each of them, on delete `rows`
and `remove`; on look-up it loads the rows of `grams(query)` and calls `candidates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.memory.grams import grams, least_shared

BLOCK: Final = 65536
"""How many units share a block: what a uint16 can tell apart."""

_SLOT: Final = np.dtype("<u2")


def rows(units: Iterable[tuple[int, str]]) -> dict[tuple[int, int], list[int]]:
    """Return which slots the units occupy, for `add` or `remove`.

    Args:
        units: pairs of a unit's number (≥ 0) and its source.

    Returns:
        (gram, block) → ascending slots; the keys ascending, so that two writers lock alike.
    """
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for number, source in units:
        block, slot = divmod(number, BLOCK)
        for gram in grams(source):
            found[gram, block].add(slot)
    return {key: sorted(found[key]) for key in sorted(found)}


def add(blob: bytes, slots: Sequence[int]) -> bytes:
    """Return the blob of a row with more slots; `b""` stands for a row that is not there yet."""
    fresh = np.asarray(sorted(slots), dtype=_SLOT)
    if not blob:
        return np.unique(fresh).tobytes()
    return np.union1d(_slots(blob), fresh).astype(_SLOT).tobytes()


def remove(blob: bytes, slots: Sequence[int]) -> bytes:
    """Return the blob of a row without the slots; `b""` means that the row can go."""
    gone = np.asarray(slots, dtype=_SLOT)
    return np.setdiff1d(_slots(blob), gone).astype(_SLOT).tobytes()


def candidates(blobs: Mapping[int, Sequence[bytes]], query_grams: int, threshold: int) -> list[int]:
    """Return the numbers of all units that may reach the threshold, those that share most first.

    None that reaches it is left out (see `workbench.memory.grams`); most that do not are.

    Args:
        blobs: block → the blobs of its rows for the query's grams, in any order.
        query_grams: how many grams the query has, found or not: `len(grams(query))`.
        threshold: per cent, from `LOWEST_THRESHOLD`; above 100 counts as 100.

    Raises:
        ValueError: the threshold is too low for the bound.
    """
    need = least_shared(query_grams, threshold)
    if not query_grams:
        return []
    found: list[tuple[int, int]] = []
    for block, parts in blobs.items():
        if len(parts) < need:
            continue
        counts = np.bincount(_slots(b"".join(parts)))
        good = np.nonzero(counts >= need)[0]
        found.extend(zip((-counts[good]).tolist(), (good + block * BLOCK).tolist(), strict=True))
    return [number for _, number in sorted(found)]


def _slots(blob: bytes) -> NDArray[np.uint16]:
    return np.frombuffer(blob, dtype=_SLOT)
