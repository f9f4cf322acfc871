"""The index finds every unit that reaches the threshold, and shrinks and grows without a trace."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from workbench.memory import postings
from workbench.memory.grams import grams, length_gram, length_grams
from workbench.text.normalise import match_key, match_shape
from workbench.text.similarity import edits_allowed

SOURCES = st.text(alphabet="甲乙丙丁1。，", min_size=1, max_size=14)
NUMBERS = st.integers(0, 3 * postings.BLOCK)
UNITS = st.dictionaries(NUMBERS, SOURCES, max_size=30)

Index = dict[tuple[int, int], bytes]


def slots(*numbers: int) -> bytes:
    return np.asarray(numbers, dtype="<u2").tobytes()


def build(units: dict[int, str]) -> Index:
    return postings.rows(units.items())


def load(index: Index, wanted: list[int]) -> dict[int, list[bytes]]:
    blobs: defaultdict[int, list[bytes]] = defaultdict(list)
    for (gram, block), blob in index.items():
        if gram in wanted:
            blobs[block].append(blob)
    return blobs


def look_up(index: Index, query: str, threshold: int) -> list[int]:
    wanted = grams(query)
    return postings.candidates(load(index, wanted), len(wanted), threshold)


@settings(max_examples=300)
@given(UNITS, SOURCES, st.integers(51, 101))
def test_no_match_is_ever_missed(units: dict[int, str], query: str, threshold: int) -> None:
    index = build(units)
    found = look_up(index, query, threshold)
    assert len(set(found)) == len(found)
    lengths = length_grams(len(grams(query)), threshold)
    narrowed = postings.narrow(found, load(index, lengths))
    assert narrowed == [number for number in found if number in narrowed]
    wanted = match_shape(match_key(query))
    for number, source in units.items():
        shape = match_shape(match_key(source))
        longer = max(len(shape), len(wanted))
        if shape and Levenshtein.distance(shape, wanted) <= edits_allowed(longer, threshold):
            assert number in narrowed
        elif number in narrowed:
            assert length_gram(len(shape)) in lengths


@given(UNITS, UNITS)
def test_an_index_that_grew_and_shrank_equals_a_rebuilt_one(
    kept: dict[int, str], extra: dict[int, str]
) -> None:
    extra = {number: text for number, text in extra.items() if number not in kept}
    index = build(extra)
    for key, blob in postings.rows(kept.items()).items():
        index[key] = postings.add(index.get(key, b""), blob)
    for key, blob in postings.rows(extra.items()).items():
        index[key] = postings.remove(index[key], blob)
    assert {key: blob for key, blob in index.items() if blob} == build(kept)


def test_rows_come_sorted_so_that_writers_lock_alike() -> None:
    rows = postings.rows([(70_000, "贸易增长"), (3, "增长贸易")])
    assert list(rows) == sorted(rows)
    assert {block for _, block in rows} == {0, 1}


def test_a_blob_is_little_endian_ascending_and_without_duplicates() -> None:
    assert postings.rows([(513, "甲"), (2, "甲"), (65_536, "甲")]) == {
        (length_gram(1), 0): slots(2, 513),
        (length_gram(1), 1): slots(0),
        (*grams("甲"), 0): slots(2, 513),
        (*grams("甲"), 1): slots(0),
    }
    assert slots(2, 513) == b"\x02\x00\x01\x02"
    assert postings.rows([]) == {}


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


def test_those_that_share_most_come_first() -> None:
    units = {1: "今年贸易增长一成", 2: "今年贸易增长了", 66_000: "今年贸易增长"}
    assert look_up(build(units), "今年贸易增长", 70) == [1, 2, 66_000]
    assert look_up(build(units), "今年贸易增长一成", 90) == [1]


def test_far_units_are_left_out() -> None:
    units = dict(enumerate(["今天天气很好", "港口货物吞吐量", "他说"]))
    assert look_up(build(units), "港口货物吞吐总量", 70) == [1]
    assert look_up(build(units), "", 70) == []
    assert look_up(build(units), "完全不同的句子", 70) == []


def test_units_that_only_contain_a_short_query_are_narrowed_away() -> None:
    units = dict.fromkeys(range(65_500, 65_600), "他表示，双方将继续深化合作，扩大贸易。")
    units[9] = "她表示，"
    index = build(units)
    found = look_up(index, "他表示，", 70)
    assert found[-1] == 9  # it shares least
    assert len(found) == 101
    assert postings.narrow(found, load(index, length_grams(4, 70))) == [9]


def test_slots_at_the_edges_of_a_block() -> None:
    units = dict.fromkeys([0, 65_535, 65_536, 131_071], "边界")
    assert look_up(build(units), "边界", 100) == [0, 65_535, 65_536, 131_071]
    assert set(build(units).values()) == {slots(0, 65_535)}


def test_too_low_a_threshold_is_refused() -> None:
    with pytest.raises(ValueError, match="below"):
        postings.candidates({}, 4, 30)
