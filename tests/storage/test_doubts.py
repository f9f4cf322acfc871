"""Doubts, words and spans come back from a row as they went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.doubt import Doubt, DoubtKind, WordScore
from workbench.storage import doubts

KINDS = st.sampled_from(DoubtKind)
PLACES = st.integers(0, 999)


@given(st.lists(st.builds(Doubt, KINDS, st.text())))
def test_doubts_come_back(made: list[Doubt]) -> None:
    assert doubts.load(doubts.dump(made)) == tuple(made)


@given(st.lists(st.tuples(PLACES, PLACES)))
def test_spans_come_back(made: list[tuple[int, int]]) -> None:
    assert doubts.load_spans(doubts.dump_spans(made)) == tuple(made)


def test_words_come_back_with_three_digits() -> None:
    kept = doubts.dump_words([WordScore(0, 4, 0.123456), WordScore(5, 9, 1.0)])
    assert doubts.load_words(kept) == (WordScore(0, 4, 0.123), WordScore(5, 9, 1.0))


def test_nothing_is_kept_as_nothing() -> None:
    assert (doubts.dump(()), doubts.dump_words(()), doubts.dump_spans(())) == ("", "", "")
    assert (doubts.load(""), doubts.load_words(""), doubts.load_spans("")) == ((), (), ())


def test_a_kind_of_a_later_version_is_left_out() -> None:
    kept = '[["novelty","Something."],["loop","It repeats itself."]]'
    assert doubts.load(kept) == (Doubt(DoubtKind.LOOP, "It repeats itself."),)
