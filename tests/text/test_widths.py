"""Widths agree with Rich's, rows fit, offsets hold, Chinese breaks where it may."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from workbench.text import widths

CHINESE = "港口说：“今年吞吐量达到1.2亿吨，比去年（2023年）增长13.5%！”《东屿日报》报道——很好……"
ENGLISH = "The port handled 120 million tonnes, up 13.5% (from 2023), in a state-of-the-art way."
MIXED = st.text(alphabet="中文，。“”《》（）……——aB1 -,.%\t", max_size=60)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0x1, 0x7E),
        (0xA0, 0x2FF),
        (0x2010, 0x2FFF),
        (0x3000, 0x9FFF),
        (0xF900, 0xFFEF),
        (0x20000, 0x20100),
    ],
)
def test_widths_agree_with_rich(first: int, last: int) -> None:
    wrong = [
        hex(point)
        for point in range(first, last + 1)
        if widths.cell_width(chr(point)) != get_character_cell_size(chr(point))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("char", "cells"),
    [
        ("中", 2),
        ("，", 2),
        ("“", 1),
        ("—", 1),
        ("…", 1),
        ("ａ", 2),
        ("a", 1),
        ("𠮷", 2),
        ("\u0301", 0),
    ],
)
def test_the_width_of_a_character(char: str, cells: int) -> None:
    assert widths.cell_width(char) == cells


@given(MIXED)
def test_the_width_of_a_text_agrees_with_rich(text: str) -> None:
    assert widths.width(text) == cell_len(text)


@given(MIXED, st.integers(min_value=2, max_value=30))
def test_rows_cover_the_text_and_fit(text: str, cells: int) -> None:
    rows = widths.wrap(text, cells)
    assert rows[0].start == 0
    assert rows[-1].next == len(text)
    for row, following in pairwise(rows):
        assert row.end <= row.next == following.start
        assert text[row.end : row.next].strip() == ""
        assert widths.width(text[row.start : row.end]) <= cells


@given(MIXED, st.integers(min_value=14, max_value=40))
def test_rows_never_break_where_they_may_not(text: str, cells: int) -> None:
    rows = widths.wrap(text, cells)
    for row, following in pairwise(rows):
        at = following.start
        inside = range(row.start + 1, min(at + 1, len(text)))
        legal = any(widths.can_break(text, i) for i in inside)
        assert widths.can_break(text, at) or not legal


@pytest.mark.parametrize("cells", range(8, 40))
def test_chinese_rows_obey_kinsoku(cells: int) -> None:
    for row in widths.wrap(CHINESE, cells)[1:]:
        assert CHINESE[row.start] not in "，。！”》）—…：%"
    for row in widths.wrap(CHINESE, cells)[:-1]:
        assert CHINESE[row.end - 1] not in "“《（"


@pytest.mark.parametrize("cells", range(8, 30))
def test_straight_quotation_marks_stay_with_what_they_enclose(cells: int) -> None:
    text = '他说"码头上的灯一盏一盏亮起来"之后,又说"天亮了"。'
    for row in widths.wrap(text, cells):
        shown = text[row.start : row.end]
        opened = text.count('"', 0, row.start) % 2 == 1
        assert not (opened and shown.startswith('"'))
        assert not (shown.endswith('"') and text.count('"', 0, row.end) % 2 == 1)


@pytest.mark.parametrize("cells", range(12, 60))
def test_english_words_stay_whole(cells: int) -> None:
    words = set(ENGLISH.replace("-", "- ").split())
    for row in widths.wrap(ENGLISH, cells):
        assert set(ENGLISH[row.start : row.end].replace("-", "- ").split()) <= words


def test_a_word_longer_than_the_row_is_cut() -> None:
    text = "internationalisation"
    assert [text[r.start : r.end] for r in widths.wrap(text, 8)] == ["internat", "ionalisa", "tion"]


def test_an_empty_text_has_one_row() -> None:
    assert widths.wrap("", 10) == (widths.Row(0, 0, 0),)


def test_fit_cuts_at_whole_characters() -> None:
    assert widths.fit("港口abc", 7) == "港口abc"
    assert widths.fit("港口码头", 6) == "港口…"
    assert widths.fit("港口码头", 4) == "港…"
    assert widths.fit("港口", 0) == ""


def test_pad_counts_cells() -> None:
    assert widths.pad("港口", 6) == "港口  "


@pytest.mark.parametrize(
    ("cell", "index"), [(-1, 0), (0, 0), (1, 0), (2, 1), (4, 2), (5, 3), (99, 4)]
)
def test_index_at_finds_the_character_under_a_cell(cell: int, index: int) -> None:
    assert widths.index_at("港口ab", cell) == index


@given(st.text(max_size=40))
def test_printable_keeps_offsets_and_removes_controls(text: str) -> None:
    shown = widths.printable(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert widths.width(shown) == cell_len(shown)
