"""Another hypothesis is kept where the guard finds fault with the likeliest, and only there."""

from __future__ import annotations

from workbench.core.draft import Draft
from workbench.engines.backend import Hypothesis
from workbench.engines.choice import MARGIN, chosen

SOURCE = "项目总投资为7000亿元。"
GOOD = "Total investment in it is 700 billion yuan."
WRONG = "Total investment in it is 700 million yuan."


def search(*found: tuple[str, float]) -> Hypothesis:
    """The best of some hypotheses, whose one piece is their text."""
    best, *others = (Hypothesis((text,), score) for text, score in found)
    return Hypothesis(best.pieces, best.score, tuple(others))


def made(hypothesis: Hypothesis) -> Draft:
    return Draft(hypothesis.pieces[0], hypothesis.score)


def test_the_likeliest_stays_where_nothing_is_wrong_with_it() -> None:
    best = search((GOOD, -0.3), ("The project's investment is 700 billion yuan.", -0.31))
    assert chosen(SOURCE, best, made) == Draft(GOOD, -0.3)


def test_one_with_the_right_number_is_kept_and_says_why() -> None:
    kept = chosen(SOURCE, search((WRONG, -0.3), ("Nothing.", -0.32), (GOOD, -0.35)), made)
    assert (kept.text, kept.score) == (GOOD, -0.35)
    assert "7000亿" in kept.warnings[0]


def test_the_likeliest_of_the_good_ones_is_kept() -> None:
    other = "Investment in it totals 700 billion yuan."
    assert chosen(SOURCE, search((WRONG, -0.3), (other, -0.4), (GOOD, -0.45)), made).text == other


def test_one_that_is_far_less_likely_is_not_kept() -> None:
    best = search((WRONG, -0.3), (GOOD, -0.4 - MARGIN))
    assert chosen(SOURCE, best, made).text == WRONG


def test_where_none_is_better_the_likeliest_stays() -> None:
    best = search((WRONG, -0.3), ("Total investment in it is 70 yuan.", -0.35), ("", -0.36))
    assert chosen(SOURCE, best, made) == Draft(WRONG, -0.3)
