"""Lines with their places, and the groups that blank lines make of them."""

from __future__ import annotations

from workbench.documents.cleanup.lines import groups


def _texts(text: str) -> list[list[str]]:
    return [[text[line.start : line.end] for line in group] for group in groups(text)]


def test_blank_lines_part_groups() -> None:
    assert _texts("甲\n乙\n\n \u3000\n丙") == [["甲", "乙"], ["丙"]]
    assert _texts("\n\n\n") == []
    assert _texts("") == []


def test_invisible_characters_make_no_line() -> None:
    assert _texts("甲\n\ufeff\u200b\0\n乙") == [["甲"], ["乙"]]


def test_form_feed_and_paragraph_separator_part_like_a_blank_line() -> None:
    assert _texts("甲\f乙\u2029丙\u2028丁") == [["甲"], ["乙"], ["丙", "丁"]]


def test_numbers_are_those_of_an_editor() -> None:
    numbers = [line.number for group in groups("甲\r\n乙\r丙\n\f丁\u2028戊\n己") for line in group]
    assert numbers == [1, 2, 3, 4, 4, 5]


def test_indents_are_measured_in_em() -> None:
    indents = [
        line.indent for group in groups("\u3000\u3000甲\n    乙\n\t丙\n丁") for line in group
    ]
    assert indents == [2.0, 2.0, 2.0, 0.0]
