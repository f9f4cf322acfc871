"""Similarity is Levenshtein's, in whole per cent, rounded down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.similarity import edits_allowed, similarity

TEXTS = st.text(alphabet="甲乙丙", max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("", "", 100),
        ("", "甲", 0),
        ("双方同意", "双方同意", 100),
        ("双方同意", "双方不同意", 80),
        ("甲乙丙", "甲乙丁", 66),
        ("x" * 999, "x" * 998 + "y", 99),
    ],
)
def test_similarity(one: str, other: str, percent: int) -> None:
    assert similarity(one, other) == similarity(other, one) == percent


@given(TEXTS, TEXTS, st.integers(0, 100))
def test_the_floor_cuts_off_exactly_what_lies_below(one: str, other: str, floor: int) -> None:
    percent = similarity(one, other)
    assert similarity(one, other, at_least=floor) == (percent if percent >= floor else 0)
    assert (percent == 100) == (one == other)


def test_edits_allowed_are_those_that_keep_the_percentage() -> None:
    for length in range(1, 120):
        for percent in range(1, 101):
            allowed = edits_allowed(length, percent)
            assert 100 * (length - allowed) // length >= percent
            assert 100 * (length - allowed - 1) // length < percent
