"""The memory's index without the database: which units share how many grams with a query.

A posting row is `(gram, block, slots)`. Unit numbers are cut into a block (number // 65,536) and a
slot within it; the slots of a row are one blob of little-endian uint16, ascending, each once, so
that an index that grew equals one that was rebuilt, byte for byte.

The storage keeps the rows. On insert it calls `rows` and `add` for each of them, on delete `rows`
and `remove`; on look-up it loads the rows of `grams(query)` and calls `candidates`, and where that
gives `MANY` or more, as it does for short clauses, the rows of `length_grams`, and calls `narrow`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.memory.grams import grams, least_shared, length_gram

BLOCK: Final = 65536
"""How many units share a block: what a uint16 can tell apart."""

MANY: Final = 200
"""So many candidates are worth another query that looks at their lengths."""

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
        if of_unit := grams(source):
            found.append(length_gram(len(of_unit)))
            found.extend(of_unit)
            numbers.extend([number] * (len(of_unit) + 1))
    return _cut(np.asarray(found, dtype=np.int64), np.asarray(numbers, dtype=np.int64))


def _cut(found: NDArray[np.int64], numbers: NDArray[np.int64]) -> dict[tuple[int, int], bytes]:
    """Sort parallel arrays of grams and unit numbers, and cut them into rows."""
    order = np.lexsort((numbers, found))
    found, numbers = found[order], numbers[order]
    blocks = numbers // BLOCK
    new_row = np.ones(len(found), dtype=bool)
    new_row[1:] = (found[1:] != found[:-1]) | (blocks[1:] != blocks[:-1])
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

    None that reaches it is left out (see `workbench.memory.grams`); most that do not are. Where
    `MANY` remain, `narrow` should look at their lengths.

    Args:
        blobs: block → the blobs of its rows for the query's grams, in any order.
        query_grams: how many grams the query has, found or not: `len(grams(query))`.
        threshold: per cent, from `LOWEST_THRESHOLD`; above 100 counts as 100.

    Raises:
        ValueError: the threshold is too low for the bound.
    """
    need = least_shared(query_grams, threshold)
    shared = [np.empty(0, dtype=np.intp)]
    numbers = [np.empty(0, dtype=np.intp)]
    for block, parts in blobs.items():
        if query_grams and len(parts) >= need:
            counts = np.bincount(_slots(b"".join(parts)))
            good = np.flatnonzero(counts >= need)
            shared.append(counts[good])
            numbers.append(good + block * BLOCK)
    found = np.concatenate(numbers)
    order = np.lexsort((found, -np.concatenate(shared)))
    return [int(number) for number in found[order].tolist()]


def narrow(found: Sequence[int], blobs: Mapping[int, Sequence[bytes]]) -> list[int]:
    """Return those candidates that are of a length that can reach the threshold, in their order.

    Args:
        found: unit numbers, as `candidates` returns them.
        blobs: block → the blobs of its rows for the `length_grams` of the query.
    """
    numbers = np.asarray(found, dtype=np.int64)
    blocks = numbers // BLOCK
    fits = np.zeros(len(numbers), dtype=bool)
    for block, parts in blobs.items():
        right_length = np.zeros(BLOCK, dtype=bool)
        right_length[_slots(b"".join(parts))] = True
        here = blocks == block
        fits[here] = right_length[numbers[here] % BLOCK]
    return [int(number) for number in numbers[fits].tolist()]


def holding_all(parts: Sequence[bytes]) -> list[int]:
    """Return the slots that stand in all of these blobs of one block, the highest first."""
    common = _slots(parts[0])
    for part in parts[1:]:
        common = np.intersect1d(common, _slots(part), assume_unique=True)
    return [int(slot) for slot in common[::-1].tolist()]


def _slots(blob: bytes) -> NDArray[np.uint16]:
    return np.frombuffer(blob, dtype=_SLOT)
