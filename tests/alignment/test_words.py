"""Stems: the forms of a word meet, different words mostly do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.alignment.words import stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organizations"),
        ("reach", "reached"),
        ("agree", "agreed"),
        ("make", "making"),
        ("plan", "planning"),
        ("call", "called"),
        ("country", "countries"),
        ("Port", "port's"),
        ("port’s", "ports"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("trade", "tree"), ("process", "progress"), ("ring", "r"), ("was", "wa")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_function_words_are_no_evidence() -> None:
    assert stems("The port of the city is what it was.") == {stem("port"), stem("city")}


def test_latin_names_with_digits_are_words() -> None:
    assert stem("UTF8") in stems("in UTF8 only")


@given(st.text())
def test_any_text_has_stems_that_are_lower_case_and_short(text: str) -> None:
    assert all(0 < len(key) <= 6 and key == key.lower() for key in stems(text))
