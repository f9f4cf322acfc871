"""Sets of units, block by block."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.postings import BLOCK
from workbench.memory.unit_sets import (
    UnitSet,
    in_all,
    in_any,
    of_numbers,
    of_rows,
    portions,
    size,
    up_to,
)

some = st.sets(st.integers(1, 9) | st.integers(BLOCK - 3, BLOCK + 3) | st.integers(1, 10**6))


def members(units: UnitSet) -> list[int]:
    return [number for part in portions(units, 2, 8) for number in part]


@given(some)
def test_the_highest_come_first(numbers: set[int]) -> None:
    units = of_numbers(sorted(numbers))
    assert members(units) == sorted(numbers, reverse=True)
    assert size(units) == len(numbers)


@given(some, some, some)
def test_sets_are_joined_and_intersected(one: set[int], other: set[int], third: set[int]) -> None:
    sets = [of_numbers(sorted(numbers)) for numbers in (one, other, third)]
    assert set(members(in_any(sets))) == one | other | third
    assert set(members(in_all(sets))) == one & other & third


def test_rows_of_one_block_are_one_set() -> None:
    def row(*slots: int) -> bytes:
        return np.asarray(slots, dtype="<u2").tobytes()

    units = of_rows([(1, row(0, 5)), (0, row(7)), (1, row(5, 6))])
    assert members(units) == [BLOCK + 6, BLOCK + 5, BLOCK, 7]
    assert members(of_rows([])) == []


def test_portions_grow_to_a_limit_and_begin_where_told() -> None:
    sizes = [len(part) for part in portions(up_to(100), 4, 32)]
    assert sizes == [4, 16, 32, 32, 16]
    assert next(portions(up_to(100), 3, 3, below=50)) == [49, 48, 47]
    assert list(portions(up_to(0), 4, 32)) == []
