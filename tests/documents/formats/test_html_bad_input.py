"""HTML that is broken, huge or hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.formats.character_files import CharacterFiles
from tests.documents.formats.contract import (
    SOURCE,
    paragraphs_of,
    translated,
)
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.html import handler as html
from workbench.errors import FormatError, WorkbenchError
from workbench.text.placeholders import placeholders

_FILES = CharacterFiles("html")
_content = _FILES.content
_blocks = _FILES.blocks
_texts = _FILES.texts


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>一\0二</p>", ["一二"]),
        ("<p>一\r二\r\r三</p>", ["一二三"]),
        ("<p>船家 👩‍👩‍👧 של שלום</p>", ["船家 👩‍👩‍👧 של שלום"]),
        ("一<二 三< 四<<b>五", ["一<二 三< 四<{1}五"]),
        ("<p title='不关的>一</p><p>二</p>", ["一", "二"]),
        ("<title>不关的<p>一</p>", ["不关的", "一"]),
        ("<noscript>不关的<p>一</p>", ["不关的", "一"]),
        ("<p>一</ p>二</>三</b>", ["一{1}二{2}三"]),
        ("<a\nhref=x/y>一</a>二<br/ >三", ["{1}一{2}二{3}三"]),
        ("<o:p>一</o:p><my-tag>二</my-tag>", ["{1}一{2}{3}二{4}"]),
        ("<p><table><tr><td>一</p>二</table>三", ["一", "二", "三"]),
        ("<select><option>一<option>二</select>", ["一", "二"]),
        ("<p translate=no>一<p>二", ["二"]),
        ("<td translate=no>一<td>二<tr><td>三", ["二", "三"]),
        ("<li><span translate=no>一<li>二", ["二"]),
        ("<plaintext><p>一", []),
        ("<p>一<svg><g/></svg>二<svg/>三", ["一{1}二{2}三"]),
    ],
)
def test_broken_pages(page: str, texts: list[str]) -> None:
    assert _texts(f"{page}<p>完" if texts else f"<p>完</p>{page}") == [*texts, "完"]


def test_an_xml_page_may_close_a_script_at_once() -> None:
    assert _texts('<?xml version="1.0"?><script src="a"/><p>一<span translate="no"/>二</p>') == [
        "一{1}二"
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 1_000_000,
        "<b>" * 200_000 + "船",
    ],
    ids=["blocks", "inline"],
)
def test_a_bomb_of_nested_elements_is_refused(page: str) -> None:
    with pytest.raises(FormatError, match=r"page\.html.*10,000 elements"):
        _blocks(page)


@pytest.mark.parametrize(
    "page",
    [
        "<p " + "a='b' " * 50_000 + ">船</p>",
        "<p title='" + "x" * 2_000_000 + "'>船</p>",
        "<p>船</p><a " + " " * 1_000_000,
        "<p>船</p>" + "<a " * 60_000,
        "<p>船</p>" + "<a b='" * 60_001,
        "<p>船</p>" + "<![CDATA[" * 60_000,
        "<p>船</p>" + "<!--" * 60_000,
        "<p>船</p>" + "<title>" * 40_000,
        "<p>船</p>" + "</b>" * 60_000,
        "<p>船</p><i>" + "<td>" + "</i>" * 60_000,
        "<p>船</p>" + "<p><b>" * 30_000,
        "<p>船</p>" + "&#" + "9" * 1_000_000 + ";",
        "<p>船</p>" + "<" * 1_000_000,
        "<p>船</p>" + "<code>" * 1000,
        "<p>船" + "江" * 2_000_000 + "</p>",
    ],
    ids=lambda page: f"{page[:20]!r}",
)
def test_huge_pages_are_read(page: str) -> None:
    assert _texts(page)[0].startswith("船")


def test_a_paragraph_of_tags_alone_is_left_as_it_is() -> None:
    page = "<p>船</p>\n<p>" + "<i>江</i>，" * 600 + "</p>"
    parsed = html.read(_content(page), DEFAULT)
    assert [block.text for block in parsed.blocks] == ["船"]
    assert "line 2" in parsed.warnings[0]


def test_a_long_run_of_lines_is_divided_at_each_break() -> None:
    assert len(_blocks("<div>" + "一行字<br>" * 2000 + "</div>")) == 2000


_TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<i lang=zh>", "</i>", "<br>", "<br><br>", "<img alt=图>"),
        *("<div>", "</div>", "<table><tr><td>", "</table>", "<h1>", "</h2>", "<li>"),
        *("<span translate=no>", "</span>", "<pre>", "</pre>", "<a title='题'>", "</a>"),
        *("<script>", "</script>", "<!--", "-->", "<title>", "</title>", "<", "&lt;", "&", '"'),
        *("船家说。", "雾", " ", "\n", "　　", "{1}", "{2}", "abc", "，", "\0", "<svg/>", "<ruby>"),
    ]
)


@given(st.lists(_TAGS, max_size=40).map("".join))
def test_any_page_keeps_its_characters(page: str) -> None:
    try:
        blocks = _blocks(page)
    except WorkbenchError:
        return
    paragraphs = paragraphs_of(blocks)
    assert html.write(_content(page), paragraphs, SOURCE).decode() == page
    english = translated(
        paragraphs, lambda s: "W " + "".join(f"{{{n}}}" for n in placeholders(s.source))
    )
    written = html.write(_content(page), english, SOURCE).decode()
    offered = [paragraph for paragraph in english if paragraph.segments and not paragraph.notes]
    if offered:
        assert sum(block.text.startswith("W") for block in _blocks(written)) == len(offered)
