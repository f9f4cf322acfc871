"""How much the words of a target sentence speak for its being made from some source sentences.

After Moore, *Fast and accurate sentence alignment of bilingual corpora* (2002): each key of the
target was either carried over from the source, with the probability λ that its trust says, or came
from elsewhere. The gain of a key is the logarithm of how much likelier it is beside this source
than in the document at large,

    log(1 − λ + λ · density in the span / density in the document),

with the density of a key being its expected count per expected English character. So a key that is
expected everywhere says nothing, a rare one that fits says much, a source sentence too many thins
the densities out, and a target sentence with no source at all gains 0. Keys that no source sentence
expects are left out: the lexicon does not know them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from workbench.alignment.band import Band
from workbench.alignment.features import Features, trust
from workbench.alignment.lengths import Floats

Postings = Mapping[str, tuple[list[int], list[float]]]

LONGEST: Final = 4
"""The most sentences that a bead may have on one side."""

# Words come in company, so their evidence is not independent.
_TEMPER: Final = 0.9
# A few sentences do not show how common a key is: this many characters of general text are added,
# with each key expected so often in one of them.
_GENERAL_LENGTH: Final = 200.0
_GENERAL_DENSITY: Final = 0.0005


def gains(keys: Features, lengths: Floats, band: Band) -> npt.NDArray[np.float32]:
    """Return the gain (nats) of each target sentence beside each span of source sentences.

    Args:
        keys: the keys of both texts, N sources and M targets.
        lengths: N expected English lengths.
        band: which positions matter.

    Returns:
        An array of shape (5, band.size): `[m, band.offsets[j] + i − band.lows[j]]` is the gain of
        target sentence j beside the source sentences i…i+m−1; 0 for m = 0 and past the end.
    """
    found = np.zeros((LONGEST + 1, band.size), dtype=np.float32)
    postings = _postings(keys.sources)
    general = _densities(postings, float(lengths.sum()))
    ends = np.concatenate([[0.0], np.cumsum(lengths + 1.0), np.zeros(LONGEST)])
    ends[len(lengths) + 1 :] = ends[len(lengths)]
    for row, target in enumerate(keys.targets):
        known = [key for key in target if key in postings]
        if known:
            low, high = int(band.lows[row]), int(band.highs[row])
            weights = np.array([target[key] for key in known])
            counts = _counts(known, postings, low, high + LONGEST)
            usual = np.array([general[key] for key in known])[:, None]
            start, stop = band.offsets[row], band.offsets[row + 1]
            spans = ends[low : high + LONGEST]
            found[1:, start:stop] = _row_gains(known, weights, counts / usual, spans)
    return found


def _row_gains(known: Sequence[str], weights: Floats, counts: Floats, ends: Floats) -> Floats:
    """Return the gains of one target sentence: a row for each m in 1…4, a column for each i."""
    width = len(ends) - LONGEST
    chances = np.array([trust(key) for key in known])[:, None]
    sums = np.concatenate([np.zeros((len(known), 1)), np.cumsum(counts, axis=1)], axis=1)
    rows = np.zeros((LONGEST, width))
    for m in range(1, LONGEST + 1):
        spans = np.maximum(ends[m : m + width] - ends[:width], 1.0)
        ratio = (sums[:, m : m + width] - sums[:, :width]) / spans
        rows[m - 1] = _TEMPER * (weights @ np.log(1 - chances + chances * ratio))
    return rows


def _postings(sources: Sequence[Mapping[str, float]]) -> Postings:
    """Return for each key the sources that expect it, ascending, and how often each does."""
    postings: dict[str, tuple[list[int], list[float]]] = {}
    for index, row in enumerate(sources):
        for key, strength in row.items():
            indices, strengths = postings.setdefault(key, ([], []))
            indices.append(index)
            strengths.append(strength)
    return postings


def _counts(known: Sequence[str], postings: Postings, low: int, high: int) -> Floats:
    """Return the expected count of each key (row) in each source sentence low…high−1 (column)."""
    counts = np.zeros((len(known), high - low))
    for row, key in enumerate(known):
        indices, strengths = postings[key]
        first, last = bisect_left(indices, low), bisect_left(indices, high)
        if first < last:
            counts[row, np.array(indices[first:last]) - low] = strengths[first:last]
    return counts


def _densities(postings: Postings, length: float) -> dict[str, float]:
    """Return how often each key is expected in one character of the whole text."""
    extra = _GENERAL_LENGTH * _GENERAL_DENSITY
    whole = length + _GENERAL_LENGTH
    return {key: (sum(strengths) + extra) / whole for key, (_, strengths) in postings.items()}
