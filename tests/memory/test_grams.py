"""The filter by shared grams never loses a match: checked against brute force."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from workbench.memory.grams import (
    LONGEST,
    LOWEST_THRESHOLD,
    grams,
    least_shared,
    length_gram,
    length_grams,
)
from workbench.text.normalise import match_key, match_shape
from workbench.text.similarity import edits_allowed

# Few characters, so that bigrams repeat and random pairs lie close together.
TEXTS = st.text(alphabet="甲乙丙1", max_size=24)


def shape(text: str) -> str:
    return match_shape(match_key(text))


@settings(max_examples=600)
@given(TEXTS, TEXTS, st.integers(LOWEST_THRESHOLD, 101))
def test_close_texts_share_enough_grams(one: str, other: str, threshold: int) -> None:
    a, b = shape(one), shape(other)
    longer = max(len(a), len(b))
    distance = Levenshtein.distance(a, b)
    shared = len(set(grams(one)) & set(grams(other)))
    assert shared >= longer - 2 * distance
    if a and distance <= edits_allowed(longer, threshold):
        assert shared >= least_shared(len(a), threshold) >= 1


@given(TEXTS)
def test_a_shape_has_as_many_distinct_grams_as_characters(text: str) -> None:
    found = grams(text)
    assert len(set(found)) == len(found) == len(shape(text))
    assert all(0 <= gram < 2**63 for gram in found)


@pytest.mark.parametrize("threshold", [LOWEST_THRESHOLD, 60, 70, 75, 85, 95, 100, 101])
def test_the_bound_is_never_empty(threshold: int) -> None:
    assert all(least_shared(length, threshold) >= 1 for length in range(1, 400))


def test_grams_are_stable() -> None:
    # Stored in databases: another value here means that every index must be rebuilt.
    assert grams("中a中a") == [
        (0x110000 << 21) | 0x4E2D,
        (0x4E2D << 21) | 0x61,
        (0x61 << 21) | 0x4E2D,
        (1 << 42) | (0x4E2D << 21) | 0x61,
    ]


@pytest.mark.parametrize("threshold", [LOWEST_THRESHOLD, 70, 99, 100, 101])
def test_length_grams_are_those_of_the_lengths_that_can_reach_the_threshold(threshold: int) -> None:
    for length in range(1, 60):
        fitting = [
            length_gram(other)
            for other in range(1, 200)
            if abs(other - length) <= edits_allowed(max(other, length), threshold)
        ]
        assert length_grams(length, threshold) == fitting
    assert all(gram < 0 for gram in length_grams(30, threshold))


def test_a_threshold_without_a_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="50 is below 51"):
        least_shared(10, 50)


def test_nothing_and_far_too_much_have_no_grams() -> None:
    assert grams("") == grams(" \u200b") == []
    assert len(grams("甲" * LONGEST)) == LONGEST
    assert grams("甲" * (LONGEST + 1)) == []
