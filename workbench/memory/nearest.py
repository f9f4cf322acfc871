"""The units of a memory that are most like a source, best first; none that counts is missed.

The index is asked in steps, each of which may keep too much and never too little. Let n be the
length of the wanted shape, t the threshold, and `need` the least number of grams that any shape of
at least t per cent shares with it (`workbench.memory.grams.least_shared`, where that is proved).

1. *Rare grams first.* Of the n posting lists the longest `skipped` are not read. A unit that shares
   `need` grams or more stands in at least `need − skipped` of the lists that are read; and if it
   stands in c of them, it shares at most c + `skipped` grams. In Chinese few bigrams are in very
   many sentences: leaving out half as many lists as `need` leaves out most of what would be read.
2. *Lengths.* Where many candidates remain, their lengths m are read. With M = max(n, m) and
   shared ≤ c + `skipped`, the distance is at least max(|n − m|, ⌈(M − shared) / 2⌉), so that

       ceiling = ⌊100·(M − that) / M⌋

   bounds the similarity. Both parts of it fall as m grows beyond n, and a length that is only known
   to be 255 or more counts as max(255, n), the one that is likest: the ceiling holds for it too.
   Candidates with a ceiling below t are dropped, the others are sorted by it.
3. *Looking at them.* The shapes of the candidates are compared in portions, from the highest
   ceiling on. A unit is given out as soon as no candidate that is left has a higher ceiling than
   its similarity. So the similarities that come out never rise, whoever stops taking units has
   seen all that are more like the source than the last one, and nobody pays for the rest.

There is no limit on how many candidates are looked at: the result is that of comparing with every
unit (checked against just that by a property test).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from workbench.memory.grams import least_shared, shape_grams, shape_of
from workbench.memory.postings import BLOCK, LONG, slots
from workbench.text.similarity import edits_allowed

Numbers = NDArray[np.int64]

_LITTLE: Final = 20_000  # bytes of slots: a list this short is read anyway
_PORTION: Final = 128  # shapes that are fetched first, and fewer candidates need no lengths


class Near(NamedTuple):
    """A unit by its number, and how much its shape is like the wanted one, in per cent."""

    percent: int
    number: int


class Index(Protocol):
    """What a database tells of its index."""

    def sizes(self, grams: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Return for each gram that is there how many bytes its slots are."""

    def slots(self, grams: Sequence[int]) -> Iterable[tuple[int, bytes]]:
        """Return block and slots of all rows with these grams."""

    def lengths(self, numbers: Numbers) -> Numbers:
        """Return the lengths of these units' shapes, at most `postings.LONG`; 0 for none."""

    def shapes(self, numbers: Sequence[int]) -> Iterable[tuple[int, str]]:
        """Return the shapes of these units, in any order."""


def nearest(source: str, threshold: int, index: Index) -> Iterator[Near]:
    """Yield the units whose shape is at least `threshold` % like a source's, never a better later.

    Args:
        source: the text that is looked for.
        threshold: per cent, from `grams.LOWEST_THRESHOLD`; above 100 counts as 100.
        index: where to look; asked while units are taken.

    Raises:
        ValueError: the threshold is too low for the bound.
    """
    shape = shape_of(source)
    wanted = shape_grams(shape)
    if not wanted:
        return
    need = least_shared(len(wanted), threshold)
    read = _rare(wanted, need, index)
    skipped = len(wanted) - len(read)
    found, shared = _candidates(index.slots(read), need - skipped)
    ceilings = np.full(len(found), 100)
    if len(found) > _PORTION:
        lengths = index.lengths(found)
        ceilings = _ceilings(len(wanted), lengths, shared + skipped)
        fits = np.flatnonzero((ceilings >= threshold) & (lengths > 0))
        order = fits[np.argsort(-ceilings[fits], kind="stable")]
        found, ceilings = found[order], ceilings[order]
    yield from _compared(shape, threshold, found, ceilings, index)


def _compared(
    shape: str, threshold: int, found: Numbers, ceilings: Numbers, index: Index
) -> Iterator[Near]:
    """Compare candidates, sorted by their ceilings, and yield what fits, the best first."""
    waiting: list[tuple[int, int]] = []
    start, size = 0, _PORTION
    while start < len(found):
        for percent, number in _percents(shape, threshold, found[start : start + size], index):
            heapq.heappush(waiting, (-percent, number))
        start, size = start + size, 2 * size
        ceiling = ceilings[start] if start < len(found) else 0
        while waiting and -waiting[0][0] >= ceiling:
            percent, number = heapq.heappop(waiting)
            yield Near(-percent, number)


def _rare(wanted: Sequence[int], need: int, index: Index) -> Sequence[int]:
    """Return the grams without those whose lists are the longest, as many as can be spared."""
    spare = need - max(2, -(-need // 2))
    if spare <= 0:
        return wanted
    sizes = dict(index.sizes(wanted))
    longest = sorted(wanted, key=lambda gram: -sizes.get(gram, 0))[:spare]
    skipped = {gram for gram in longest if sizes.get(gram, 0) > _LITTLE}
    return [gram for gram in wanted if gram not in skipped]


def _candidates(rows: Iterable[tuple[int, bytes]], least: int) -> tuple[Numbers, Numbers]:
    """Return the units that stand in at least so many of the rows, and in how many they do."""
    blocks: dict[int, list[bytes]] = {}
    for block, blob in rows:
        blocks.setdefault(block, []).append(blob)
    found = [np.empty(0, dtype=np.int64)]
    for block, parts in blocks.items():
        if len(parts) < least:
            continue
        # A radix sort; counting by slot would touch a whole block for a few hundred units.
        ordered = np.sort(slots(b"".join(parts)), kind="stable")
        ends = ordered[least - 1 :]
        often = ends[ends == ordered[: len(ends)]]
        if len(often):
            found.append(often.astype(np.int64) + block * BLOCK)
    often = np.concatenate(found)  # in one block ascending, and no two blocks share a number
    firsts = np.flatnonzero(np.append(True, often[1:] != often[:-1])[: len(often)])
    return often[firsts], np.diff(firsts, append=len(often)) + (least - 1)


def _ceilings(wanted: int, lengths: Numbers, shared: Numbers) -> Numbers:
    """Return the per cent that no unit of such a length with so many shared grams exceeds."""
    likest = np.where(lengths == LONG, max(LONG, wanted), lengths)
    longer = np.maximum(likest, wanted)
    distance = np.maximum(np.abs(likest - wanted), (longer - shared + 1) // 2)
    ceilings: Numbers = 100 * (longer - np.maximum(distance, 0)) // longer
    return ceilings


def _percents(shape: str, threshold: int, numbers: Numbers, index: Index) -> Iterator[Near]:
    """Yield those of the units whose shapes are as much alike as is wanted."""
    rows = list(index.shapes(numbers.tolist()))
    if not rows:
        return
    others = [other for _, other in rows]
    longer = np.maximum(np.fromiter(map(len, others), np.int64, len(others)), len(shape))
    allowed = edits_allowed(int(longer.max()), threshold)
    distance = process.cdist([shape], others, scorer=Levenshtein.distance, score_cutoff=allowed)[0]
    percents = 100 * (longer - distance) // longer
    for place in np.flatnonzero(percents >= min(threshold, 100)).tolist():
        yield Near(int(percents[place]), rows[place][0])
