"""A calibration is fitted to drafts, around another one or around nothing."""

from __future__ import annotations

import pytest

from workbench.engines.calibrating import fitted
from workbench.engines.confidence import Calibration

KNOWN = Calibration(2.5, (6.0, -1.2, -0.9, 0.0), 45.0, 2320)


def rows(count: int) -> list[tuple[float, ...]]:
    """Features of drafts that are ever less likely."""
    return [(-2.0 * n / count, 0.2, 0.0, 0.0) for n in range(count)]


def test_without_drafts_it_stays_what_it_was() -> None:
    found = fitted([], [], KNOWN.usable, KNOWN)
    assert (found.intercept, found.weights) == (KNOWN.intercept, KNOWN.weights)
    assert found.pairs == 0


def test_few_drafts_move_it_little_and_many_decide() -> None:
    middle = (-0.8, 0.2, 0.0, 0.0)
    assert KNOWN.probability(middle) < 0.1
    moved = [
        fitted(found, [score[0] > -1.2 for score in found], KNOWN.usable, KNOWN)
        for found in (rows(4), rows(1000))
    ]
    few, many = (found.probability(middle) for found in moved)
    assert KNOWN.probability(middle) < few < 0.5
    assert many > 0.9


def test_drafts_that_are_all_usable_make_it_surer_and_not_certain() -> None:
    found = fitted(rows(100), [True] * 100, KNOWN.usable, KNOWN)
    assert all(abs(weight) < 20 for weight in (found.intercept, *found.weights))
    assert KNOWN.probability((-0.5, 0.2, 0.0, 0.0)) < found.probability((-0.5, 0.2, 0.0, 0.0)) < 1


def test_from_nothing_the_mean_is_that_of_the_drafts() -> None:
    outcomes = [score[0] > -0.5 for score in rows(200)]
    found = fitted(rows(200), outcomes, 45.0)
    mean = sum(found.probability(row) for row in rows(200)) / 200
    assert mean == pytest.approx(sum(outcomes) / 200, abs=0.01)
