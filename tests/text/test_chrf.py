"""The figures are sacrebleu's, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF

from workbench.text.chrf import chrf

_TEXT = st.text(st.sampled_from("abcde 好的。\u3000\n\t😀"), max_size=24)
_PAIRS = st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=6)


@given(_PAIRS)
def test_the_figure_is_that_of_sacrebleu(pairs: list[tuple[str, str]]) -> None:
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    assert chrf(ours, theirs) == pytest.approx(CHRF().corpus_score(ours, [theirs]).score)


def test_a_text_compared_with_itself_is_perfect() -> None:
    text = ["The harbour was busy last year.", "It is busier now."]
    assert chrf(text, text) == pytest.approx(100)
    assert chrf(text, ["", ""]) == 0
    assert chrf([], []) == 0


def test_recall_counts_more_than_precision() -> None:
    long, short = ["the harbour was busy"], ["the harbour"]
    assert chrf(long, short) > chrf(short, long)


def test_every_sentence_needs_a_reference() -> None:
    with pytest.raises(ValueError, match="zip"):
        chrf(["one"], [])
