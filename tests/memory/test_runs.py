"""No unit that holds a run is missed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.grams import shape_grams
from workbench.memory.postings import BLOCK
from workbench.memory.runs import Runs, bigrams

TEXTS = st.lists(st.text(alphabet="海关合作的", min_size=1, max_size=9), max_size=30)


def index(shapes: dict[int, str]) -> list[tuple[int, int, bytes]]:
    """All posting rows of units given by number."""
    rows: dict[tuple[int, int], list[int]] = {}
    for number, shape in sorted(shapes.items()):
        for gram in shape_grams(shape):
            rows.setdefault((gram, number // BLOCK), []).append(number % BLOCK)
    return [
        (gram, block, np.asarray(slots, dtype="<u2").tobytes())
        for (gram, block), slots in rows.items()
    ]


def runs(shapes: dict[int, str], source: str) -> Runs:
    wanted = set(bigrams(source))
    return Runs(row for row in index(shapes) if row[0] in wanted)


def test_what_holds_a_run_is_found_in_all_blocks() -> None:
    shapes = {1: "海关合作", 2: "合作海关", 3: "海合关作", BLOCK + 5: "的海关合作"}
    known = runs(shapes, "海关合作的")
    assert known.holding("海关合作").tolist() == [1, BLOCK + 5]
    assert known.holding("海关").tolist() == [1, 2, BLOCK + 5]
    assert known.holding("作的").tolist() == []
    assert known.holding("海").tolist() == []


@given(TEXTS, st.text(alphabet="海关合作的", min_size=2, max_size=7))
def test_none_is_missed(texts: list[str], source: str) -> None:
    shapes = {number * 4000: text for number, text in enumerate(texts)}
    known = runs(shapes, source)
    for start in range(len(source)):
        for end in range(start + 2, len(source) + 1):
            held = {number for number, text in shapes.items() if source[start:end] in text}
            assert held <= set(known.holding(source[start:end]).tolist())
