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
    run_grams,
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


@pytest.mark.parametrize(
    ("run", "source"),
    [
        ("港口货物", "今年港口货物增长。"),
        ("增长12", "港口增长12.5%"),
        ("3条规定", "第3条规定"),
        ("贸易。", "扩大贸易。。双方"),
        ("港口港口", "港口港口港口"),
        ("a-b 港", "x a-b 港口"),
    ],
)
def test_a_source_has_all_grams_of_its_runs(run: str, source: str) -> None:
    assert set(run_grams(run)) <= set(grams(source))


@given(st.text(alphabet="甲乙丙1一,.。- a", min_size=1, max_size=16), st.data())
def test_no_run_is_lost_whatever_stands_beside_it(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    assert set(run_grams(source[start:end])) <= set(grams(source))


def test_a_threshold_without_a_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="50 is below 51"):
        least_shared(10, 50)


def test_nothing_and_far_too_much_have_no_grams() -> None:
    assert grams("") == grams(" \u200b") == []
    assert len(grams("甲" * LONGEST)) == LONGEST
    assert grams("甲" * (LONGEST + 1)) == []
