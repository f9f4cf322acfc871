"""Folding keeps the place of every character and gives what folding the whole text gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.text.folding import fold
from workbench.text.normalise import folded

# Marks that compose, half-width kana, jamo, a vowel sign, compatibility forms, invisible ones.
COMPOSED = (
    "aeE<か\u3099ｶﾞ\u0301\u0338\u0323\u1100\u1161\u11a8\uffa1\uffc2\u09c7\u09be㍿①ﬁ\u200b港龍…"
)


@given(st.text(st.sampled_from(COMPOSED), max_size=12) | st.text(max_size=20))
@example("\u0344")
@example("ΐ\u0345")
def test_folding_by_clusters_is_folding_the_whole(text: str) -> None:
    assert fold(text).text == folded(text)


@given(st.text(st.sampled_from(COMPOSED), min_size=1, max_size=12))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = fold(text)
    spans = [found.span(place, place + 1) for place in range(len(found.text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The New Port", "new", "New"),
        ("新港區１．２億", "1.2亿", "１．２億"),
        ("cafe\u0301s", "café", "cafe\u0301"),
        ("ｶﾞｽ管", "ガ", "ｶﾞ"),
        ("一㍿二", "会社二", "㍿二"),
        ("零\u200b宽", "零宽", "零\u200b宽"),
    ],
)
def test_what_is_found_in_the_folded_text_is_shown_in_the_text(
    text: str, word: str, expected: str
) -> None:
    found = fold(text)
    start = found.text.index(word)
    assert text[slice(*found.span(start, start + len(word)))] == expected
