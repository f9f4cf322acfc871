"""Numbers written as others were, and what is left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.number_style import in_style, roman
from workbench.text.numbers import target_numbers


@pytest.mark.parametrize(
    ("old", "meant", "new", "expected"),
    [
        ("26", 26, 34, "34"),
        ("2005", 2005, 2012, "2012"),
        ("8,000", 8000, 12500, "12,500"),
        ("900", 900, 1900, "1,900"),
        ("12", Fraction(12, 100), Fraction(9, 100), "9"),
        ("13.5", Fraction(135, 1000), Fraction(17, 100), "17"),
        ("120 million", 120 * 10**6, 350 * 10**6, "350 million"),
        ("18.6 billion", 186 * 10**8, 203 * 10**8, "20.3 billion"),
        ("4.6 million", 46 * 10**5, 3 * 10**9, "3 billion"),
        ("nine", 9, 12, "twelve"),
        ("Nine", 9, 12, "Twelve"),
        ("nine", 9, 45, "45"),
        ("September", 9, 10, "October"),
        ("11th", 11, 22, "22nd"),
        ("12th", 12, 113, "113th"),
        ("third", 3, 5, "fifth"),
        ("thirty", 30, 60, "sixty"),
        ("thirty-five", 35, 120, "120"),
        ("100044", 100044, 200031, "200031"),
    ],
)
def test_styles(old: str, meant: Fraction, new: Fraction, expected: str) -> None:
    assert in_style(old, Fraction(meant), Fraction(new)) == expected


@pytest.mark.parametrize(
    ("old", "meant", "new"),
    [
        ("1", 1, 3),  # one box, three boxes
        ("3", 3, 1),
        ("one", 1, 2),
        ("September", 9, 13),
        ("Sept.", 9, 10),
        ("dozens", 24, 36),
        ("3", 3, Fraction(1, 3)),
        ("third", 3, Fraction(1, 2)),
        ("twelfth", 12, 40),
        ("4.6 million", 46 * 10**5, 300),
        ("120 million", 120, 130),
    ],
)
def test_what_is_not_certain_is_left_alone(old: str, meant: Fraction, new: Fraction) -> None:
    assert in_style(old, Fraction(meant), Fraction(new)) is None


_values = st.integers(2, 10**13).map(Fraction) | st.integers(2, 10**5).map(
    lambda n: Fraction(n, 10)
)


@given(st.sampled_from(["26", "8,000", "7.5", "nine", "3 million", "1.5 billion"]), _values)
def test_what_is_written_reads_as_it_was_meant(old: str, new: Fraction) -> None:
    (number,) = target_numbers(old)
    (meant,) = number.values
    text = in_style(old, meant, new)
    if text is not None:
        assert any(new in found.values for found in target_numbers(text))


def test_what_names_something_needs_no_other_noun() -> None:
    assert in_style("1", Fraction(1), Fraction(3), is_name=True) == "3"
    assert in_style("One", Fraction(1), Fraction(2), is_name=True) == "Two"


def test_roman_numerals() -> None:
    numbers = (1, 4, 9, 14, 39, 0, 40)
    assert [roman(Fraction(n)) for n in numbers] == ["I", "IV", "IX", "XIV", "XXXIX", None, None]
    assert roman(Fraction(1, 2)) is None
