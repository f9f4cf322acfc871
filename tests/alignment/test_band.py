"""The band: everything for small texts, a path's neighbourhood for long ones."""

from __future__ import annotations

import random

import pytest

from tests.alignment.damaged import Text, damaged_texts, own_pairs, strict_f1
from workbench.alignment.aligner import align
from workbench.alignment.band import EXACT_CELLS, band
from workbench.alignment.features import Features, features
from workbench.alignment.lexicon import word_table


@pytest.fixture(scope="module")
def long_text() -> Text:
    return next(damaged_texts(own_pairs(), size=1200, seed=3))


def _without(text: Text, *, sources: range, targets: range) -> tuple[list[str], list[str]]:
    return (
        [s for n, s in enumerate(text.sources) if n not in sources],
        [t for n, t in enumerate(text.targets) if n not in targets],
    )


def test_a_small_text_is_searched_completely() -> None:
    found = band(Features(({"a": 1.0},) * 30, ({"a": 1.0},) * 20))
    assert found.size == 31 * 21


def test_a_long_text_is_searched_in_part_and_aligned_as_well(long_text: Text) -> None:
    keys = features(long_text.sources, long_text.targets, word_table())
    found = band(keys)
    assert found.size < EXACT_CELLS < len(keys.sources) * len(keys.targets)
    gold = {(first_t, first_s) for first_s, _, first_t, _ in long_text.beads}
    assert all(found.lows[t] <= s < found.highs[t] for t, s in gold)
    assert strict_f1(align(long_text.sources, long_text.targets), long_text.beads) > 0.97


def test_a_chapter_that_one_side_misses_is_passed_by(long_text: Text) -> None:
    middle = range(400, 700)
    sources, targets = _without(long_text, sources=range(0), targets=middle)
    gold = frozenset(
        (s, s_end, t - 300 * (t >= middle.stop), t_end - 300 * (t >= middle.stop))
        for s, s_end, t, t_end in long_text.beads
        if t_end <= middle.start or t >= middle.stop
    )
    assert strict_f1(align(sources, targets), gold) > 0.97


def test_long_texts_with_nothing_in_common_stay_within_bounds() -> None:
    rng = random.Random(1)
    rows = [{f"s{rng.random()}": 1.0} for _ in range(2000)]
    others = [{f"t{rng.random()}": 1.0} for _ in range(3000)]
    found = band(Features(tuple(rows), tuple(others)))
    assert found.size < 3000 * 400
    assert (found.lows[0], found.highs[-1]) == (0, 2001)
    assert (found.lows[1:] >= found.lows[:-1]).all()
    assert (found.highs > found.lows).all()
