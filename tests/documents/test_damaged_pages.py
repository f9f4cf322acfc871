"""The benchmark's pages: their answer is exact, and reflow finds it."""

from __future__ import annotations

import pytest

from benchmarks.damage import DAMAGES, Damage, pages
from benchmarks.reflow import Score, ours

WIDTHS = (14, 20)
_HARD = {"neither blank lines nor indents": 0.93, "lines lost": 0.93, "page, lines lost": 0.93}


def _visible(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_pages_come_back(damage: Damage) -> None:
    found = Score()
    for page in pages("development", damage, WIDTHS):
        assert _visible(page.text) == "".join(_visible(p.text) for p in page.answer)
        found.add(page.answer, ours(page.text))
    assert found.f1 >= _HARD.get(damage.name, 0.98)
    assert found.spaces_right >= 0.999
    assert found.all_kinds_right >= 0.95


def test_a_perfect_answer_scores_all() -> None:
    found = Score()
    for page in pages("held_out", DAMAGES[0], WIDTHS):
        found.add(page.answer, page.answer)
    assert (found.f1, found.spaces_right, found.all_kinds_right) == (1, 1, 1)
