"""The cheapest way to cover two texts with beads, and how much each bead of it is worth.

A dynamic programme over positions (j targets, i sources done), row by row within a band. It runs
backward, which gives the path, then forward: the cheapest cover *through* any bead is then known.
A cover has exactly one bead over a given sentence; so the cheapest cover that avoids a bead is the
cheapest one through another bead over the same sentence. That is the margin, and it is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from workbench.alignment.band import Band
from workbench.alignment.costs import OMITTED, SHAPES
from workbench.alignment.lengths import Floats

Floats32 = npt.NDArray[np.float32]
Shape = tuple[int, int]

CERTAIN: Final = 99.0
"""The margin of a bead that has no alternative, and the greatest that is told."""

_ONLY_SOURCE: Final = (1, 0)
_ONLY_TARGET: Final = (0, 1)
_ALL_SHAPES: Final = (*SHAPES, _ONLY_SOURCE, _ONLY_TARGET)


@dataclass(frozen=True, slots=True)
class Link:
    """One bead of a cover by position: m sources from `source`, n targets from `target`."""

    source: int
    target: int
    shape: Shape
    margin: float = 0.0


class Lattice:
    """All beads within a band, with their costs.

    Args:
        band: where a path may run.
        costs: for each of `SHAPES`, in order, the cost of the bead that starts at each position of
            the band; infinite where it would leave the texts or the band.
    """

    def __init__(self, band: Band, costs: Sequence[Floats32]) -> None:
        self._costs = dict(zip(SHAPES, costs, strict=True))
        self._spans = {shape: _spans(band, shape) for shape in _ALL_SHAPES}
        self._lows: list[int] = band.lows.tolist()
        self._highs: list[int] = band.highs.tolist()
        self._offsets: list[int] = band.offsets.tolist()
        self._targets = len(self._lows) - 1
        self._sources = self._highs[-1] - 1

    def solve(self) -> tuple[Link, ...]:
        """Return the cheapest cover, in order, each bead with its margin (nats, 0 to `CERTAIN`)."""
        after = self._costs_after()
        links = self._path(after)
        return tuple(self._with_margins(links, after))

    def _costs_after(self) -> Floats:
        """Return for each position the cost of the cheapest way from there to the end."""
        after = np.full(self._offsets[-1], np.inf)
        after[-1] = 0.0
        for row in range(self._targets, -1, -1):
            for begin, end, cost in self._beads_from(row):
                np.minimum(after[begin], after[end] + cost, out=after[begin])
            here = after[self._row(row)]
            here[:] = _omitting(here[::-1])[::-1]
        return after

    def _path(self, after: Floats) -> list[Link]:
        """Follow the cheapest way from the start."""
        links: list[Link] = []
        source = target = 0
        while (source, target) != (self._sources, self._targets):
            shape = min(
                _ALL_SHAPES,
                key=lambda shape: self._cost_through(after, source, target, shape),
            )
            links.append(Link(source, target, shape))
            source, target = source + shape[0], target + shape[1]
        return links

    def _cost_through(self, after: Floats, source: int, target: int, shape: Shape) -> float:
        """Return the cost of the cheapest way to the end that begins with a bead of that shape."""
        end_s, end_t = source + shape[0], target + shape[1]
        if end_t > self._targets or not self._lows[end_t] <= end_s < self._highs[end_t]:
            return float("inf")
        cost = self._costs[shape][self._position(source, target)] if shape in SHAPES else OMITTED
        return float(cost + after[self._position(end_s, end_t)])

    def _with_margins(self, links: Sequence[Link], after: Floats) -> Iterator[Link]:
        """Yield the links again, each with what the cheapest cover without it costs more."""
        over_source, over_target = self._alternatives(links, after)
        for link in links:
            other = over_source[link.source] if link.shape[0] else over_target[link.target]
            margin = min(max(float(other - after[0]), 0.0), CERTAIN)
            yield Link(link.source, link.target, link.shape, margin)

    def _alternatives(self, links: Sequence[Link], after: Floats) -> tuple[Floats, Floats]:
        """Return the cost of the cheapest cover over each sentence that does not use its link."""
        chosen: dict[tuple[int, Shape], list[int]] = {}
        for link in links:
            chosen.setdefault((link.target, link.shape), []).append(link.source)
        # By number of sentences: the cheapest cover through such a bead that begins at a sentence.
        starts_s = np.full((5, self._sources + 1), np.inf)
        starts_t = np.full((5, self._targets + 1), np.inf)
        before = np.full_like(after, np.inf)
        before[0] = 0.0
        for row in range(self._targets + 1):
            here = before[self._row(row)]
            here[:] = _omitting(here)
            for shape, begin, end, cost in self._moves_from(row):
                reached = before[begin] + cost
                through = reached + after[end]
                first = begin.start - self._offsets[row] + self._lows[row]
                for source in chosen.get((row, shape), ()):
                    through[source - first] = np.inf
                m, n = shape
                spans = starts_s[m, first : first + len(through)]
                np.minimum(spans, through, out=spans)
                starts_t[n, row] = min(starts_t[n, row], through.min(initial=np.inf))
                if n:
                    np.minimum(before[end], reached, out=before[end])
        return _over(starts_s), _over(starts_t)

    def _moves_from(self, row: int) -> Iterator[tuple[Shape, slice, slice, Floats32 | float]]:
        """Yield each shape, where its beads from `row` begin and end, and what they cost."""
        for shape, (begins, ends, lengths) in self._spans.items():
            if row < len(lengths) and (length := lengths[row]) > 0:
                begin = slice(begins[row], begins[row] + length)
                cost = self._costs[shape][begin] if shape in self._costs else OMITTED
                yield shape, begin, slice(ends[row], ends[row] + length), cost

    def _beads_from(self, row: int) -> Iterator[tuple[slice, slice, Floats32 | float]]:
        """Yield the moves that leave `row`."""
        for shape, begin, end, cost in self._moves_from(row):
            if shape != _ONLY_SOURCE:
                yield begin, end, cost

    def _row(self, row: int) -> slice:
        return slice(self._offsets[row], self._offsets[row + 1])

    def _position(self, source: int, target: int) -> int:
        return self._offsets[target] + source - self._lows[target]


def _spans(band: Band, shape: Shape) -> tuple[list[int], list[int], list[int]]:
    """Return for each row where its beads of `shape` begin and end, laid flat, and how many.

    Only rows from which the shape does not leave the text are there.
    """
    m, n = shape
    rows = max(len(band.lows) - n, 0)
    lows, highs, offsets = band.lows[:rows], band.highs[:rows], band.offsets[:rows]
    to_lows, to_highs = band.lows[n:], band.highs[n:]
    first = np.maximum(lows, to_lows - m)
    last = np.minimum(highs, to_highs - m)
    begins = offsets - lows + first
    ends = band.offsets[n:-1] - to_lows + m + first
    return begins.tolist(), ends.tolist(), (last - first).tolist()


def _omitting(costs: Floats) -> Floats:
    """Return the costs of the positions of a row when sources may also be left out on the way."""
    steps = OMITTED * np.arange(len(costs))
    reached: Floats = np.minimum.accumulate(costs - steps) + steps
    return reached


def _over(starts: Floats) -> Floats:
    """Return the least over the beads that cover each sentence, from those that begin at each."""
    least: Floats = starts[1].copy()
    for length in range(2, len(starts)):
        for back in range(length):
            np.minimum(least[back:], starts[length, : len(least) - back], out=least[back:])
    return least
