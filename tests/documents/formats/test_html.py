"""HTML in and out: pages as they are found, and what must not change in them."""

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
from workbench.documents.formats import html
from workbench.documents.formats.base import Content, Wanted
from workbench.errors import FormatError, WorkbenchError
from workbench.text.placeholders import placeholders

SAMPLE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>渡口的清晨</title>
<style>p { color: red }</style></head>
<body class=article>
<h1>渡口的<em>清晨</em></h1>
<p>雾从江面升起来，<b>对岸的<a href="/village">村子</a></b>看不见了。船家把缆绳解开，<br>
又系上。</p>
<p><strong>等船的人不多。大家都不着急。</strong></p>
<h2>雾散之后</h2>
<ul><li>有人生起一堆<code>fire</code>火，烤着手说话。<li>太阳出来以后，雾慢慢散了。</ul>
</body></html>
"""


class TestHtml(FormatContract):
    """The contract of formats, for HTML."""

    format: ClassVar[str] = "html"
    sample: ClassVar[bytes] = SAMPLE.encode()


def _content(page: str | bytes, encoding: str = "utf-8") -> Content:
    data = page if isinstance(page, bytes) else page.encode(encoding)
    return Content(data, data.decode(encoding), encoding, "page.html")


def _blocks(page: str, cleaning: Cleaning = DEFAULT) -> tuple[Block, ...]:
    return tuple(html.read(_content(page), cleaning).blocks)


def _texts(page: str, cleaning: Cleaning = DEFAULT) -> list[str]:
    return [block.text for block in _blocks(page, cleaning)]


def _english(page: str, *targets: str, encoding: str = "utf-8", wanted: Wanted = SOURCE) -> str:
    """Return the page with one English text for each of its paragraphs, in order."""
    data = html.write(_content(page, encoding), _paragraphs(page, *targets), wanted)
    return data.decode(encoding)


def _paragraphs(page: str, *targets: str) -> tuple[Paragraph, ...]:
    wholes = (
        replace(p, segments=(Segment(0, p.id, 0, p.text),)) for p in paragraphs_of(_blocks(page))
    )
    return tuple(
        replace(p, segments=tuple(replace(s, target=target) for s in p.segments))
        for p, target in zip(wholes, targets, strict=True)
    )


def test_kinds_are_those_of_the_elements() -> None:
    page = "<title>题</title><h1>一</h1><h3>二</h3><p>三<td>四<dt>五<hr>六<h1><div>七</div></h1>"
    kinds = [block.kind for block in _blocks(page)]
    title, heading, body = ParagraphKind.TITLE, ParagraphKind.HEADING, ParagraphKind.BODY
    assert kinds == [title, title, heading, body, body, body, body, title]


def test_lines_are_those_of_the_file() -> None:
    page = "<p>一</p>\r\n<p>\r\n二</p>\r<p>三</p>\n\n<p><b>四</b></p>"
    assert [block.line for block in _blocks(page)] == [1, 3, 4, 6]


def test_the_words_alone_are_the_original() -> None:
    (block,) = _blocks("<p>　　船家<b>解开\n  缆绳</b>，又&amp;系上。</p>")
    assert block.original == "　　船家解开\n  缆绳，又&系上。"
    assert block.text == "船家{1}解开缆绳{2}，又&系上。"


@pytest.mark.parametrize(
    "page",
    [
        "<script>document.write('<p>不是正文</p>')</script>",
        "<script>if (a</b) '不是'</SCRIPT >",
        "<style>p:after { content: '样式' }</style>",
        "<template><p>模板</p></template>",
        "<noscript><p>请打开脚本</p></noscript>",
        "<pre>代码 不动</pre>",
        "<!-- <p>注释</p> -->",
        "<!-- 没有结尾的注释",
        "<![CDATA[ <p>数据</p> ]]>",
        "<!DOCTYPE 文档>",
        "<?php echo '脚本' ?>",
        "<textarea>默认的话</textarea>",
        "<p translate=no>不译</p>",
        "<p class='lead notranslate'>不译<b>也不译</b></p>",
        "<div translate='NO'><h2>不译</h2><p>也不译</div>",
        "<svg><text>图中的字</text></svg>",
        "<p>……——！？</p>",
        "<p title=plain alt=x.png></p>",
        "<code>npm run</code>",
        "<p 没有结尾的标签 ",
    ],
)
def test_what_nobody_translates_is_not_offered(page: str) -> None:
    assert _texts(f"<p>船</p>{page}") == ["船"]


def test_a_page_without_text_says_what_to_do() -> None:
    with pytest.raises(FormatError, match=r"page\.html: the page has no text.*save it") as caught:
        _blocks("<html><body><div id=app></div><script>run()</script></body></html>")
    assert caught.value.hint


def test_what_is_translated_again_inside_of_what_is_not() -> None:
    page = "<div translate=no>不译<p translate=yes>要译</p>不译</div>又要译"
    assert _texts(page) == ["要译", "又要译"]
    assert _texts("<p>一<span translate=no>二<b translate=yes>三</b>四</span>五") == [
        "一",
        "三",
        "五",
    ]


def test_what_is_kept_in_a_sentence_is_one_code() -> None:
    (block,) = _blocks(
        "<p>用<code>npm <b>run</b></code>命令和<span translate=no>江边<i>工具</i></span>写"
        "<script>x()</script>字</p>"
    )
    assert block.text == "用{1}命令和{2}写{3}字"
    assert [code.kind for code in block.codes] == [CodeKind.ALONE] * 3
    assert [code.label for code in block.codes] == ["npm run", "江边工具", "<script>"]


def test_code_in_chinese_is_words() -> None:
    assert _texts("<p>打开<code>设置</code>一页</p>") == ["打开{1}设置{2}一页"]


def test_annotations_of_characters_are_codes() -> None:
    assert _texts("<p>江边<ruby>渡<rp>(</rp><rt>dù</rt><rp>)</rp></ruby>口</p>") == [
        "江边{1}渡{2}{3}口"
    ]


def test_tags_that_stand_together_are_one_code() -> None:
    (block,) = _blocks("<p>船<span a><b><i>家</i></b></span>说<a id=x></a><img src=y><i>话</i></p>")
    assert block.text == "船{1}家{2}说{3}{4}话{5}"
    assert [code.markup for code in block.codes] == [
        "<span a><b><i>", "</i></b></span>", "<a id=x></a><img src=y>", "<i>", "</i>"
    ]  # fmt: skip
    assert [code.partner for code in block.codes] == [2, 1, None, 5, 4]


def test_tags_that_cross_are_no_pairs() -> None:
    (block,) = _blocks("<p>船<b>家<i>说</b>话</i>了</b>。</p>")
    kinds = {code.markup: code.kind for code in block.codes}
    assert block.text == "船{1}家{2}说{3}话{4}了{5}。"
    assert kinds["<i>"] is kinds["</i>"] is CodeKind.ALONE
    assert [code.partner for code in block.codes] == [3, None, 1, None, None]


def test_an_inline_tag_around_paragraphs_stays_outside() -> None:
    page = "<b><p>船家</p><p>渡口</p></b>"
    assert _texts(page) == ["船家", "渡口"]
    assert _english(page, "Boatman", "Ferry") == "<b><p>Boatman</p><p>Ferry</p></b>"


def test_images_at_the_edges_stay_outside() -> None:
    page = "<p><img src=a><a href=b><b>船家</b></a> <img src=c><br></p>"
    assert _texts(page) == ["船家"]
    assert _english(page, "Boatman") == page.replace("船家", "Boatman")


def test_numbers_that_the_file_uses_are_left_to_it() -> None:
    (block,) = _blocks("<p>共{1}条，<b>第{3}条</b></p>")
    assert block.text == "共{1}条，{2}第{3}条{4}"
    assert [code.number for code in block.codes] == [2, 4]
    (divided,) = _blocks("<p>共{ 1}条{<b>1</b>}</p>")
    assert 1 not in [code.number for code in divided.codes]


def test_white_space_is_what_a_browser_shows() -> None:
    page = "<p>\n  船家 把<b> 缆绳\n</b>解开，又用手机\n<i>\n定位</i>，\n等雾散了。 </p>"
    assert _texts(page) == ["船家把{1}缆绳{2}解开，又用手机{3}定位{4}，等雾散了。"]
    assert _texts("<p>a\n b<i> c </i> d<br>\n e</p>") == ["a b{1} c {2}d {3}e"]
    assert _texts("<p>江边&nbsp;日报&#12288;第3版\u200b<br> \n 一&#8203;二</p>") == [
        "江边 日报 第3版{1}一二"
    ]


def test_steps_of_white_space_can_be_left_out() -> None:
    page = "<p>船家 把缆绳\n解开，雾就散了。</p>"
    assert _texts(page) == ["船家把缆绳解开，雾就散了。"]
    assert _texts(page, DEFAULT.without(Step.LINES)) == ["船家把缆绳 解开，雾就散了。"]
    assert _texts(page, DEFAULT.without(Step.SPACES)) == ["船家 把缆绳解开，雾就散了。"]


def test_figures_alone_are_noise() -> None:
    page = "<td>2024<td>12.5%<td>ABC<td>三"
    noise, body = ParagraphKind.NOISE, ParagraphKind.BODY
    assert [block.kind for block in _blocks(page)] == [noise, noise, body, body]
    assert {b.kind for b in _blocks(page, DEFAULT.without(Step.NOISE))} == {body}
    assert _english(page, "7", "8", "ABC", "three").endswith("<td>ABC<td>three")


def test_two_breaks_and_indents_divide_paragraphs() -> None:
    page = "<div>一<br>二<br>\n<br/>三<br>　　四<br><span>&emsp;&emsp;五</span></div>"
    assert _texts(page) == ["一{1}二", "三", "四", "五"]
    assert _english(page, "1{1}2", "3", "4", "5") == (
        "<div>1<br>2<br>\n<br/>3<br>4<br><span>5</span></div>"
    )


def test_attributes_that_people_read_are_offered_where_they_are_chinese() -> None:
    page = (
        "<meta name=Description content='渡口&amp;船'><meta name=viewport content='宽'>"
        '<p>船家<img src="a.png" alt=雾>解开<a title="看 x" href=q>缆绳</a></p>'
        "<input type=submit value=提交><input value=不><input placeholder='姓名' title=ok>"
    )
    blocks = _blocks(page)
    assert [block.text for block in blocks] == [
        "渡口&船", "船家{1}解开{2}缆绳{3}", "雾", "看 x", "提交", "姓名",
    ]  # fmt: skip
    assert blocks[2].notes == ("the alt of <img>, an attribute",)
    assert _english(
        page, 'A "ferry" & boat', "He {2}unties{3} it{1}.", "fog", "see", "<ok>", "it's"
    ) == (
        '<meta name=Description content="A &quot;ferry&quot; &amp; boat">'
        "<meta name=viewport content='宽'>"
        '<p>He <a title="see" href=q>unties</a> it<img src="a.png" alt="fog">.</p>'
        '<input type=submit value="&lt;ok&gt;"><input value=不>'
        '<input placeholder="it&#x27;s" title=ok>'
    )


def test_entities_are_read_and_written() -> None:
    page = "<p>&#33337;&lt;家&gt; &copy; &#x7f34; &bogus; & &#0; &#99999999999; &#55296;R&D</p>"
    assert _texts(page) == ["船<家> © 缴 &bogus; & \ufffd \ufffd \ufffdR&D"]
    assert _english("<p>船</p>", "a < b & c > d &amp; “e”") == (
        "<p>a &lt; b &amp; c &gt; d &amp;amp; “e”</p>"
    )


def test_the_language_of_the_page_becomes_english() -> None:
    page = (
        "<html lang=\"zh-CN\" xml:lang='zh'><meta http-equiv=Content-Language content=zh_cn>"
        "<p lang=zh>船<i lang=zh-Hans>家</i>用<i lang=ja>日</i><p lang=en>x<pre lang=zh>码</pre>"
    )
    assert _english(page, "A {1}boat{2} {3}day{4}", "") == (
        "<html lang=\"en\" xml:lang='en'><meta http-equiv=Content-Language content=en>"
        "<p lang=en>A <i lang=en>boat</i> <i lang=ja>day</i><p lang=en>x<pre lang=zh>码</pre>"
    )
    assert _english(page, "", "") == page


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


def _cut(page: str) -> tuple[Paragraph, ...]:
    return translated(paragraphs_of(_blocks(page)), lambda _: "")


def _write(page: str, paragraphs: Sequence[Paragraph], *targets: str) -> str:
    left = iter(targets)
    done = translated(paragraphs, lambda _: next(left))
    return html.write(_content(page), done, SOURCE).decode()


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
