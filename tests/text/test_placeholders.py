"""What a placeholder is, and texts without them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.text.placeholders import masked, placeholder, placeholders, without

texts = st.text("{}0123456789a雾\u2060 ", max_size=30)


def test_placeholders_are_found_in_order() -> None:
    assert placeholders("雾{2}散{1}了{2}{30}") == (2, 1, 2, 30)


def test_what_is_none() -> None:
    assert placeholders("{} {a} { 1} {12345} {１} 1}") == ()


def test_a_placeholder_is_its_number_in_braces() -> None:
    assert placeholder(12) == "{12}"
    assert placeholders(placeholder(12)) == (12,)


def test_a_text_without_them() -> None:
    assert without("雾{1}散{2}了") == "雾散了"
    assert without("雾散了") == "雾散了"


@given(texts)
def test_masking_keeps_every_offset(text: str) -> None:
    after = masked(text)
    assert len(after) == len(text)
    assert placeholders(after) == ()
    assert after.replace("\u2060", "") == without(text).replace("\u2060", "")


@given(st.lists(st.integers(0, 9999)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert placeholders("雾".join(map(placeholder, numbers))) == tuple(numbers)
