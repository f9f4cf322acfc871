"""Words of a source: spans in order, without marks and placeholders."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.services.words import words


def texts(source: str) -> list[str]:
    return [source[start:end] for start, end in words(source)]


def test_words_are_what_a_dictionary_says() -> None:
    assert texts("港口扩大贸易，效率提高20。") == ["港口", "扩大", "贸易", "效率", "提高", "20"]


def test_a_placeholder_is_no_word() -> None:
    assert texts("{1}港口{2}") == ["港口"]


@given(st.text(alphabet="港口扩大贸易ab1 ，。{}", max_size=30))
def test_words_stand_in_order_and_hold_letters(source: str) -> None:
    spans = words(source)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
    assert all(any(char.isalnum() for char in source[start:end]) for start, end in spans)
