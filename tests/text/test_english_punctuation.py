"""Chinese punctuation in English text becomes English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.checks import chinese_punctuation
from workbench.checks.context import Context
from workbench.text.codepoints import has_han, is_han
from workbench.text.english_punctuation import english_punctuation
from workbench.text.placeholders import PLACEHOLDER

PIECES = (
    *"。｡，、；：？！（）【】〔〕［］｛｝「」『』《》〈〉〝〞…⋯—～〜％＄＂＇／・〃︰﹐　",
    *"“”‘’.,;:?!()[]{}\"'-– \t",
    *"渡口雾Ａｂ１２aZ37s",
    *("{1}", "{2}", "{30}", "｛１｝", "……", "——", "——", "。。。", "word", "1，234", "（s）"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He said，“wait”，and left。", "He said, “wait”, and left."),
        ("“Wait！”He did not。", "“Wait!” He did not."),
        ("Is it late？！Yes；very：so。", "Is it late?! Yes; very: so."),
        ("tea、salt、rice", "tea, salt, rice"),
        ("the ferry（at dawn）left", "the ferry (at dawn) left"),
        ("ship（s）", "ship(s)"),
        ("【Note】none", "[Note] none"),
        ("「come」he said『now』", "“come” he said ‘now’"),
        ("He read《The Ferry》and〈Fog〉again", "He read “The Ferry” and “Fog” again"),
        ("I know……but no", "I know… but no"),
        ("……and yet", "…and yet"),
        ("and…。。。", "and…"),
        ("the fog——thick", "the fog—thick"),
        ("3～5 km～", "3–5 km~"),
        ("ＡＢＣ　１２％", "ABC 12%"),
        ("1，234 in 2020，345 more", "1,234 in 2020, 345 more"),
        ("at 3：30, 3．5 m, http：//a.b", "at 3:30, 3.5 m, http://a.b"),
        ("no space , but one　。", "no space , but one."),
        ("{1}word{2}，{3}more{4}。", "{1}word{2}, {3}more{4}."),
    ],
)
def test_what_becomes_of_marks(before: str, after: str) -> None:
    assert english_punctuation(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Li Bai（李白，诗人）wrote", "Li Bai (李白，诗人) wrote"),
        ("the sign 雾！慢行 stood there。", "the sign 雾！慢行 stood there."),
        ("it said 渡口（东）码头。", "it said 渡口（东）码头."),
        ("《渡口》、《雾》are books", "“渡口”, “雾” are books"),
        ("it said 慢？！行 twice", "it said 慢？！行 twice"),
    ],
)
def test_marks_inside_quoted_chinese_stay(before: str, after: str) -> None:
    assert english_punctuation(before) == after


def test_english_is_left_alone() -> None:
    text = "“It’s late,” he said—then left… (at 3:30) for $5 ; why ?"
    assert english_punctuation(text) == text


def test_no_placeholder_is_made_of_full_width_braces() -> None:
    assert english_punctuation("｛１｝或{１}, ｛1} ，a") == "｛１｝或{１}, ｛1}, a"


@given(texts)
def test_doing_it_twice_changes_nothing(text: str) -> None:
    once = english_punctuation(text)
    assert english_punctuation(once) == once


@given(texts)
def test_placeholders_and_characters_stay(text: str) -> None:
    after = english_punctuation(text)
    assert PLACEHOLDER.findall(after) == PLACEHOLDER.findall(text)
    assert list(filter(is_han, after)) == list(filter(is_han, text))
    assert sum(map(str.isalnum, after)) == sum(map(str.isalnum, text))


@given(texts.filter(lambda text: not has_han(text) and "｛" not in text and "{１}" not in text))
def test_no_chinese_mark_is_left_in_english(text: str) -> None:
    after = PLACEHOLDER.sub("", english_punctuation(text))
    if "{" not in after:
        assert not chinese_punctuation.check("", after, Context())


@given(st.text(alphabet="abcXYZ012 .,;:?!()[]“”‘’'\"-–—…{}", max_size=40))
def test_english_comes_back_as_it_was(text: str) -> None:
    if "……" not in text and "——" not in text:
        assert english_punctuation(text) == text


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert PLACEHOLDER.findall(english_punctuation(text)) == PLACEHOLDER.findall(text)
