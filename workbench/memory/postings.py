"""The memory's index without the database: which units hold which grams, and how long they are.

A posting row is `(gram, block, slots)`. Unit numbers are cut into a block (number // 65,536) and a
slot within it; the slots of a row are one blob of little-endian uint16, ascending, each once, so
that an index that grew equals one that was rebuilt, byte for byte.

The lengths of the units' shapes stand by number: 4,096 of them, a byte each, are a chunk; 0 is a
unit that has no grams or is not there, 255 any length from 255 up. A look-up reads those of all its
candidates at the price of some hundred rows, and a new unit rewrites four kilobytes at most.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.memory.grams import BITS, LONGEST, START

BLOCK: Final = 65536
"""How many units share a block: what a uint16 can tell apart."""

CHUNK: Final = 4096
"""How many lengths share a row."""

MOST: Final = 1 << 17
"""How many units can be cut into rows at once."""

LONG: Final = 255
"""What stands for this length and all longer ones."""

Row = tuple[int, int, bytes]
"""Gram, block, slots."""

Numbers = NDArray[np.int64]

_FEW: Final = 128
"""Bytes of slots up to which plain Python is faster than numpy, which takes some 5 µs to begin."""

_SLOT: Final = np.dtype("<u2")
_NONE: Final = np.empty(0, dtype=np.int64)
_PLACE_BITS: Final = 17


def rows(
    numbers: Sequence[int], shapes: Sequence[str], words: tuple[Numbers, Numbers] = (_NONE, _NONE)
) -> list[Row]:
    """Return the posting rows of some units, ascending, so that two writers lock rows alike.

    Args:
        numbers: of the units, ascending, at most `MOST`; each below 2**47.
        shapes: of their sources; one that is longer than `LONGEST` has no grams.
        words: further grams, each with the place of its unit among these; repetitions are dropped.
    """
    of_place = np.asarray(numbers, dtype=np.int64)
    once, often = _of_shapes([shape if len(shape) <= LONGEST else "" for shape in shapes])
    listed = _cut(*once, of_place) + _cut(*often, of_place) + _cut(*_sorted(*words), of_place)
    listed.sort()
    return listed


def _of_shapes(shapes: Sequence[str]) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """Return the grams of shapes, as `grams.shape_grams` has them, each with the place of its text.

    First those of first occurrences, then those of later ones; both sorted by gram, then place.
    """
    lengths = np.fromiter(map(len, shapes), dtype=np.int64, count=len(shapes))
    text = "".join(f"\n{shape}" for shape in shapes)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    marks = np.cumsum(lengths + 1) - lengths - 1
    codes[marks] = START
    places = np.repeat(np.arange(len(shapes)), lengths + 1)
    is_gram = np.ones(len(codes), dtype=bool)
    is_gram[marks] = False
    at = np.flatnonzero(is_gram)
    # 42 bits of bigram and 17 of place sort as one number, which is several times as fast as two.
    keys = (codes[at - 1] << BITS | codes[at]) << _PLACE_BITS | places[at]
    keys.sort()
    again = np.zeros(len(keys), dtype=bool)
    again[1:] = keys[1:] == keys[:-1]
    at = np.flatnonzero(again)
    firsts = np.flatnonzero(~again)
    times = at - firsts[np.searchsorted(firsts, at) - 1]
    return _split(keys[firsts]), _sorted(*_split(keys[at], times))


def _split(keys: Numbers, times: Numbers | int = 0) -> tuple[Numbers, Numbers]:
    return times << 2 * BITS | keys >> _PLACE_BITS, keys & (1 << _PLACE_BITS) - 1


def _sorted(found: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    """Sort grams, and the places of each, and drop repetitions."""
    if not len(found):
        return found, places
    grams, which = np.unique(found, return_inverse=True)
    keys = which.astype(np.int64) << _PLACE_BITS | places
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    return grams[keys >> _PLACE_BITS], keys & (1 << _PLACE_BITS) - 1


def _cut(found: Numbers, places: Numbers, of_place: Numbers) -> list[Row]:
    """Cut parallel arrays of grams and places, sorted, into rows."""
    if not len(found):
        return []
    numbers = of_place[places]
    blocks = numbers // BLOCK
    new_row = np.append(True, (found[1:] != found[:-1]) | (blocks[1:] != blocks[:-1]))
    starts = np.flatnonzero(new_row)
    blob = (numbers % BLOCK).astype(_SLOT).tobytes()
    cuts = [*(2 * starts).tolist(), len(blob)]
    keys = zip(found[starts].tolist(), blocks[starts].tolist(), pairwise(cuts), strict=True)
    return [(gram, block, blob[start:end]) for gram, block, (start, end) in keys]


def add(blob: bytes, more: bytes) -> bytes:
    """Return a row's blob with the slots of another in it; either may be `b""`."""
    if not blob or not more or blob[-1:-3:-1] < more[1::-1]:  # big-endian, so bytes sort as numbers
        return blob + more
    if len(blob) + len(more) <= _FEW:
        return _packed(sorted({*_unpacked(blob), *_unpacked(more)}))
    held = np.zeros(BLOCK, dtype=bool)
    held[slots(blob)] = True
    held[slots(more)] = True
    return np.flatnonzero(held).astype(_SLOT).tobytes()


def remove(blob: bytes, gone: bytes) -> bytes:
    """Return a row's blob without the slots of another; `b""` means that the row can go."""
    if blob == gone:
        return b""
    if len(blob) <= _FEW:
        going = set(_unpacked(gone))
        return _packed([slot for slot in _unpacked(blob) if slot not in going])
    stays = np.ones(BLOCK, dtype=bool)
    stays[slots(gone)] = False
    held = slots(blob)
    return held[stays[held]].tobytes()


def _unpacked(blob: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(blob) // 2}H", blob)


def _packed(found: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(found)}H", *found)


def with_lengths(chunk: bytes, lengths: Mapping[int, int]) -> bytes:
    """Return a chunk of lengths in which those by place (number % `CHUNK`) are as told.

    Nothing stands behind the last unit of a chunk; `b""` means that its row can go.
    """
    known = bytearray(chunk.ljust(max(lengths, default=-1) + 1, b"\0"))
    for place, length in lengths.items():
        known[place] = min(length, LONG) if length <= LONGEST else 0
    return bytes(known).rstrip(b"\0")


def by_chunk(lengths: Iterable[tuple[int, int]]) -> dict[int, dict[int, int]]:
    """Return chunk → place → length of units given by number and length."""
    found: dict[int, dict[int, int]] = {}
    for number, length in lengths:
        found.setdefault(number // CHUNK, {})[number % CHUNK] = length
    return found


def held_by_all(parts: Sequence[bytes]) -> list[int]:
    """Return the slots that stand in all of these blobs of one block, the highest first."""
    common = slots(parts[0])
    for part in parts[1:]:
        common = np.intersect1d(common, slots(part), assume_unique=True)
    return [int(slot) for slot in common[::-1].tolist()]


def slots(blob: bytes) -> NDArray[np.uint16]:
    """Return the slots of a blob."""
    return np.frombuffer(blob, dtype=_SLOT)
