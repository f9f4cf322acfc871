"""Edits of a stored target: certain ones are made, nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.changes import changes
from workbench.memory.repair import Edit, Repaired, applied, is_sound, number_edit, readings


def edit(before: str, target: str, after: str) -> Edit | None:
    old, new = ([(n.start, n.end) for n in readings(text)] for text in (before, after))
    (change,) = changes(before, after, old, new)
    return number_edit(before, target, after, change)


@pytest.mark.parametrize(
    ("before", "target", "after", "expected"),
    [
        ("每小时26箱。", "It handles 26 boxes an hour.", "每小时34箱。", Edit(11, 13, "34")),
        ("增长百分之十二。", "Up 12 percent.", "增长百分之九。", Edit(3, 5, "9")),
        ("共1.2亿吨。", "It was 120 million tonnes.", "共3.5亿吨。", Edit(7, 18, "350 million")),
        ("签署了九项文件。", "Nine were signed.", "签署了十二项文件。", Edit(0, 4, "Twelve")),
        ("于11日开幕。", "It opened on the 11th.", "于23日开幕。", Edit(17, 21, "23rd")),
        ("第一条　总则", "Article 1 General", "第三条　总则", Edit(8, 9, "3")),
        ("第一章", "Chapter One", "第十二章", Edit(8, 11, "Twelve")),
        ("第二章　组织", "Chapter II Organization", "第十九章　组织", Edit(8, 10, "XIX")),
        ("（四）其他", "(IV) Other", "（八）其他", Edit(1, 3, "VIII")),
        ("一、受判决人。", "1. the convicted;", "二、受判决人。", Edit(0, 1, "2")),
        ("（十）受判决人。", "(10) the convicted;", "（十六）受判决人。", Edit(1, 3, "16")),
        ("第一次会议", "the first meeting", "第三次会议", Edit(4, 9, "third")),
        ("20世纪80年代", "the 1980s", "20世纪90年代", Edit(4, 8, "1990")),
        ("上升5个百分点", "up 5 percentage points", "上升3个百分点", Edit(3, 4, "3")),
        ("期限为三十日", "within thirty days", "期限为六十日", Edit(7, 13, "sixty")),
        ("星期三举行", "held on Wednesday", "星期五举行", Edit(8, 17, "Friday")),
        ("版本3.5.2", "Version 3.5.2", "版本3.5.10", Edit(8, 13, "3.5.10")),
        ("区号010", "Area code 010", "区号021", Edit(10, 13, "021")),
        ("邮编100044", "Postcode 100044", "邮编200031", Edit(9, 15, "200031")),
    ],
)
def test_one_number_becomes_another(before: str, target: str, after: str, expected: Edit) -> None:
    assert edit(before, target, after) == expected


@pytest.mark.parametrize(
    ("before", "target", "after"),
    [
        ("每小时26箱。", "It handles many boxes.", "每小时34箱。"),
        ("每小时26箱。", "26 boxes, yes, 26.", "每小时34箱。"),
        ("有26箱和26桶。", "There are 26 boxes and casks.", "有26箱和34桶。"),
        ("每小时26箱。", "It handles 26 boxes.", "每小时几箱。"),
        ("统一的第一次", "the first and only", "统一的第三次"),
        ("一名工人", "one worker", "三名工人"),
        ("第一次", "That I know.", "第五次"),
        ("星期三和星期三", "on Wednesday", "星期三和星期五"),
    ],
)
def test_what_is_not_certain_is_no_edit(before: str, target: str, after: str) -> None:
    assert edit(before, target, after) is None


def test_overlapping_edits_are_refused() -> None:
    assert applied("The fog lifted.", [Edit(4, 7, "mist"), Edit(6, 8, "x")]) is None


def test_a_repair_without_a_number_of_its_source_is_not_sound() -> None:
    assert is_sound("有26箱。", Repaired("There are 26.", ()))
    assert not is_sound("有26箱。", Repaired("There are some.", ()))


_edits = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.text("abc ", max_size=6)))


@given(st.text("The fog lited.", min_size=1, max_size=30), _edits)
def test_nothing_outside_of_the_spans_is_lost(
    target: str, found: list[tuple[int, int, str]]
) -> None:
    edits = [Edit(a, a + n, text) for a, n, text in found if a + n <= len(target)]
    made = applied(target, edits)
    if made is None:
        return
    kept, old, new = "", 0, 0
    for span, one in zip(made.spans, sorted(edits, key=lambda e: (e.start, e.end)), strict=True):
        assert made.text[new : span[0]] == target[old : one.start]
        assert made.text[span[0] : span[1]] == one.text
        kept += target[old : one.start]
        old, new = one.end, span[1]
    assert made.text[new:] == target[old:]
