"""The lattice against brute force: every cover of two small texts is enumerated."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import numpy as np
import pytest

from workbench.alignment.band import Band, whole_band
from workbench.alignment.costs import OMITTED, SHAPES
from workbench.alignment.lattice import CERTAIN, Lattice, Link

Bead = tuple[int, int, int, int]
Costs = dict[Bead, float]


def _random_costs(sources: int, targets: int, seed: int) -> Costs:
    """Return a cost for each bead (source, target, m, n) of two texts."""
    rng = random.Random(seed)
    costs = {
        (i, j, m, n): rng.uniform(-6, 8)
        for (m, n) in SHAPES
        for i in range(sources - m + 1)
        for j in range(targets - n + 1)
    }
    costs.update({(i, j, 1, 0): OMITTED for i in range(sources) for j in range(targets + 1)})
    costs.update({(i, j, 0, 1): OMITTED for i in range(sources + 1) for j in range(targets)})
    return costs


def _lattice(sources: int, targets: int, costs: Costs) -> Lattice:
    flat = [np.full((targets + 1) * (sources + 1), np.inf, dtype=np.float32) for _ in SHAPES]
    for number, shape in enumerate(SHAPES):
        for (i, j, m, n), cost in costs.items():
            if (m, n) == shape:
                flat[number][j * (sources + 1) + i] = cost
    return Lattice(whole_band(sources, targets), flat)


def _covers(
    sources: int, targets: int, costs: Costs, i: int = 0, j: int = 0
) -> Iterator[list[Bead]]:
    if (i, j) == (sources, targets):
        yield []
    for m, n in [*SHAPES, (1, 0), (0, 1)]:
        if (i, j, m, n) in costs:
            for rest in _covers(sources, targets, costs, i + m, j + n):
                yield [(i, j, m, n), *rest]


def _bead(link: Link) -> Bead:
    return (link.source, link.target, *link.shape)


@pytest.mark.parametrize("seed", range(30))
def test_the_cover_is_the_cheapest_and_margins_are_exact(seed: int) -> None:
    sources, targets = 1 + seed % 5, 1 + seed % 4
    costs = _random_costs(sources, targets, seed)
    every = [(sum(costs[b] for b in cover), cover) for cover in _covers(sources, targets, costs)]
    links = _lattice(sources, targets, costs).solve()
    least = min(every)[0]
    assert sum(costs[_bead(link)] for link in links) == pytest.approx(least, abs=1e-4)
    for link in links:
        other = min(cost for cost, cover in every if _bead(link) not in cover)
        assert link.margin == pytest.approx(other - least, abs=1e-4)


def test_a_text_without_the_other_is_left_out_for_certain() -> None:
    links = _lattice(3, 0, _random_costs(3, 0, 1)).solve()
    assert [link.shape for link in links] == [(1, 0)] * 3
    assert all(link.margin == CERTAIN for link in links)


def test_two_empty_texts_have_no_beads() -> None:
    assert _lattice(0, 0, {}).solve() == ()


@pytest.mark.parametrize("seed", range(10))
def test_a_band_that_holds_the_cheapest_cover_finds_it(seed: int) -> None:
    size = 6
    costs = _random_costs(size, size, seed)
    for n in range(size):
        costs[n, n, 1, 1] = -20.0
    rows = np.arange(size + 1)
    band = Band.of(np.maximum(rows - 2, 0), np.minimum(rows + 3, size + 1))
    flat = [np.full(band.size, np.inf, dtype=np.float32) for _ in SHAPES]
    for number, shape in enumerate(SHAPES):
        for (i, j, m, n), cost in costs.items():
            if (m, n) == shape and band.lows[j] <= i < band.highs[j]:
                flat[number][band.offsets[j] + i - band.lows[j]] = cost
    links = Lattice(band, flat).solve()
    assert [link.shape for link in links] == [(1, 1)] * size
    assert all(0 < link.margin < math.inf for link in links)
