"""Markdown that is odd, huge or hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.formats.character_files import CharacterFiles
from tests.documents.formats.contract import (
    SOURCE,
    paragraphs_of,
)
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.markdown import handler as markdown
from workbench.errors import FormatError, WorkbenchError

_FILES = CharacterFiles("markdown")
_content = _FILES.content
_blocks = _FILES.blocks
_texts = _FILES.texts


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("一\0二\n", ["一二"]),
        ("\ufeff# 一\n", ["一"]),
        ("船家 👩‍👩‍👧 של שלום\n", ["船家 👩‍👩‍👧 של שלום"]),
        ("一\r二，三\r\r四\r\n五", ["一二，三", "四五"]),
        ("　　一\u2028二，三\x0c四", ["一 二，三 四"]),
        ("-\t一\n\n\t二\n", ["一", "二"]),
        (">一\n>> 二\n三", ["一", "二三"]),
        ("**一", ["**一"]),
        ("[一](", ["[一]("]),
        ("| 一 |\n|-|\n| 二 | 三 |\n", ["一", "二"]),
        ("^[一", ["^[一"]),
        ("*一**二*三**", ["{1}一**二{2}三**"]),
    ],
)
def test_odd_files(text: str, texts: list[str]) -> None:
    assert _texts(text) == texts


@pytest.mark.parametrize(
    "text",
    [
        "> " * 100_000 + "江",
        "".join(f"{'  ' * (n % 60)}- 江\n" for n in range(3000)),
        "- " * 20_000,
        "[" * 3000,
        "![" * 3000,
        "^[" * 2000,
        "*a _b **" * 5000,
        "`" * 100_000,
        "<" * 100_000,
        "$" * 50_000,
        "|" * 100_000,
        "a  \n" * 10_000,
        '[a](b "' * 3000,
        "江" * 1_000_000,
        "[a](" + "b" * 500_000 + " '题')",
    ],
    ids=lambda text: f"{text[:8]!r}",
)
def test_huge_files_are_read(text: str) -> None:
    assert _texts(f"船\n\n{text}\n")[0] == "船"


def test_a_bomb_of_brackets_is_refused() -> None:
    with pytest.raises(FormatError, match=r"page\.markdown.*200,000 opening brackets"):
        _blocks("[" * 1_000_000)


def test_a_paragraph_of_markup_alone_is_left_as_it_is() -> None:
    parsed = markdown.read(_content("船\n\n" + "*江*，" * 600), DEFAULT)
    assert [block.text for block in parsed.blocks] == ["船"]
    assert "line 3" in parsed.warnings[0]


_SCRAPS = st.sampled_from(
    [
        *("船家说。", "雾", "abc", " ", "  \n", "\n", "\n\n", "\\\n", "\t", "　　", "1. ", "- "),
        *("# ", "\n---\n", "\n===\n", "**", "*", "_", "~~", "`", "```\n", "[", "]", "](x)", "> "),
        *("](y '题')", "![", "[^1]", "\n\n[^1]: ", "^[", "$x$", "$$", "<b>", "</b>", "<br>"),
        *("<!--x-->", "&amp;", "\\*", "|", "\n|-|-|\n", "{1}", "{2}", "[ ] ", "]: /u\n"),
        *("---\ntitle: 题\n---\n", "\0", "\r\n"),
    ]
)


@given(st.lists(_SCRAPS, max_size=30).map("".join))
def test_any_file_keeps_its_characters(text: str) -> None:
    try:
        paragraphs = paragraphs_of(_blocks(text))
    except WorkbenchError:
        return
    assert markdown.write(_content(text), paragraphs, SOURCE).decode() == text
