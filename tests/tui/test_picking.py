"""Choosing words by moving from word to word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.picking import Move, after, covering, extended, first_pick, moved, words_of

TEXT = "The smart port's 1,200 cranes, it seems."
WORDS = words_of(TEXT)


def said(picked: tuple[int, int] | None) -> str:
    return TEXT[slice(*picked)] if picked else ""


def test_words_have_their_apostrophes_and_numbers_their_commas() -> None:
    assert [TEXT[start:end] for start, end in WORDS] == [
        "The",
        "smart",
        "port's",
        "1,200",
        "cranes",
        "it",
        "seems",
    ]


def test_the_first_word_is_the_one_that_is_near() -> None:
    assert said(first_pick(WORDS, 5)) == "smart"
    assert said(first_pick(WORDS)) == "The"
    assert first_pick(((0, 1), (1, 3))) == (1, 3)
    assert first_pick(((0, 1),)) == (0, 1)
    assert first_pick(()) is None


def test_moving_and_widening() -> None:
    picked = first_pick(WORDS, 5)
    assert picked is not None
    wide = extended(WORDS, picked, 1)
    assert said(wide) == "smart port's"
    assert said(extended(WORDS, wide, -1)) == "smart"
    assert said(moved(WORDS, wide, 1)) == "1,200"
    assert said(moved(WORDS, picked, -1)) == "The"


def test_the_words_over_a_span_are_whole() -> None:
    assert said(covering(WORDS, [(6, 12)])) == "smart port's"
    assert covering(WORDS, []) is None
    assert covering(WORDS, [(3, 4)]) is None


@given(
    st.text(alphabet="ab, '1.", max_size=20),
    st.lists(st.tuples(st.sampled_from(Move), st.sampled_from([-1, 1])), max_size=12),
)
def test_what_is_chosen_is_never_empty_and_stays_inside(
    text: str, steps: list[tuple[Move, int]]
) -> None:
    words = words_of(text)
    picked = first_pick(words)
    if picked is None:
        return
    for move, step in steps:
        picked = after(text, words, picked, step, move)
        assert 0 <= picked[0] < picked[1] <= len(text)
