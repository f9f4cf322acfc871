"""Which looks of a run count: when two runs are one, and when a stretch is a pair."""

from __future__ import annotations

import pytest

from tests.documents.formats.docx_files import (
    blocks,
    labels,
    package,
    paragraph,
    run,
    text_of,
)
from workbench.core.code import CodeKind


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('<w:lang w:val="en-US"/>', '<w:lang w:eastAsia="zh-CN"/>'),
        ('<w:rFonts w:hint="eastAsia"/>', ""),
        ('<w:rFonts w:ascii="Times New Roman"/>', '<w:rFonts w:eastAsia="仿宋"/>'),
        ("<w:noProof/>", '<w:kern w:val="0"/>'),
        ("<w:b/>", '<w:b w:val="true"/>'),
        ('<w:b w:val="0"/>', ""),
        ("<w:bCs/>", '<w:szCs w:val="21"/>'),
        ('<w:color w:val="auto"/>', '<w:color w:val="000000"/>'),
        ('<w:u w:val="none"/>', '<w:vertAlign w:val="baseline"/>'),
        ('<w14:ligatures w14:val="none"/>', ""),
    ],
)
def test_runs_that_look_the_same_are_text_of(first: str, second: str) -> None:
    assert text_of(run("在2027", first), run("年竣工。", second)) == "在2027年竣工。"


@pytest.mark.parametrize(
    ("properties", "label"),
    [
        ("<w:b/>", "bold"),
        ("<w:i/>", "italic"),
        ('<w:u w:val="single"/>', "underline"),
        ('<w:color w:val="FF0000"/>', "colour"),
        ('<w:sz w:val="40"/>', "size"),
        ('<w:vertAlign w:val="subscript"/>', "subscript"),
        ('<w:highlight w:val="yellow"/>', "highlight"),
        ('<w:em w:val="dot"/><w:strike/>', "emphasis strike"),
    ],
)
def test_runs_that_look_different_are_a_pair(properties: str, label: str) -> None:
    content = (run("雾从江面"), run("升起", properties), run("来了。"))
    assert text_of(*content) == "雾从江面{1}升起{2}来了。"
    assert labels(*content) == [f"<{label}>", f"</{label}>"]


def test_pairs_know_each_other() -> None:
    codes = blocks(package(paragraph(run("雾从江面"), run("起", "<w:b/>"))))[0].codes
    assert [(c.number, c.kind, c.partner) for c in codes] == [
        (1, CodeKind.OPEN, 2),
        (2, CodeKind.CLOSE, 1),
    ]


def test_what_most_of_the_words_have_needs_no_code() -> None:
    assert (
        text_of(run("雾从江面升起来，", "<w:b/>"), run("散了。", "<w:b/>"))
        == "雾从江面升起来，散了。"
    )
    assert labels(run("雾从江面升起来，", "<w:b/>"), run("散", "")) == ["<plain>", "</plain>"]


def test_spaces_and_marks_take_the_look_of_their_neighbours() -> None:
    assert text_of(run("雾散了"), run("，", "<w:b/>"), run("船开了。")) == "雾散了，船开了。"
    assert text_of(run("ferry"), run(" ", "<w:i/>"), run("渡船")) == "ferry 渡船"
    assert text_of(run("请"), run("雾散", "<w:b/>"), run("。")) == "请{1}雾散{2}。"
    assert (
        text_of(run("请看这里"), run("雾", "<w:b/>"), run("、"), run("散", "<w:b/>"))
        == "请看这里{1}雾、散{2}"
    )
    raised = '<w:vertAlign w:val="superscript"/>'
    assert text_of(run("雾散了"), run("*", raised), run("船开了。")) == "雾散了{1}*{2}船开了。"


def test_what_a_style_sets_counts() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="c"><w:name w:val="Code"/>'
        '<w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr></w:style>'
    )
    same = (run("雾散了，", '<w:sz w:val="21"/>'), run("船开了。"))
    assert text_of(*same, styles=styles) == "雾散了，船开了。"
    strong = (run("雾散了，船"), run("开", '<w:rStyle w:val="s"/>'), run("了", "<w:b/>"), run("。"))
    assert text_of(*strong, styles=styles) == "雾散了，船{1}开了{2}。"
    code = (run("请运行"), run("make", '<w:rStyle w:val="c"/>'), run("来安装。"))
    assert text_of(*code, styles=styles) == "请运行{1}make{2}来安装。"


def test_a_toggle_in_both_styles_is_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="s"><w:rPr><w:b/></w:rPr></w:style>'
    )
    content = (run("雾散了，船"), run("开了", '<w:rStyle w:val="s"/>'))
    heading = '<w:pStyle w:val="h"/>'
    assert text_of(*content, styles=styles, properties=heading) == "雾散了，船{1}开了{2}"
