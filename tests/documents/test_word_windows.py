"""The best way to cut a window, against one that tries them all."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from workbench.documents.scanning import word_windows
from workbench.documents.scanning.character_model import character_model
from workbench.documents.scanning.character_text import EDGE, Ints
from workbench.documents.scanning.word_windows import REACH, WIDTH

TEXT = "新建的铁路桥给沿岸五个县的运输业注人了活力，首批货车昨晚驶过"


def _all_ways(row: Ints) -> float:
    """Return the chance of the best of all ways to cut a window into words of up to six."""
    table = word_windows.spans(character_model(), row[None], None)[0]
    best = -np.inf
    for count in range(WIDTH):
        for inner in combinations(range(1, WIDTH), count):
            ends = (0, *inner, WIDTH)
            sizes = np.diff(ends)
            if sizes.max() <= table.shape[1]:
                best = max(
                    best,
                    sum(table[at, size - 1] for at, size in zip(ends[:-1], sizes, strict=True)),
                )
    return best


@pytest.mark.parametrize("centre", [5, 14, 22])
def test_a_window_is_cut_in_the_best_of_all_ways(centre: int) -> None:
    numbers = character_model().alphabet.read([TEXT]).numbers
    row = word_windows.windows(numbers, np.array([centre]))
    cuts = word_windows.cut(word_windows.spans(character_model(), row, None))
    assert cuts.chance[0] == pytest.approx(_all_ways(row[0]))


def test_a_changed_window_is_as_one_that_was_looked_up_whole() -> None:
    model = character_model()
    numbers = model.alphabet.read([TEXT]).numbers
    row = word_windows.windows(
        numbers, np.array([numbers.tolist().index(model.alphabet.number("人"))])
    )
    before = word_windows.spans(model, row, None)
    row[:, REACH] = model.alphabet.number("入")
    whole = word_windows.spans(model, row, None)
    assert np.array_equal(word_windows.changed(model, row, before, None), whole)
    cuts = word_windows.cut(whole)
    assert (int(cuts.start[0]), int(cuts.length[0])) == (REACH - 1, 2)


def test_a_window_at_the_edge_is_filled_with_edges() -> None:
    row = word_windows.windows(np.array([7, 8, 9]), np.array([0]))[0]
    assert row.tolist() == [EDGE] * REACH + [7, 8, 9] + [EDGE] * (REACH - 2)
