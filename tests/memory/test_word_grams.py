"""The grams of words: the same for one unit and for many, words that begin alike together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.memory.test_word_query import texts
from workbench.memory.grams import grams
from workbench.memory.word_grams import (
    TARGET_WORDS,
    beginning,
    bulk_word_grams,
    word_gram,
    word_grams,
)

pairs = st.lists(st.tuples(texts, texts), max_size=6)
spaced = st.text(st.sampled_from("abz019éжß"), min_size=1, max_size=12)


@given(pairs)
def test_many_units_have_the_grams_that_each_has(units: list[tuple[str, str]]) -> None:
    found, places = bulk_word_grams([s for s, _ in units], [t for _, t in units])
    assert len(found) == len(places)
    for place, unit in enumerate(units):
        assert sorted({*found[places == place].tolist()}) == word_grams(*unit)


def test_more_units_than_are_folded_together_keep_their_places() -> None:
    targets = [f"word{number}" for number in range(10_000)]
    found, places = bulk_word_grams([""] * len(targets), targets)
    assert places.tolist() == list(range(10_000))
    assert found.tolist() == [TARGET_WORDS + word_gram(word) for word in targets]


@given(st.lists(spaced, max_size=6))
def test_a_word_has_the_gram_that_is_looked_up(words: list[str]) -> None:
    folded = [word.casefold() for word in words]
    expected = {TARGET_WORDS + word_gram(word) for word in folded}
    assert set(word_grams("", " ".join(words))) == expected


@given(spaced, spaced)
def test_words_that_begin_alike_lie_together(word: str, more: str) -> None:
    first, last = beginning(word)
    assert first <= word_gram(word) < last
    assert first <= word_gram(word + more) < last


@pytest.mark.parametrize(
    ("one", "other"), [("port", "sport"), ("port", "por"), ("internationalism", "internation")]
)
def test_words_that_begin_otherwise_do_not(one: str, other: str) -> None:
    first, last = beginning(one)
    assert not first <= word_gram(other) < last or one[:8] == other[:8]
    assert word_gram(one) != word_gram(other)


@given(texts, texts)
def test_they_are_storable_and_no_other_grams(source: str, target: str) -> None:
    found = word_grams(source, target)
    assert all(0 <= gram < 2**63 for gram in found)
    assert not {*found} & {*grams(source)}


def test_they_are_stable() -> None:
    found = word_grams("第三条WTO、新港区。", "Ports (约翰) internationally")
    assert [f"{gram:#x}" for gram in found] == [
        "0xa67510001",
        "0x1000000005007ea6",
        "0x1000000005310001",
        "0x1000000fd4c07ff0",
        "0x1000000ffe000029",
        "0x10000406002065b0",
        "0x10000409c1206761",
        "0x285e640000000000",
        "0x44d878f7182defd8",
        "0x469971e740000000",
    ]
