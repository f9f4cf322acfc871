"""Markdown in and out: its structure, and English that must not become markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.formats.contract import (
    EMPTY,
    SOURCE,
    FormatContract,
    joined,
    paragraphs_of,
    split,
    translated,
)
from workbench.core.code import CodeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.documents.blocks import Block
from workbench.documents.cleaning import DEFAULT, Cleaning, Step
from workbench.documents.formats import markdown
from workbench.documents.formats.base import Content, Wanted
from workbench.documents.rendering import english
from workbench.errors import FormatError, WorkbenchError
from workbench.text.placeholders import placeholder

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


def _content(text: str, encoding: str = "utf-8") -> Content:
    return Content(text.encode(encoding), text, encoding, "page.md")


def _blocks(text: str, cleaning: Cleaning = DEFAULT) -> tuple[Block, ...]:
    return tuple(markdown.read(_content(text), cleaning).blocks)


def _texts(text: str, cleaning: Cleaning = DEFAULT) -> list[str]:
    return [block.text for block in _blocks(text, cleaning)]


def _paragraphs(text: str, *targets: str) -> tuple[Paragraph, ...]:
    return tuple(
        replace(p, segments=(Segment(0, p.id, 0, p.text, target),))
        for p, target in zip(paragraphs_of(_blocks(text)), targets, strict=True)
    )


def _english(text: str, *targets: str, wanted: Wanted = SOURCE) -> str:
    """Return the file with one English text for each of its paragraphs, in order."""
    return markdown.write(_content(text), _paragraphs(text, *targets), wanted).decode()


def _cut(text: str) -> tuple[Paragraph, ...]:
    return translated(paragraphs_of(_blocks(text)), lambda _: "")


def _write(text: str, paragraphs: Sequence[Paragraph], *targets: str) -> str:
    left = iter(targets)
    done = translated(paragraphs, lambda _: next(left))
    return markdown.write(_content(text), done, SOURCE).decode()


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
    with pytest.raises(FormatError, match=r"page\.md: the file has no text.*plain text"):
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
    with pytest.raises(FormatError, match=r"page\.md.*200,000 opening brackets"):
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
_TARGETS = st.sampled_from(
    [
        *("word", " ", "*", "_", "`", "[", "]", "(", ")", "#", "1. ", "- ", "> ", "|", "\\", "<b>"),
        *("&amp;", "$x$", "~~", "![", "^[", "]: u", '"it\'s"', "é", "=", "---", "a_b", "!", "."),
        "https://a.b/c_d",
    ]
)


@given(st.lists(_SCRAPS, max_size=30).map("".join))
def test_any_file_keeps_its_characters(text: str) -> None:
    try:
        paragraphs = paragraphs_of(_blocks(text))
    except WorkbenchError:
        return
    assert markdown.write(_content(text), paragraphs, SOURCE).decode() == text


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
