"""Lengths: what is expected, and what a deviation costs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.alignment.lengths import english_lengths, expected_lengths, length_cost

_LENGTHS = st.floats(min_value=1, max_value=2000)


def _cost(expected: float, found: float) -> float:
    return float(length_cost(np.array([expected]), np.array([found]))[0])


def test_spaces_have_no_length() -> None:
    assert english_lengths(["a b  c\n", ""]).tolist() == [3, 0]


def test_a_chinese_character_is_worth_several_letters_and_a_letter_one() -> None:
    chinese, latin = expected_lengths(["港口开放", "OECD"], ["The port opens", "OECD"])
    assert 3 * 4 < chinese < 5 * 4
    assert latin == 4


def test_the_ratio_is_that_of_the_texts() -> None:
    source = "今天天气很好我们去公园散步" * 40
    brief = expected_lengths([source], ["x" * round(2.8 * len(source))])[0]
    wordy = expected_lengths([source], ["x" * round(4.5 * len(source))])[0]
    assert brief < 3.2 * len(source)
    assert wordy > 4.0 * len(source)


def test_a_missing_chapter_does_not_bend_the_ratio() -> None:
    source = "今天天气很好我们去公园散步" * 40
    assert expected_lengths([source], ["x"])[0] > 2 * len(source)
    assert expected_lengths([source], ["x" * 20 * len(source)])[0] < 6 * len(source)


@given(_LENGTHS)
def test_a_perfect_fit_costs_nothing(length: float) -> None:
    assert _cost(length, length) == pytest.approx(0, abs=1e-9)


@given(_LENGTHS, st.floats(min_value=1.01, max_value=5))
def test_a_deviation_costs_and_no_more_than_the_cap(length: float, factor: float) -> None:
    near, far = _cost(length, length * factor), _cost(length, length * factor * 1.5)
    assert -1e-9 <= near <= far + 1e-9 <= 9.01


def test_the_same_ratio_says_more_of_long_sentences() -> None:
    assert _cost(300, 450) > 2 * _cost(10, 15)
