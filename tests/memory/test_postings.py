"""Rows of the index: what grew equals what is built at once, and shrinks without a trace."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory import postings
from workbench.memory.grams import LONGEST, grams, shape_grams, shape_of

SOURCES = st.text(alphabet="甲乙丙丁1。，𠀀", min_size=1, max_size=14)
NUMBERS = st.integers(0, 3 * postings.BLOCK)
UNITS = st.dictionaries(NUMBERS, SOURCES, max_size=30)

Index = dict[tuple[int, int], bytes]


def slots(*numbers: int) -> bytes:
    return np.asarray(numbers, dtype="<u2").tobytes()


def build(units: dict[int, str]) -> Index:
    numbers = sorted(units)
    rows = postings.rows(numbers, [shape_of(units[number]) for number in numbers])
    return {(gram, block): blob for gram, block, blob in rows}


@given(UNITS)
def test_rows_hold_each_gram_of_each_unit(units: dict[int, str]) -> None:
    expected: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number in sorted(units):
        for gram in grams(units[number]):
            expected[gram, number // postings.BLOCK].append(number % postings.BLOCK)
    assert build(units) == {key: slots(*found) for key, found in expected.items()}


@given(UNITS, UNITS)
def test_an_index_that_grew_and_shrank_equals_a_rebuilt_one(
    kept: dict[int, str], extra: dict[int, str]
) -> None:
    extra = {number: text for number, text in extra.items() if number not in kept}
    index = build(extra)
    for key, blob in build(kept).items():
        index[key] = postings.add(index.get(key, b""), blob)
    for key, blob in build(extra).items():
        index[key] = postings.remove(index[key], blob)
    assert {key: blob for key, blob in index.items() if blob} == build(kept)


def test_rows_come_sorted_so_that_writers_lock_alike() -> None:
    words = (np.asarray([5, 1 << 62, 5]), np.asarray([1, 0, 1]))
    rows = postings.rows([3, 70_000], ["增长贸易增长", "贸易增长"], words)
    assert rows == sorted(rows)
    assert {block for _, block, _ in rows} == {0, 1}
    assert [row for row in rows if row[0] in {5, 1 << 62}] == [
        (5, 1, slots(70_000 - 65_536)),
        (1 << 62, 0, slots(3)),
    ]


def test_a_blob_is_little_endian_ascending_and_without_duplicates() -> None:
    (gram,) = shape_grams("甲")
    assert postings.rows([2, 513, 65_536], ["甲", "甲", "甲"]) == [
        (gram, 0, slots(2, 513)),
        (gram, 1, slots(0)),
    ]
    assert slots(2, 513) == b"\x02\x00\x01\x02"
    assert postings.rows([], []) == []
    assert postings.rows([7], ["甲" * (LONGEST + 1)]) == []


@pytest.mark.parametrize(
    ("blob", "more", "both"),
    [
        ([], [7], [7]),
        ([7], [], [7]),
        ([1, 255], [256, 300], [1, 255, 256, 300]),
        ([256], [255], [255, 256]),
        ([1, 5], [5, 9], [1, 5, 9]),
        ([2, 513], [1, 513], [1, 2, 513]),
    ],
)
def test_adding_keeps_a_blob_in_order(blob: list[int], more: list[int], both: list[int]) -> None:
    assert postings.add(slots(*blob), slots(*more)) == slots(*both)


def test_removing() -> None:
    assert postings.remove(slots(1, 2, 513), slots(2, 9)) == slots(1, 513)
    assert postings.remove(slots(1, 2), slots(1, 2)) == b""


def test_lengths_stand_by_number_and_nothing_behind_the_last() -> None:
    by_chunk = postings.by_chunk([(1, 7), (4095, 300), (4096, 9)])
    assert by_chunk == {0: {1: 7, 4095: 300}, 1: {0: 9}}
    chunk = postings.with_lengths(b"", by_chunk[0])
    assert (len(chunk), chunk[:3], chunk[-1]) == (4096, b"\0\x07\0", postings.LONG)
    assert postings.with_lengths(chunk, {4095: 0}) == b"\0\x07"
    assert postings.with_lengths(b"\0\x07", {1: 0, 5: LONGEST + 1}) == b""


def test_slots_that_all_rows_have() -> None:
    assert postings.held_by_all([slots(1, 5, 9), slots(5, 9, 11), slots(2, 5, 9)]) == [9, 5]
    assert postings.held_by_all([slots(1), slots(2)]) == []
