"""Markup in the text changes no boundary, and none of it is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.strategies import scraps
from tests.segmentation.gold import paragraphs
from workbench.core.document import ParagraphKind
from workbench.segmentation import chinese, english
from workbench.segmentation.paragraphs import cut_paragraph
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import placeholders, without

TEXTS = st.one_of(
    scraps,
    st.text(alphabet='好说。！…“”（）".a1 \n', max_size=40),
    st.sampled_from(["".join(gold) for gold in paragraphs("hard.zh")]),
)


@pytest.mark.parametrize(
    ("text", "closing", "expected"),
    [
        # What closes stays with the sentence before, what opens goes with the one after.
        ("{1}雾散了。{2}船开了。", {2}, ("{1}雾散了。{2}", "船开了。")),
        ("雾散了。{1}船{2}开了。", {2}, ("雾散了。", "{1}船{2}开了。")),
        ("{1}雾散了。{2}{3}船开了。{4}", {2, 4}, ("{1}雾散了。{2}", "{3}船开了。{4}")),
        ("{1}雾散了。{2} {3} 船开了。", {2}, ("{1}雾散了。{2}", "{3} 船开了。")),
        # What is opened after the boundary stays whole.
        ("雾散了。{1}{2}船开了。", {2}, ("雾散了。", "{1}{2}船开了。")),
        # What stands before the final marks stays before them.
        ("雾散了{1}。船开了。", set(), ("雾散了{1}。", "船开了。")),
        ("“雾散了。{1}”船开了。", {1}, ("“雾散了。{1}”", "船开了。")),
        ("“雾散了。{1}”船长说。", set(), ("“雾散了。{1}”船长说。",)),
        ("他说{1}ok{2}.然后走了。", {2}, ("他说{1}ok{2}.", "然后走了。")),
        ("增长3{1}.5{2}亿元。", {2}, ("增长3{1}.5{2}亿元。",)),
        # A line end is a boundary wherever the markup stands.
        ("雾散了{1}\n{2}船开了", set(), ("雾散了{1}", "{2}船开了")),
        ("雾散了。{1}……{2}", {2}, ("雾散了。{1}……{2}",)),
        ("……{1}", set(), ()),
        ("{1}{2} {3}", {2}, ()),
        ("{1}", set(), ()),
    ],
)
def test_where_placeholders_go(text: str, closing: set[int], expected: tuple[str, ...]) -> None:
    found = cut_paragraph(ParagraphKind.BODY, text, closing=frozenset(closing))
    assert found == expected


def test_english_text_too() -> None:
    found = english.sentences("{1}It left.{2} {3}Why?{4} Fog.", closing={2, 4})
    assert found == ("{1}It left.{2}", "{3}Why?{4}", "Fog.")


@given(TEXTS, st.data())
@settings(max_examples=400)
def test_boundaries_are_those_of_the_text_without_placeholders(
    text: str, data: st.DataObject
) -> None:
    marked, closing = _marked(text, data)
    for cut in (chinese.sentences, english.sentences):
        found = cut(marked, closing=closing)
        _assert_all_there(marked, found)
        if text.strip():
            assert [without(part).strip() for part in found] == list(cut(text))
        else:
            assert found == ()


@given(TEXTS, st.data())
@settings(max_examples=200)
def test_no_segment_is_without_a_word(text: str, data: st.DataObject) -> None:
    marked, closing = _marked(text, data)
    found = cut_paragraph(ParagraphKind.BODY, marked, closing=frozenset(closing))
    assert not any(is_wordless(without(segment)) for segment in found)
    if not is_wordless(text):
        _assert_all_there(marked, found)


def _marked(text: str, data: st.DataObject) -> tuple[str, set[int]]:
    """Return the text with placeholders at random places, and which of them close."""
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    marked, at = "", 0
    for number, place in enumerate(places, start=1):
        marked += f"{text[at:place]}{{{number}}}"
        at = place
    closing = data.draw(st.sets(st.integers(1, 6)))
    return marked + text[at:], closing


def _assert_all_there(text: str, found: tuple[str, ...]) -> None:
    if found:
        assert "".join("".join(found).split()) == "".join(text.split())
        assert placeholders("".join(found)) == placeholders(text)


@pytest.mark.parametrize("cut", [chinese.sentences, english.sentences])
def test_many_placeholders_take_linear_time(cut: Callable[[str], tuple[str, ...]]) -> None:
    text = "好。{1} " * 20_000 + "{2}" * 20_000 + "Oh. {3}" * 20_000
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
