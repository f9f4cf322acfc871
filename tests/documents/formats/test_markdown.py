"""Markdown in: what of a file is offered, and how it is shown."""

from __future__ import annotations

from typing import ClassVar

import pytest

from tests.documents.formats.character_files import CharacterFiles
from tests.documents.formats.contract import (
    FormatContract,
)
from workbench.core.code import CodeKind
from workbench.core.document import ParagraphKind
from workbench.documents.cleanup.cleaning import DEFAULT, Step
from workbench.documents.formats.markdown import handler as markdown
from workbench.errors import FormatError

_FILES = CharacterFiles("markdown")
_content = _FILES.content
_blocks = _FILES.blocks
_texts = _FILES.texts
_english = _FILES.english

SAMPLE = """---
title: 渡口的清晨
draft: true
---

# 渡口的*清晨* #

雾从江面升起来，**对岸的[村子](/village "看")**看不见了。船家把缆绳
解开，又系上。他说：\\
再等一等。

> - 等船的人不多。
>   大家都不着急。
> - *有人生起一堆火。*

雾散之后
--------

| 时辰 | 做什么 |
|:-----|-------:|
| 早晨 | 生`fire`火，烤着手\\|脚说话[^1] |

    代码 不动

[^1]: 太阳出来以后，
    雾慢慢散了。
"""


class TestMarkdown(FormatContract):
    """The contract of formats, for Markdown."""

    format: ClassVar[str] = "markdown"
    sample: ClassVar[bytes] = (
        SAMPLE.replace("title: 渡口的清晨", "x: y").replace(' "看"', "").encode()
    )


def test_kinds_and_lines() -> None:
    found = [(block.kind, block.line) for block in _blocks(SAMPLE)]
    title, heading, body = ParagraphKind.TITLE, ParagraphKind.HEADING, ParagraphKind.BODY
    assert found == [
        *[(title, 2), (title, 6), (body, 8), (body, 8), (body, 12), (body, 14), (heading, 16)],
        *[(body, 19), (body, 19), (body, 21), (body, 21), (body, 25)],
    ]


def test_codes_of_every_kind() -> None:
    text = (
        '雾**大**和*轻*和~~无~~，[船](a "题 b")，`npm run`，<http://a.b>，<b>快</b><br>慢，'
        "$x^2$，注[^1]，^[行内]，\\*星\\* &amp; &lt;，![图](c.png)完\n\n[^1]: x\n"
    )
    block = _blocks(text)[0]
    assert block.text == (
        "雾{1}大{2}和{3}轻{4}和{5}无{6}，{7}船{8}，{9}，{10}，{11}快{12}{13}慢，"
        "{14}，注{15}，{16}行内{17}，*星* & <，{18}完"
    )
    alone = [code.markup for code in block.codes if code.kind is CodeKind.ALONE]
    assert alone == ["`npm run`", "<http://a.b>", "<br>", "$x^2$", "[^1]", "![图](c.png)"]
    labels = {code.markup: code.label for code in block.codes}
    assert labels['](a "题 b")'] == "link"
    assert labels["`npm run`"] == "npm run"
    assert labels["![图](c.png)"] == "图"


@pytest.mark.parametrize(
    "kept",
    [
        "```\n代码\n```",
        "~~~ 语言\n代码\n~~~",
        "    缩进的代码",
        "<div>\n块\n</div>",
        "<!-- 注释 -->",
        "[名]: /址 '题'",
        "$$\n公式\n$$",
        "***",
        "| |\n|-|\n| |",
        "![x](y.png)",
        "`代码`",
    ],
)
def test_what_nobody_translates_is_not_offered(kept: str) -> None:
    text = f"船\n\n{kept}\n"
    assert _texts(text) == ["船"]
    assert _english(text, "boat") == f"boat\n\n{kept}\n"


def test_html_blocks_in_chinese_are_pointed_out() -> None:
    parsed = markdown.read(_content("船\n\n<div>\n块\n</div>\n\n<p>x</p>\n"), DEFAULT)
    assert parsed.warnings == (
        "HTML blocks with Chinese text stay as they are: 1, the first at line 3.",
    )


def test_a_file_without_text_says_what_to_do() -> None:
    with pytest.raises(FormatError, match=r"page\.markdown: the file has no text.*plain text"):
        _blocks("```\n代码\n```\n")


def test_wrapped_lines_are_joined() -> None:
    assert _texts("他把缆绳\n解开，a\nb，\n  又系上。\n") == ["他把缆绳解开，a b，又系上。"]
    assert _texts("他把缆绳\n解开。", DEFAULT.without(Step.LINES)) == ["他把缆绳 解开。"]
    assert _texts("他把 缆绳\n解开。", DEFAULT.without(Step.SPACES)) == ["他把 缆绳解开。"]
    assert _english("> 他把缆绳\n> 解开，\n又系上。\n", "He unties it.") == "> He unties it.\n"


def test_hard_breaks_keep_the_prefix_of_their_block() -> None:
    text = "1. > 雾散了，  \n   > 船开了。\n"
    assert _texts(text) == ["雾散了，{1}船开了。"]
    assert _english(text, "Fog{1}# boat") == "1. > Fog  \n   > \\# boat\n"
    assert _english("# 雾<br>船\n", "1{1}2") == "# 1<br>2\n"


def test_words_inside_of_markup_are_offered_where_they_are_chinese() -> None:
    text = "![雾*大*](a.png '图 \\' 题')船[系](b (题))上[江](c \"x\")\n\n[江]: d\n![江][] ![江]\n"
    assert _texts(text)[:4] == ["雾大", "图'题", "船{1}系{2}上{3}江{4}", "题"]
    named = "船![江][]雾![江]散\n\n[江]: d\n"
    assert _texts(named) == ["船{1}雾{2}散", "江", "江"]
    assert _english(named, "Boat {1} fog {2} off", "river", "stream [1]") == (
        "Boat ![river][江] fog ![stream \\[1\\]][江] off\n\n[江]: d\n"
    )
    titled = "[船](a '题')开了，[雾](b (题))散了\n"
    assert _english(titled, "{1}A{2}, {3}B{4}", "it's", "(x)") == (
        "[A](a 'it\\'s'), [B](b (\\(x\\)))\n"
    )


def test_a_link_that_is_found_by_its_words_keeps_them_as_its_name() -> None:
    text = "看[船]与[雾][]与[江][a]。\n\n[船]: /1\n[雾]: /2\n[a]: /3\n"
    assert _english(text, "See {1}boat{2}, {3}fog{4}, {5}river{6}.").startswith(
        "See [boat][船], [fog][雾], [river][a].\n"
    )


def test_tasks_and_tables_and_notes_keep_their_marks() -> None:
    text = (
        "- [ ] 解\n- [x] 系\n\n甲 | 乙\n--|--\n一\\|二 | 三\n四\n\n注[^a]\n\n[^a]: 一\n\n    二\n"
    )
    assert _english(text, "untie", "tie", "A", "B", "1|2", "3", "4", "note", "one", "two") == (
        "- [ ] untie\n- [x] tie\n\nA | B\n--|--\n1\\|2 | 3\n4\n\nnote[^a]\n\n[^a]: one\n\n    two\n"
    )


@pytest.mark.parametrize(
    ("front", "texts", "written"),
    [
        ("---\ntitle: 船\n---", ["船"], "---\ntitle: boat\n---"),
        ("---\ntitle: '船' # 注\n---", ["船"], "---\ntitle: 'boat' # 注\n---"),
        ('---\ntitle: "船\\"x"\n...', ['船"x'], '---\ntitle: "boat"\n...'),
        ('+++\ntitle = "船"\n+++', ["船"], '+++\ntitle = "boat"\n+++'),
        ("---\nDescription: 船\ntags: 雾\n---", ["船"], "---\nDescription: boat\ntags: 雾\n---"),
        ("---\ntitle: |\n  船\n---", [], "---\ntitle: |\n  船\n---"),
        ("---\ntitle: [船]\n---", [], "---\ntitle: [船]\n---"),
        ("---\ntitle: x\n---", [], "---\ntitle: x\n---"),
    ],
)
def test_front_matter(front: str, texts: list[str], written: str) -> None:
    text = f"{front}\n\n雾\n"
    assert _texts(text) == [*texts, "雾"]
    assert _english(text, *("boat" for _ in texts), "fog") == f"{written}\n\nfog\n"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("It's: a", '"It\'s: a"'),
        ("yes", '"yes"'),
        ("- a", '"- a"'),
        ('a "b"', 'a "b"'),
        ("1", '"1"'),
    ],
)
def test_settings_are_quoted_where_they_must_be(words: str, written: str) -> None:
    assert _english("---\ntitle: 船\n---\n", words) == f"---\ntitle: {written}\n---\n"


def test_unclosed_front_matter_is_none() -> None:
    assert _texts("---\ntitle: 船\n\n雾\n") == ["title: 船", "雾"]
