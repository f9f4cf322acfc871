"""Loops are noticed, ordinary English is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.guard import loops, repetition


@pytest.mark.parametrize(
    "target",
    [
        "slowly walking slowly walking slowly walking",
        "Xi Xi Xi Xi Jinping",
        "the two sides agreed to expand, the two sides agreed to expand, and so on",
        "no, no, no, no, no, no, no",
    ],
)
def test_a_loop_is_noticed(target: str) -> None:
    assert loops("缓缓走来。", target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "It was very, very cold.",
        "He said that that was that.",
        "The two sides agreed to expand trade and to deepen customs cooperation.",
        "3, 4, 5, 6, 7 and 8 May",
        "The more we learn, the more we see, the more we doubt.",
    ],
)
def test_ordinary_english_is_no_loop(target: str) -> None:
    assert not loops("双方同意扩大贸易。", target)


def test_a_repetition_in_the_source_is_allowed_for() -> None:
    assert not loops("走走走走走！", "Go, go, go, go, go!")
    assert loops("走！", "Go, go, go, go, go, go, go!")


def test_the_repetition_says_what_and_how_often() -> None:
    found = repetition("we must act now we must act now we must act now")
    assert found is not None
    assert (found.words, found.times) == (("we", "must", "act", "now"), 3)


@given(st.lists(st.sampled_from(["port", "trade", "growth", "talks"]), min_size=2, max_size=6))
def test_any_clause_said_three_times_is_found(words: list[str]) -> None:
    assert repetition(" ".join(words * 4)) is not None


@given(st.lists(st.integers(), unique=True, max_size=40).map(lambda n: [f"w{i}" for i in n]))
def test_different_words_never_loop(words: list[str]) -> None:
    assert repetition(" ".join(words).replace("-", "x")) is None
