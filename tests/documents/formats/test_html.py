"""HTML in: what of a page is offered, and how it is shown."""

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
from workbench.errors import FormatError

_FILES = CharacterFiles("html")
_blocks = _FILES.blocks
_texts = _FILES.texts
_english = _FILES.english

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


def test_the_same_style_side_by_side_is_one() -> None:
    page = "<p><i a>船</i><i a><b>家</b></i><i b>说</i><a x>话</a><a x>了</a>"
    page += "<b id=c>！</b><b id=c>？</b>走。</p>"
    (block,) = _blocks(page)
    assert block.text == "{1}船{2}家{3}{4}{5}说{6}{7}话{8}{9}了{10}{11}！{12}{13}？{14}走。"
    assert [code.markup for code in block.codes][:4] == ["<i a>", "<b>", "</b>", "</i>"]
    english = "{1}A{4}{2}b{3}" + "".join(f"{{{number}}}" for number in range(5, 15))
    assert _english(page, english).startswith("<p><i a>A</i><b>b</b><i b></i>")


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
