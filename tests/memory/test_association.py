"""Phrases that go with a run are told from those that go with everything."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.memory import Unit
from workbench.memory.association import FEWEST, Comparison, renderings, words_of

HOLDERS = [
    Unit("双方加强海关合作。", "The two sides step up customs cooperation."),
    Unit("他谈到海关合作。", "He spoke of customs cooperation at the port."),
    Unit("海关合作很重要。", "Customs cooperation matters."),
    Unit("海关合作的文件", "The paper is on customs cooperation."),
    Unit("这是海关合作的文件", "This is about how the customs work together."),
]
OTHERS = Comparison(
    [
        ("双方", "The two sides met."),
        ("他", "He spoke at the port."),
        ("贸易", "Trade matters."),
        ("文件", "The paper is on trade."),
        ("海关合作", "The customs cooperation of all countries."),
    ]
)


def test_the_words_that_all_have_and_no_others() -> None:
    first, *rest = renderings("海关合作", HOLDERS, OTHERS)
    assert first.text == "customs cooperation"
    assert (first.units, first.of, first.score) == (4, 5, 0.8)
    assert first.example.target[slice(*first.span)] == first.text
    assert not any(set(words_of(other.text)) & {"custom", "cooperation"} for other in rest)


def test_nothing_is_said_on_too_little() -> None:
    assert renderings("海关合作", HOLDERS[: FEWEST - 1], OTHERS) == ()
    assert renderings("海关合作", [HOLDERS[0]] * 9, OTHERS) == ()  # one target is one target
    assert renderings("海关合作", [], OTHERS) == ()


def test_what_all_targets_have_goes_with_nothing() -> None:
    same = [Unit(str(n), f"Article {n} applies to case {n * 7}.") for n in range(5)]
    everywhere = Comparison([(str(n), f"Article {n} applies.") for n in range(20, 40)])
    assert [found.text for found in renderings("案件", same, everywhere)] == ["case"]


def test_a_phrase_crosses_no_mark_and_has_no_empty_edge() -> None:
    units = [Unit(str(n), f"In the port, the ship of {w}.") for n, w in enumerate("abcd")]
    found = renderings("港口里的船", units, Comparison([("无", "Nothing else.")]))
    assert {one.text for one in found} == {"port", "ship"}


def test_the_order_of_equals_does_not_matter() -> None:
    shuffled = HOLDERS.copy()
    random.Random(1).shuffle(shuffled)
    one, other = (renderings("海关合作", units, OTHERS) for units in (HOLDERS, shuffled))
    assert [found.text for found in one] == [found.text for found in other]


TARGETS = st.lists(st.text(alphabet="abAB ,.the ofs’-é", max_size=25), max_size=6)


@given(TARGETS, TARGETS, st.integers(1, 16))
def test_what_is_shown_stands_in_its_example(
    targets: list[str], others: list[str], characters: int
) -> None:
    units = [Unit(str(n), target) for n, target in enumerate(targets)]
    compared = Comparison([("", other) for other in others])
    for found in renderings("海" * characters, units, compared):
        assert found.example.target[slice(*found.span)] == found.text
        assert words_of(found.text)
        assert 0 < found.score <= 1
        assert found.units <= found.of <= len(targets)
