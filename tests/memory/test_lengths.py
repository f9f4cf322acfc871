"""Lengths of shapes by the numbers of their units, whichever chunks are there."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory import postings
from workbench.memory.lengths import Lengths

NUMBERS = st.integers(0, 5 * postings.CHUNK)


@given(st.dictionaries(NUMBERS, st.integers(1, 300)), st.lists(NUMBERS))
def test_each_unit_has_its_own_length(known: dict[int, int], asked: list[int]) -> None:
    wanted = [*asked, *known]
    lengths = Lengths(
        (chunk, postings.with_lengths(b"", places))
        for chunk, places in postings.by_chunk(known.items()).items()
    )
    found = lengths.of(np.array(wanted, dtype=np.int64)).tolist()
    assert found == [min(known.get(number, 0), postings.LONG) for number in wanted]
