"""What a translator sees for a source, in which order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.memory import DiffOp, DiffRun, Match, MatchKind, Memory, Unit
from workbench.core.status import Origin
from workbench.memory.grams import shape_of
from workbench.memory.penalties import Place
from workbench.memory.ranking import Ranking, rank
from workbench.text.similarity import similarity

SOURCE = "双方同意扩大贸易规模。"


def when(day: int) -> datetime:
    return datetime(2024, 5, day, tzinfo=UTC)


def test_context_exact_fuzzy_in_this_order() -> None:
    units = [
        Unit("双方同意扩大贸易。", "The two sides agreed to expand trade."),
        Unit(SOURCE, "Exact."),
        Unit(SOURCE, "In context.", before="会谈结束。", after="会后合影。"),
    ]
    found = rank(SOURCE, units, before="会谈结束｡", after="會後合影。")
    assert [(m.percent, m.kind, m.unit.target) for m in found] == [
        (101, MatchKind.CONTEXT, "In context."),
        (100, MatchKind.EXACT, "Exact."),
        (80, MatchKind.FUZZY, "The two sides agreed to expand trade."),
    ]


def test_the_diff_leads_from_the_unit_to_the_segment() -> None:
    (match,) = rank("为期24个月", [Unit("为期12个月", "for 12 months")])
    assert match.numbers_differ
    assert match.diff == (
        DiffRun(DiffOp.SAME, "为期"),
        DiffRun(DiffOp.REMOVED, "12"),
        DiffRun(DiffOp.ADDED, "24"),
        DiffRun(DiffOp.SAME, "个月"),
    )


def test_a_negation_is_told() -> None:
    (match,) = rank("进入施工现场请勿吸烟。", [Unit("进入施工现场请吸烟。", "Smoke.")])
    assert (match.percent, match.negation_differs) == (74, True)


def test_one_neighbour_alone_or_none_at_all_is_no_context() -> None:
    assert rank(SOURCE, [Unit(SOURCE, "x")])[0].percent == 100
    lonely = [Unit(SOURCE, "x", before="会谈结束。", after="别的。")]
    assert rank(SOURCE, lonely, before="会谈结束。", after="会后合影。")[0].percent == 100
    assert rank(SOURCE, [Unit(SOURCE, "x", before="标题")], before="标题")[0].percent == 101


def test_machine_and_aligned_units_come_after_those_of_people() -> None:
    units = [
        Unit(SOURCE, "machine", Origin.MT, changed_at=when(9)),
        Unit(SOURCE, "aligned", Origin.ALIGNMENT, changed_at=when(8)),
        Unit(SOURCE, "person", Origin.HUMAN, changed_at=when(1)),
    ]
    found = rank(SOURCE, units)
    assert [m.unit.target for m in found] == ["person", "aligned", "machine"]
    assert [m.kind for m in found] == [MatchKind.EXACT, MatchKind.FUZZY, MatchKind.FUZZY]
    assert [m.percent for m in found] == [100, 99, 97]


def test_each_target_once_with_its_best_unit() -> None:
    units = [Unit("双方同意扩大贸易。", "Same.", id=1), Unit(SOURCE, "Same.", id=2)]
    assert [m.unit.id for m in rank(SOURCE, units)] == [2]


def test_the_very_same_text_then_the_younger_first() -> None:
    units = [
        Unit("雙方同意擴大貿易規模。", "traditional", changed_at=when(9)),
        Unit(SOURCE, "old", created_at=when(1)),
        Unit(SOURCE, "changed", created_at=when(1), changed_at=when(3)),
        Unit(SOURCE, "unknown"),
    ]
    assert [m.unit.target for m in rank(SOURCE, units)] == [
        "changed",
        "old",
        "unknown",
        "traditional",
    ]


def test_threshold_and_limit() -> None:
    units = [Unit("双方同意扩大贸易" + "了" * n, f"t{n}") for n in range(8)]
    assert [m.unit.target for m in rank("双方同意扩大贸易", units, limit=2)] == ["t0", "t1"]
    assert [m.percent for m in rank("双方同意扩大贸易", units)] == [100, 88, 80, 72]
    assert len(rank("双方同意扩大贸易", units, threshold=81)) == 2
    assert rank("双方同意扩大贸易", units, limit=0) == ()
    assert len(rank("双方同意扩大贸易", units, threshold=60, limit=9)) == 6


def test_the_order_does_not_depend_on_the_order_of_the_candidates() -> None:
    units = [Unit(SOURCE, f"target {n % 7}", id=n) for n in range(20)]
    wanted = rank(SOURCE, units)
    for seed in range(5):
        random.Random(seed).shuffle(units)
        assert rank(SOURCE, units) == wanted


TEXTS = st.text(alphabet="港口不吗，。？12三髮发", min_size=1, max_size=9)
UNITS = st.lists(
    st.builds(
        Unit,
        TEXTS,
        st.sampled_from(["One.", "Two.", "Three.", "Four."]),
        st.sampled_from(list(Origin)),
        before=st.sampled_from(["", "好。"]),
        changed_at=st.sampled_from([None, when(1), when(2)]),
        memory=st.integers(1, 3),
    ),
    max_size=30,
)
PLACE = Place(now=when(9), memories=(Memory(1, "a"), Memory(2, "b", priority=1, penalty=2)))


def one_by_one(source: str, units: Sequence[Unit], threshold: int, limit: int) -> list[Match]:
    """The best, each unit ranked alone, so that none of them is spared anything."""
    alone = [
        match
        for unit in units
        for match in rank(source, [unit], before="好。", threshold=threshold, place=PLACE)
    ]
    alone.sort(key=lambda match: in_order(source, match))
    best: dict[str, Match] = {}
    for match in alone:
        best.setdefault(match.unit.target, match)
    return list(best.values())[:limit]


def in_order(source: str, match: Match) -> tuple[object, ...]:
    unit = match.unit
    age = 0.0 if unit.changed_at is None else -unit.changed_at.timestamp()
    own = (unit.source != source, age, unit.target, unit.source, unit.id)
    return (-match.percent, -(unit.memory == 2), *own)


@settings(max_examples=400)
@given(UNITS, TEXTS, st.integers(1, 100), st.integers(0, 5), st.randoms(use_true_random=False))
def test_what_is_not_looked_at_to_the_end_is_none_of_the_best(
    units: list[Unit], source: str, threshold: int, limit: int, rng: random.Random
) -> None:
    units = [replace(unit, id=number) for number, unit in enumerate(units)]
    source = rng.choice([source, *(unit.source for unit in units)])
    wanted = one_by_one(source, units, threshold, limit)
    ranking = Ranking(source, before="好。", threshold=threshold, limit=limit, place=PLACE)
    for unit in units:
        alike = similarity(shape_of(source), shape_of(unit.source)) if shape_of(source) else 0
        ranking.add(unit, rng.choice([None, alike]))
    assert list(ranking.matches()) == wanted
    assert ranking.least == (wanted[-1].percent if 0 < limit == len(wanted) else threshold)
