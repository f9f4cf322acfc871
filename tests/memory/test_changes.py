"""What changed between two sources, and that numbers and terms are not cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.changes import Change, changes

Parts = list[tuple[str, str]]


def parts(before: str, after: str, *wholes: list[tuple[int, int]]) -> Parts:
    found = changes(before, after, *wholes)
    return [(before[c.old[0] : c.old[1]], after[c.new[0] : c.new[1]]) for c in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("雾散了。", "雾散了。", []),
        ("雾散了。", "云散了。", [("雾", "云")]),
        ("有26箱。", "有34箱。", [("26", "34")]),
        ("供水恢复。", "供水和供电恢复。", [("", "和供电")]),
        ("他很快地走。", "他走。", [("很快地", "")]),
        ("甲来乙走。", "丙来丁走。", [("甲", "丙"), ("乙", "丁")]),
    ],
)
def test_places_of_changes(before: str, after: str, expected: Parts) -> None:
    assert parts(before, after) == expected


def test_a_whole_is_changed_whole() -> None:
    assert parts("到上海去。", "到上饶去。") == [("海", "饶")]
    assert parts("到上海去。", "到上饶去。", [(1, 3)], [(1, 3)]) == [("上海", "上饶")]
    assert parts("百分之十二", "百分之九", [(0, 5)], [(0, 4)]) == [("百分之十二", "百分之九")]
    assert parts("在海南。", "在南海南。", [(1, 3)], []) == [("", "南")]


_texts = st.text(alphabet="雾云散来了12。", max_size=12)
_spans = st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4)), max_size=3).map(
    lambda found: [(start, start + length) for start, length in found]
)


@given(_texts, _texts, _spans, _spans)
def test_what_is_outside_is_the_same(
    before: str, after: str, wholes: list[tuple[int, int]], new: list[tuple[int, int]]
) -> None:
    wholes = [(start, end) for start, end in wholes if end <= len(before)]
    new = [(start, end) for start, end in new if end <= len(after)]
    found = changes(before, after, wholes, new)
    ends = Change((len(before), len(before)), (len(after), len(after)))
    old_at = new_at = 0
    for change in (*found, ends):
        assert before[old_at : change.old[0]] == after[new_at : change.new[0]]
        old_at, new_at = change.old[1], change.new[1]
    for start, end in wholes:
        touched = [c for c in found if c.old[0] < end and c.old[1] > start]
        assert all(c.old[0] <= start and end <= c.old[1] for c in touched)
