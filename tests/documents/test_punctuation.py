"""Half-width marks of Chinese text become Chinese ones, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.strategies import documents
from workbench.documents.cleanup.punctuation import chinese_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江上起雾,船停了;谁也不急:等吧?好!", "江上起雾，船停了；谁也不急：等吧？好！"),
        ("加入APEC,扩大合作", "加入APEC，扩大合作"),
        ('他说:"开船"。', "他说：“开船”。"),
        ("落实\"'三条船'的办法\",马上做", "落实“‘三条船’的办法”，马上做"),
        ("增长8.6%,高于去年", "增长8.6%，高于去年"),
        ("(G20),中国", "(G20)，中国"),
    ],
)
def test_marks_in_chinese_text(text: str, expected: str) -> None:
    assert chinese_marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "上午12:30开船，票价1,200元",
        "The ferry, they say, is late; why?",
        "见 http://example.org 的说明",
        "他引用了“fog, rain and wind”三个词",
        "船长的口头禅是it's fine",
        '他说"开船，大家都上来',
        "江上起雾，船停了。",
        "",
    ],
)
def test_what_stays(text: str) -> None:
    assert chinese_marks(text) == text


@given(documents | st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_each_mark_is_replaced_by_one_and_only_once(text: str) -> None:
    found = chinese_marks(text)
    assert len(found) == len(text)
    assert all(a == b or a in ",;:?!\"'" for a, b in zip(text, found, strict=True))
    assert chinese_marks(found) == found
