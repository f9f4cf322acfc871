"""Sources are tidied and cut without losing a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.preparation import parts, tidy, with_chinese_marks


def test_spaces_of_justified_print_are_closed() -> None:
    assert tidy("双方同意扩 大 贸易， 并\n深化海关合作。") == "双方同意扩大贸易，并深化海关合作。"


def test_spaces_around_latin_words_stay() -> None:
    assert tidy("中国加入  World Trade\nOrganization 。") == "中国加入 World Trade Organization 。"


def test_marks_are_chinese_for_the_model() -> None:
    assert with_chinese_marks('他说:"好,走吧."') == "他说：“好，走吧。”"
    assert with_chinese_marks("他走了.") == "他走了。"


@pytest.mark.parametrize("source", ["He said: no.", "长3.5米", "用Python 3.", "A.B", "他走了。"])
def test_marks_of_numbers_and_latin_words_stay(source: str) -> None:
    assert with_chinese_marks(source) == source


def test_the_strongest_punctuation_that_does_it_is_cut_at() -> None:
    source = "港口很忙，船很多。码头很长；灯很亮。"
    assert parts(source, lambda text: len(text) <= 9) == [
        "港口很忙，船很多。",
        "码头很长；灯很亮。",
    ]
    assert parts(source, lambda text: len(text) <= 6) == [
        "港口很忙，",
        "船很多。",
        "码头很长；",
        "灯很亮。",
    ]


def test_closing_quotes_stay_with_their_sentence() -> None:
    cut = parts("他说：“走吧。”我们走了。", lambda text: len(text) <= 8)
    assert cut == ["他说：“走吧。”", "我们走了。"]


def test_words_stay_apart_where_the_cut_is_at_spaces() -> None:
    cut = parts("World Trade Organization", lambda text: len(text) <= 12)
    assert cut == ["World Trade", "Organization"]


@given(st.text(alphabet="港口忙，。；！？“” ab\n", max_size=60), st.integers(1, 12))
def test_only_white_space_is_lost_and_every_part_fits(source: str, longest: int) -> None:
    cut = parts(source, lambda text: len(text) <= longest)
    assert "".join("".join(cut).split()) == "".join(source.split()) or cut == [source]
    assert all(len(part) <= longest for part in cut)
