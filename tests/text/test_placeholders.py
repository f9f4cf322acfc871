"""What a placeholder is, and texts without them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.text.placeholders import bare, masked, placeholder, placeholders, without

texts = st.text("{}0123456789a雾\u2060 ", max_size=30)


def test_placeholders_are_found_in_order() -> None:
    assert placeholders("雾{2}散{1}了{2}{30}") == (2, 1, 2, 30)


def test_what_is_none() -> None:
    assert placeholders("{} {a} { 1} {1234567} {１} 1}") == ()


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


def test_spans_come_back_to_the_whole_text() -> None:
    found = bare("{1}The {2}fog{3} lifted{4}")
    assert found.text == "The fog lifted"
    assert found.span(4, 7) == (10, 13)
    assert found.span(0, 14) == (3, 23)
    assert found.span(14, 14) == (23, 23)
    assert bare("{1}").span(0, 0) == (0, 0)


@given(texts, st.data())
def test_a_span_has_the_same_words(text: str, data: st.DataObject) -> None:
    found = bare(text)
    end = data.draw(st.integers(0, len(found.text)))
    start = data.draw(st.integers(0, end))
    first, last = found.span(start, end)
    assert without(text) == found.text
    assert without(text[first:last]) == found.text[start:end]
