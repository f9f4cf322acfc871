"""HTML out: English in its place, and all else as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.documents.formats.character_files import CharacterFiles
from tests.documents.formats.contract import (
    EMPTY,
    SOURCE,
    joined,
    paragraphs_of,
    split,
    translated,
)
from workbench.core.document import Segment
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.formats.base import Content
from workbench.documents.formats.html import handler as html

_FILES = CharacterFiles("html")
_content = _FILES.content
_paragraphs = _FILES.paragraphs
_english = _FILES.english
_cut = _FILES.cut
_write = _FILES.write

GOLDEN = """<!DOCTYPE html>\r
<HTML LANG=zh><!-- 页面 -->\r
<Title>渡口</TITLE>\r
<table border=0><TR><td>姓名<p>说明\r
<tr><td nowrap>船家</td>\r
</table></b></div>\r
<!--[if IE]><p>旧的</p><![endif]-->\r
<P CLASS="a>b">雾从江面升起来，\r
    <FONT COLOR=red>看不见</FONT>了。</p\r
>\r
<ol><li>解开缆绳<li>上船</ol>\r
<p></p>\r
"""
GOLDEN_ENGLISH = """<!DOCTYPE html>\r
<HTML LANG=en><!-- 页面 -->\r
<Title>Ferry</TITLE>\r
<table border=0><TR><td>Name<p>Note\r
<tr><td nowrap>Boatman</td>\r
</table></b></div>\r
<!--[if IE]><p>旧的</p><![endif]-->\r
<P CLASS="a>b">Fog rises; <FONT COLOR=red>no sight</FONT> of it.</p\r
>\r
<ol><li>Untie it<li>Board</ol>\r
<p></p>\r
"""


def test_all_but_the_words_stays_byte_for_byte() -> None:
    targets = (
        "Ferry",
        "Name",
        "Note",
        "Boatman",
        "Fog rises; {1}no sight{2} of it.",
        "Untie it",
        "Board",
    )
    assert _english(GOLDEN, *targets) == GOLDEN_ENGLISH


_TRADITIONAL = str.maketrans("页说雾从来见开缆绳题旧", "頁說霧從來見開纜繩題舊")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030", "big5", "gb2312"])
def test_a_page_of_which_nothing_changed_comes_back_byte_for_byte(encoding: str) -> None:
    page = GOLDEN.translate(_TRADITIONAL) if encoding == "big5" else GOLDEN
    content = _content(page, encoding)
    paragraphs = paragraphs_of(tuple(html.read(content, DEFAULT).blocks))
    assert html.write(content, paragraphs, SOURCE) == content.data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "gb18030"])
def test_a_byte_order_mark_stays(encoding: str) -> None:
    data = "\ufeff".encode(encoding) + "<p>船</p>".encode(encoding)
    content = Content(data, "<p>船</p>", encoding, "page.html")
    paragraphs = _paragraphs("<p>船</p>", "boat")
    assert html.write(content, paragraphs, SOURCE) == "\ufeff<p>boat</p>".encode(encoding)


def test_characters_that_the_encoding_lacks_become_references() -> None:
    page = "<meta charset=big5><p title=船>船</p>"
    written = _english(page, "naïve", "café 🚢", encoding="big5")
    assert written == '<meta charset=big5><p title="na&#239;ve">caf&#233; &#128674;</p>'


def test_a_split_paragraph_becomes_two_elements() -> None:
    page = "<div><p class=a lang=zh><b>雾散了。船开了。</b></p></div>"
    one, two = split(_cut(page), 0)
    assert _write(page, (one, two), "Fog.", "Boat.") == (
        "<div><p class=a lang=en><b>Fog.</b></p>\n<p class=a lang=en><b>Boat.</b></p></div>"
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<td>雾散了。船开了。", "<td>Fog.<br><br>Boat."),
        ("<p id=a>雾散了。船开了。</p>", "<p id=a>Fog.<br><br>Boat.</p>"),
        ("<p><img src=a>雾散了。船开了。</p>", "<p><img src=a>Fog.<br><br>Boat.</p>"),
        ("<p>船<img alt='雾散了。船开了。'>家</p>", '<p>船<img alt="Fog. Boat.">家</p>'),
        ('<?xml version="1.0"?><div>雾散了。船开了。</div>',
         '<?xml version="1.0"?><div>Fog.<br/><br/>Boat.</div>'),
    ],
)  # fmt: skip
def test_a_split_paragraph_where_there_can_be_no_second_element(page: str, expected: str) -> None:
    whole = _cut(page)
    at = next(rank for rank, p in enumerate(whole) if len(p.segments) > 1)
    targets = ["", "Fog.", "Boat."] if at else ["Fog.", "Boat."]
    assert _write(page, split(whole, at), *targets) == expected


@pytest.mark.parametrize("name", ["h2", "title", "legend"])
def test_a_split_heading_stays_one(name: str) -> None:
    page = f"<{name}>雾散船开</{name}>"
    (whole,) = _paragraphs(page, "")
    parts = [replace(whole, text=t, segments=(Segment(0, 1, 0, t),)) for t in ("雾散", "船开")]
    assert (
        _write(page, parts, "Fog Lifts", "Boat Leaves") == f"<{name}>Fog Lifts Boat Leaves</{name}>"
    )


def test_a_pair_that_a_split_cut_stays_in_one_element() -> None:
    page = "<p>雾<b>散了。船</b>开了。</p>"
    assert _write(page, split(_cut(page), 0), "Fog {1}goes.", "Boat{2} too.") == (
        "<p>Fog <b>goes.<br><br>Boat</b> too.</p>"
    )


def test_a_joined_paragraph_leaves_no_shell() -> None:
    page = "<p>雾散了，</p>\n<p class=b><i>船<b>开</b>了。</i></p><p>完</p>"
    done = _write(page, joined(_cut(page), 0), "The fog went,", "the {3}boat{4} left.", "End")
    assert done == "<p>The fog went, the <b>boat</b> left.</p>\n<p>End</p>"


def test_a_joined_paragraph_leaves_what_may_be_needed() -> None:
    page = "<p>雾散了，</p><p id=b><i>船开了。</i></p>"
    assert _write(page, joined(_cut(page), 0), "The fog went,", "the boat left.") == (
        "<p>The fog went, the boat left.</p><p id=b><i></i></p>"
    )
    table = "<td>雾散了，<td>船开了。"
    assert _write(table, joined(_cut(table), 0), "The fog went,", "so we left.") == (
        "<td>The fog went, so we left.<td>"
    )


def test_attributes_in_the_codes_of_joined_paragraphs_are_written() -> None:
    page = "<p>雾散了，</p><p>1 2</p><p>船<a title=海>开</a>了。</p>"
    first, figures, second, sea = _paragraphs(page, "", "", "", "sea")
    noise = replace(figures, segments=())
    targets = iter(("Fog goes,", "{3}boats{4} go."))
    (done,) = translated(joined((first, second), 0), lambda _: next(targets))
    written = html.write(_content(page), (done, noise, sea), SOURCE).decode()
    assert written == '<p>Fog goes, <a title="sea">boats</a> go.</p><p>1 2</p>'


def test_untranslated_text_can_be_left_out() -> None:
    page = "<p>船<img src=a>家</p><p>雾</p>"
    assert _english(page, "", "Fog", wanted=EMPTY) == "<p><img src=a></p><p>Fog</p>"


def test_an_edited_source_is_written() -> None:
    page = "<p>注人</p><p>不变 的</p>"
    one, two = _paragraphs(page, "", "")
    edited = replace(one, text="注入", segments=(Segment(0, 1, 0, "注入"),))
    written = html.write(_content(page), (edited, two), SOURCE).decode()
    assert written == "<p>注入</p><p>不变 的</p>"


def test_noise_stays_as_it_is() -> None:
    page = "<p>船</p><p>1 2 3</p>"
    assert _english(page, "boat", "") == "<p>boat</p><p>1 2 3</p>"
