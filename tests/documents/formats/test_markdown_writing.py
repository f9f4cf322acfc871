"""Markdown out: English that must not become markup, and all else as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.formats.character_files import CharacterFiles
from tests.documents.formats.contract import (
    EMPTY,
    SOURCE,
    joined,
    paragraphs_of,
    split,
    translated,
)
from tests.documents.formats.test_markdown import SAMPLE
from workbench.core.code import CodeKind
from workbench.core.document import Segment
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.markdown import handler as markdown
from workbench.documents.rendering import english
from workbench.text.placeholders import placeholder

_FILES = CharacterFiles("markdown")
_content = _FILES.content
_blocks = _FILES.blocks
_texts = _FILES.texts
_paragraphs = _FILES.paragraphs
_english = _FILES.english
_cut = _FILES.cut
_write = _FILES.write

ENGLISH = """---
title: "Morning: the Ferry"
draft: true
---

# The *Morning* #

Fog rises; **the [village](/village "look") over there** is gone. He says:\\
wait.

> - Few wait. Nobody hurries.
> - *Someone lit a fire.*

After the Fog
--------

| Hour | Deed |
|:-----|-------:|
| Morning | a `fire` for hands\\|feet[^1] |

    代码 不动

[^1]: The fog lifted.
"""


def test_all_but_the_words_stays_byte_for_byte() -> None:
    targets = (
        "Morning: the Ferry",
        "The {1}Morning{2}",
        "Fog rises; {1}the {2}village{3} over there{4} is gone. He says: {5} wait.",
        "look",
        "Few wait. Nobody hurries.",
        "Someone lit a fire.",
        "After the Fog",
        "Hour",
        "Deed",
        "Morning",
        "a {1} for hands|feet",
        "The fog lifted.",
    )
    assert _english(SAMPLE, *targets) == ENGLISH
    crlf = SAMPLE.replace("\n", "\r\n")
    assert _english(crlf, *targets) == ENGLISH.replace("\n", "\r\n")
    assert _english(SAMPLE.replace("\n", "\r"), *targets) == ENGLISH.replace("\n", "\r")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_of_which_nothing_changed_comes_back_byte_for_byte(end: str) -> None:
    content = _content(SAMPLE.replace("\n", end), "gb18030")
    paragraphs = paragraphs_of(tuple(markdown.read(content, DEFAULT).blocks))
    assert markdown.write(content, paragraphs, SOURCE) == content.data


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a *b* c", "a \\*b\\* c"),
        ("snake_case_name", "snake_case_name"),
        ("_x_", "\\_x\\_"),
        ("1. First", "1\\. First"),
        ("12) First", "12\\) First"),
        ("1.5 million", "1.5 million"),
        ("# 5", "\\# 5"),
        ("#5", "#5"),
        ("- dash", "\\- dash"),
        ("+ plus", "\\+ plus"),
        ("> more", "\\> more"),
        ("---", "\\---"),
        ("a `b` c", "a \\`b\\` c"),
        ("<b> & <i>", "\\<b\\> & \\<i\\>"),
        ("3 < 4 & 5", "3 < 4 & 5"),
        ("&amp;", "\\&amp;"),
        ("AT&T", "AT&T"),
        ("C:\\*", "C:\\\\\\*"),
        ("[1] says", "[1] says"),
        ("[a](b)", "\\[a\\](b)"),
        ("[x]: y", "\\[x\\]: y"),
        ("costs $5 and $6", "costs $5 and $6"),
        ("$x$", "\\$x\\$"),
        ("~~~", "\\~\\~\\~"),
        ("end\\", "end\\"),
        ("Wow!", "Wow!"),
    ],
)
def test_english_that_would_be_markup_is_escaped(words: str, written: str) -> None:
    assert _english("船\n", words) == f"{written}\n"


def test_english_after_the_mark_of_a_footnote_is_no_link_and_no_definition() -> None:
    text = "雾[^1]散了\n\n[^1]: x\n"
    assert _english(text, "{1}(a) fog", "x") == "[^1]\\(a) fog\n\n[^1]: x\n"
    assert _english(text, "{1}: fog", "x") == "[^1]\\: fog\n\n[^1]: x\n"


def test_english_of_headings_and_cells_is_escaped_as_they_need() -> None:
    assert _english("# 船\n", "C #") == "# C \\#\n"
    assert _english("船\n===\n", "- a") == "\\- a\n===\n"
    assert _english("|船|\n|-|\n", "a | `b|c`") == "|a \\| \\`b\\|c\\`|\n|-|\n"
    assert _english("# 船\n", "- a") == "# - a\n"


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("船**开**了", "The {1} boat {2} left", "The **boat** left"),
        ("船**开。**了", "a{1}boat.{2}b", "a<strong>boat.</strong>b"),
        ("船 _开_ 了", "a{1}b{2}c", "a*b*c"),
        ("船***开***了", "a {1}b.{2}c", "a <em><strong>b.</strong></em>c"),
        ("船~~开~~了", "a {1}*{2} b", "a ~~*~~ b"),
        ("船**开**了", "{2}a{1}", "**a**"),
    ],
)
def test_emphasis_where_markdown_cannot_have_it(source: str, target: str, written: str) -> None:
    assert _english(f"{source}\n", target) == f"{written}\n"


def test_emphasis_beside_chinese_is_what_its_author_means() -> None:
    text = "他说**“雾散了。”**就走。*（船）*开了，2**3**4 * 5\n"
    assert _texts(text) == ["他说{1}“雾散了。”{2}就走。{3}（船）{4}开了，2{5}3{6}4 * 5"]
    assert _texts("a**(b)**c 船\n") == ["a**(b)**c 船"]


def test_numbers_that_the_file_uses_are_left_to_it() -> None:
    (block,) = _blocks("共{1}条，**第{3}条**，完\n")
    assert block.text == "共{1}条，{2}第{3}条{4}，完"


def test_the_mark_of_a_note_keeps_its_line() -> None:
    text = "> [!NOTE]\n> 雾散了。船开了。\n"
    assert _english(text, "Fog.") == "> [!NOTE]\n> Fog.\n"
    done = _write(text, split(_cut(text), 0), "Fog.", "Boat.")
    assert done == "> [!NOTE]\n> Fog.\n>\n> Boat.\n"


def test_split_paragraphs() -> None:
    text = "> - 雾散了。船开了。\n"
    assert _write(text, split(_cut(text), 0), "Fog.", "1. Boat") == ("> - Fog.\n>\n>   1\\. Boat\n")
    for whole in ("|雾散了。船开了。|\n|-|\n", "**雾散了。船开了。**\n"):
        done = _write(whole, split(_cut(whole), 0), "Fog.", "Boat.")
        assert done == whole.replace("雾散了。船开了。", "Fog. Boat.")
    cut = "雾**散了。船**开了。\n"
    assert _write(cut, split(_cut(cut), 0), "Fog {1}goes.", "Boat{2} too.") == (
        "Fog **goes. Boat** too.\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("雾散了，\n\n船开了。\n\n完\n", "Fog, boat.\n\n完\n"),
        ("雾散了，\n\n**船开了。**\n\n完\n", "Fog, boat.\n\n完\n"),
        ("> 雾散了，\n>\n> 船开了。\n", "> Fog, boat.\n>\n"),
        ("- 雾散了，\n- 船开了。\n- 完\n", "- Fog, boat.\n- 完\n"),
        ("- 雾散了，\n- 船开了。\n\n  完\n", "- Fog, boat.\n- <!-- -->\n\n  完\n"),
        ("雾散了，\n\n![x](y)船开了。\n", "Fog, boat.\n\n![x](y)\n"),
        ("雾散了，\n\n船开了。\n---\n完\n", "Fog, boat.\n\n完\n"),
        ("|雾散了，|船开了。|\n|-|-|\n", "|Fog, boat.||\n|-|-|\n"),
    ],
)
def test_joined_paragraphs_leave_no_shell(text: str, written: str) -> None:
    assert _write(text, joined(_cut(text), 0), "Fog,", "boat.", *["完"] * 2) == written


def test_untranslated_text_can_be_left_out() -> None:
    text = "雾\n===\n\n船![x](y)开\n\n- 一\n\n  二\n"
    assert _english(text, "", "", "", "two", wanted=EMPTY) == "![x](y)\n\n- <!-- -->\n\n  two\n"


def test_words_of_images_in_joined_paragraphs_are_written() -> None:
    text = "雾散了，\n\n船![江](a)开了。\n"
    fog, boat, river = _paragraphs(text, "", "", "river")
    whole = joined((fog, boat), 0)[0]
    targets = iter(("Fog", "{2} boat"))
    (done,) = translated([whole], lambda _: next(targets))
    number = done.codes[0].number
    done = translated([done], lambda s: f"a {placeholder(number)}" if "船" in s.source else "Fog")[
        0
    ]
    assert markdown.write(_content(text), (done, river), SOURCE).decode() == "Fog a ![river](a)\n\n"


_TARGETS = st.sampled_from(
    [
        *("word", " ", "*", "_", "`", "[", "]", "(", ")", "#", "1. ", "- ", "> ", "|", "\\", "<b>"),
        *("&amp;", "$x$", "~~", "![", "^[", "]: u", '"it\'s"', "é", "=", "---", "a_b", "!", "."),
        "https://a.b/c_d",
    ]
)
_FRAMES = st.sampled_from(
    [
        *("雾**散**了。", "# 雾*散*了", "- [雾](x)散[^1]了\n\n[^1]: x", "> 雾`x`散了<b>y</b>。"),
        *("|雾**散**了|\n|-|", "雾_散_了\n====", "1. **雾**散  \n   了", "雾![x](y)~~散~~了"),
        *("[雾][r]散\n\n[r]: /r", "**雾*散*了。**", "雾**“散”**了", "- [ ] 雾<br>散了"),
    ]
)


@given(_FRAMES, st.data())
def test_whatever_the_english_the_parser_finds_just_that(frame: str, data: st.DataObject) -> None:
    first, *rest = paragraphs_of(_blocks(frame))
    marks = [placeholder(code.number) for code in first.codes]
    words = [data.draw(st.lists(_TARGETS, max_size=4).map("".join)) for _ in range(len(marks) + 1)]
    target = "w" + "".join(w + m for w, m in zip(words, [*marks, ""], strict=True)) + "w"
    done = (replace(first, segments=(Segment(0, 1, 0, first.text, target),)), *rest)
    written = markdown.write(_content(frame), done, SOURCE).decode()
    again = _blocks(written)[0]
    pairs = ((english(done[0], SOURCE), first.codes), (again.text, again.codes))
    plain = [_plain(text, codes) for text, codes in pairs]
    assert plain[0] == plain[1]
    assert again.kind is first.kind
    assert len(again.codes) >= len([c for c in first.codes if c.kind is CodeKind.ALONE])


def _plain(text: str, codes: Sequence[object]) -> str:
    """Return the words without codes and white space."""
    for number in range(1, len(codes) + 1):
        text = text.replace(placeholder(number), "")
    return "".join(text.split())
