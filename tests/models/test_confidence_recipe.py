"""Calibrating confidence: the halves keep apart, and the fit finds what is there."""

from __future__ import annotations

import pytest

from models.confidence.learn import USABLE, Drafted, fit, head_of
from models.confidence.pairs import halves, held_out
from models.embedded.recipe.prepare import Pair, is_held_out
from workbench.core.draft import Draft
from workbench.engines.confidence import text_of


def test_no_pair_is_learnt_from_and_judged_by() -> None:
    pairs = held_out(untrained=["society"])
    both = halves(pairs)
    assert len(both.learning) + len(both.judging) == len(pairs)
    assert not {p.source for p in both.learning} & {p.source for p in both.judging}
    assert min(len(both.learning), len(both.judging)) > 100


def test_only_what_was_held_out_counts_unless_it_is_newer() -> None:
    assert all(is_held_out(pair) for pair in held_out())
    assert any(not is_held_out(pair) for pair in held_out(untrained=["society"]))


def test_the_fit_finds_that_likelier_drafts_are_better() -> None:
    found = [drafted(-0.2 - 0.02 * n, good=n < 40 or n in (45, 52)) for n in range(90)]
    known = fit(found)
    assert known.pairs == 90
    assert known.weights[0] > 1
    assert known.probability((-0.3, 0.0, 0.0, 0.0)) > 0.8
    assert known.probability((-1.9, 0.0, 0.0, 0.0)) < 0.1
    mean = sum(known.probability(one.features) for one in found) / len(found)
    assert mean == pytest.approx(42 / 90, abs=0.02)


def test_the_file_says_what_it_was_learnt_from() -> None:
    found = [drafted(-0.1 * n, good=n < 5) for n in range(10)]
    text = text_of(fit(found), head=head_of(fit(found), found))
    assert "10 news" in text
    assert all(len(line) <= 100 for line in text.splitlines() if not line.startswith("# 10"))


def drafted(score: float, *, good: bool) -> Drafted:
    pair = Pair("news", "双方同意扩大贸易。", "The two sides agreed to expand trade.")
    return Drafted(pair, Draft("The two sides agreed to expand it.", score), USABLE + 10 * good - 5)
