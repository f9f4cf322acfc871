"""The memory's index without the database: which units share how many grams with a query.

A posting row is `(gram, block, slots)`. Unit numbers are cut into a block (number // 65,536) and a
slot within it; the slots of a row are one blob of little-endian uint16, ascending, each once, so
that an index that grew equals one that was rebuilt, byte for byte.

The storage keeps the rows. On insert it calls `rows` and `add` for each of them, on delete `rows`
and `remove`; on look-up it loads the rows of `grams(query)` and calls `candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.memory.grams import grams, least_shared

BLOCK: Final = 65536
"""How many units share a block: what a uint16 can tell apart."""

_SLOT: Final = np.dtype("<u2")


def rows(units: Iterable[tuple[int, str]]) -> dict[tuple[int, int], bytes]:
    """Return the posting rows of the units, for `add` or `remove`.

    Args:
        units: pairs of a unit's number (0 ≤ number < 2**47) and its source.

    Returns:
        (gram, block) → blob of slots; the keys ascend, so that two writers lock rows alike.
    """
    found: list[int] = []
    numbers: list[int] = []
    for number, source in units:
        of_unit = grams(source)
        found.extend(of_unit)
        numbers.extend([number] * len(of_unit))
    return _cut(np.asarray(found, dtype=np.int64), np.asarray(numbers, dtype=np.int64))


def _cut(found: NDArray[np.int64], numbers: NDArray[np.int64]) -> dict[tuple[int, int], bytes]:
    """Sort parallel arrays of grams and unit numbers, and cut them into rows."""
    order = np.lexsort((numbers, found))
    found, numbers = found[order], numbers[order]
    blocks = numbers // BLOCK
    new_row = np.diff(found, prepend=-1).astype(bool) | np.diff(blocks, prepend=-1).astype(bool)
    starts = np.flatnonzero(new_row)
    blob = (numbers % BLOCK).astype(_SLOT).tobytes()
    ends = [*(2 * starts[1:]).tolist(), len(blob)]
    keys = zip(found[starts].tolist(), blocks[starts].tolist(), strict=True)
    cuts = zip((2 * starts).tolist(), ends, strict=False)
    return {key: blob[start:end] for key, (start, end) in zip(keys, cuts, strict=True)}


def add(blob: bytes, more: bytes) -> bytes:
    """Return a row's blob with the slots of another in it; either may be `b""`."""
    if not blob or not more or blob[-1:-3:-1] < more[1::-1]:  # big-endian, so bytes sort as numbers
        return blob + more
    return np.union1d(_slots(blob), _slots(more)).tobytes()


def remove(blob: bytes, gone: bytes) -> bytes:
    """Return a row's blob without the slots of another; `b""` means that the row can go."""
    return np.setdiff1d(_slots(blob), _slots(gone), assume_unique=True).tobytes()


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
