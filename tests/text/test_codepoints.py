"""What a code point is: the edges of each range, by number."""

from __future__ import annotations

import re

import pytest

from workbench.text.codepoints import (
    CJK_PUNCTUATION,
    CLOSERS,
    FULLWIDTH,
    HAN,
    HAN_CLASS,
    OPENERS,
    count_han,
    has_han,
    is_cjk_punctuation,
    is_fullwidth,
    is_han,
    is_latin,
    is_wordless,
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (0x3004, False),
        (0x3005, True),
        (0x3006, False),
        (0x3007, True),
        (0x33FF, False),
        (0x3400, True),
        (0x4DBF, True),
        (0x4DC0, False),
        (0x4DFF, False),
        (0x4E00, True),
        (0x9FFF, True),
        (0xA000, False),
        (0xF8FF, False),
        (0xF900, True),
        (0xFAFF, True),
        (0xFB00, False),
        (0x1FFFF, False),
        (0x20000, True),
        (0x2FA1F, True),
        (0x2FA20, False),
        (0x2FFFF, False),
        (0x30000, True),
        (0x323AF, True),
        (0x323B0, False),
    ],
)
def test_han_at_the_edges_of_its_blocks(code: int, expected: bool) -> None:
    assert is_han(chr(code)) is expected


def test_kana_hangul_and_letters_are_not_han() -> None:
    assert not has_han("かなカナ한국어 Latin Ελλάς ａｂｃ １２３ ，。“”")


def test_counts_characters_but_not_their_punctuation() -> None:
    assert count_han("你好，World！𠀀々") == 4
    assert count_han("") == 0


def test_ranges_ascend_and_do_not_overlap() -> None:
    for ranges in (HAN, CJK_PUNCTUATION, FULLWIDTH):
        flat = [code for pair in ranges for code in pair]
        assert flat == sorted(flat)


def test_the_class_matches_what_the_predicate_says() -> None:
    pattern = re.compile(f"[{HAN_CLASS}]")
    edges = {edge + step for pair in HAN for edge in pair for step in (-1, 0, 1)}
    assert all(bool(pattern.match(chr(code))) is is_han(chr(code)) for code in edges)


def test_chinese_punctuation_is_not_shared_punctuation() -> None:
    assert all(map(is_cjk_punctuation, "，。、；：？！（）《》「」『』【】〔〕｛｝"))
    assert not any(map(is_cjk_punctuation, "“”‘’…—·,.;:?!()字Ａ９ "))


def test_fullwidth_forms() -> None:
    assert all(map(is_fullwidth, "ＡＺａｚ０９！～（）　￥"))
    assert not any(map(is_fullwidth, "AZaz09!~()字。、《"))


def test_latin_letters_are_those_of_scripts_with_spaces() -> None:
    assert all(map(is_latin, "AzéßΩЖ"))
    assert not any(map(is_latin, "字か한Ａ9,。"))


def test_wordless_text_is_only_marks() -> None:
    assert all(map(is_wordless, ("", " 。…“”——!? \n", "* * *", "\u3000")))
    assert not any(map(is_wordless, ("“好”", "… 3 …", "a", "——新华社", "①")))


def test_each_closer_has_its_opener() -> None:
    assert len(CLOSERS) == len(OPENERS) + 1
