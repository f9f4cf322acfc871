"""Look-up finds what comparing with every unit finds, best first, without looking at every one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.memory import postings
from workbench.memory.grams import shape_of
from workbench.memory.lengths import Lengths
from workbench.memory.nearest import Numbers, nearest
from workbench.text.similarity import similarity

SOURCES = st.text(alphabet="甲乙丙丁1。，", min_size=1, max_size=14)
UNITS = st.dictionaries(st.integers(0, 3 * postings.BLOCK), SOURCES, max_size=30)


class Shelf:
    """An index in memory that counts the shapes that were asked for."""

    def __init__(self, units: dict[int, str]) -> None:
        numbers = sorted(units)
        self.shape_of = {number: shape_of(units[number]) for number in numbers}
        self.rows = postings.rows(numbers, [self.shape_of[number] for number in numbers])
        lengths = ((number, len(shape)) for number, shape in self.shape_of.items())
        self.told = Lengths(
            (chunk, postings.with_lengths(b"", places))
            for chunk, places in postings.by_chunk(lengths).items()
        )
        self.compared = 0

    def sizes(self, grams: Sequence[int]) -> Iterator[tuple[int, int]]:
        for gram in grams:
            yield gram, sum(len(blob) for found, _, blob in self.rows if found == gram)

    def slots(self, grams: Sequence[int]) -> list[tuple[int, bytes]]:
        return [(block, blob) for gram, block, blob in self.rows if gram in grams]

    def lengths(self, numbers: Numbers) -> Numbers:
        return self.told.of(numbers)

    def shapes(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        self.compared += len(numbers)
        return [(number, self.shape_of[number]) for number in numbers if self.shape_of[number]]


def by_comparing_all(units: dict[int, str], query: str, threshold: int) -> set[tuple[int, int]]:
    wanted = shape_of(query)
    alike = {number: similarity(shape_of(text), wanted) for number, text in units.items()}
    least = min(threshold, 100)
    return {
        (percent, number)
        for number, percent in alike.items()
        if wanted and shape_of(units[number]) and percent >= least
    }


def look_up(units: dict[int, str], query: str, threshold: int) -> list[tuple[int, int]]:
    found = [(each.percent, each.number) for each in nearest(query, threshold, Shelf(units))]
    percents = [percent for percent, _ in found]
    assert percents == sorted(percents, reverse=True)
    assert len(found) == len(set(found))
    return found


@settings(max_examples=400)
@given(UNITS, SOURCES, st.integers(51, 101))
def test_no_match_is_ever_missed(units: dict[int, str], query: str, threshold: int) -> None:
    assert set(look_up(units, query, threshold)) == by_comparing_all(units, query, threshold)


@pytest.mark.parametrize("threshold", [51, 70, 85, 100])
@settings(max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_nor_among_many(threshold: int, seed: int) -> None:
    # Enough units, lists and candidates that lists are left out and lengths are asked for.
    rng = random.Random(seed)
    stems = ["".join(rng.choices("甲乙丙丁戊己庚辛", k=rng.randint(4, 12))) for _ in range(12)]
    units = {
        number: "".join(rng.choices(stems, k=rng.randint(1, 3)))[: rng.randint(3, 36)]
        for number in range(65_000, 67_000)
    }
    units |= {70_000: "甲" * 300, 70_001: "甲乙" * 150, 70_002: "甲" * 254}
    for query in (
        rng.choice(stems),
        units[65_007],
        units[66_000][:-2],
        "甲" * rng.randint(190, 400),
    ):
        expected = by_comparing_all(units, query, threshold)
        assert set(look_up(units, query, threshold)) == expected


def test_far_units_are_left_out() -> None:
    units = dict(enumerate(["今天天气很好", "港口货物吞吐量", "他说"]))
    assert look_up(units, "港口货物吞吐总量", 70) == [(87, 1)]
    assert look_up(units, "", 70) == []
    assert look_up(units, "完全不同的句子", 70) == []


def test_slots_at_the_edges_of_a_block() -> None:
    units = dict.fromkeys([0, 65_535, 65_536, 131_071], "边界")
    assert look_up(units, "边界", 100) == [(100, n) for n in sorted(units)]


def test_who_stops_early_has_the_best_and_pays_for_few() -> None:
    units = dict.fromkeys(range(2000), "港口集装箱货物吞吐量比去年同期增长得更快了些")
    units[3000] = "港口集装箱货物吞吐量比去年同期增长得更快"
    shelf = Shelf(units)
    (best,) = islice(nearest("港口集装箱货物吞吐量比去年同期增长得更快", 70, shelf), 1)
    assert (best.percent, best.number) == (100, 3000)
    assert shelf.compared < 500


def test_short_queries_do_not_look_at_all_that_contain_them() -> None:
    units = dict.fromkeys(range(2000), "他表示，双方将继续深化合作，扩大贸易。")
    units[9] = "她表示，"
    shelf = Shelf(units)
    assert [near.number for near in nearest("他表示，", 51, shelf)] == [9]
    assert shelf.compared < 200


def test_too_low_a_threshold_is_refused() -> None:
    with pytest.raises(ValueError, match="below"):
        list(nearest("港口货物", 30, Shelf({})))
