"""What is inside of a paragraph: what becomes a placeholder, what stays outside, what goes."""

from __future__ import annotations

import re

import pytest

from tests.documents.formats.contract import numbered, paragraphs_of, translated
from tests.documents.formats.docx_files import (
    blocks,
    body,
    complex_field,
    finished,
    mark,
    package,
    paragraph,
    part,
    run,
    texts,
    warnings,
    written,
)
from workbench.core.code import CodeKind

TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"
PICTURE = "<w:r><w:drawing><wp:{}/></w:drawing></w:r>"


def one(*content: str, styles: str = "", properties: str = "") -> str:
    """Return the text of a document with one paragraph."""
    others = {"styles": styles} if styles else None
    found = texts(package(paragraph(*content, properties=properties), others))
    assert len(found) <= 1
    return found[0] if found else ""


def labels(*content: str) -> list[str]:
    """Return how the codes of a paragraph are shown."""
    return [code.label for code in blocks(package(paragraph(*content)))[0].codes]


def bare(markup: str) -> str:
    """Return elements without the runs around them."""
    return re.sub("</?w:r>|<w:rPr>.*?</w:rPr>", "", markup)


# Looks


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
def test_runs_that_look_the_same_are_one(first: str, second: str) -> None:
    assert one(run("在2027", first), run("年竣工。", second)) == "在2027年竣工。"


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
    assert one(*content) == "雾从江面{1}升起{2}来了。"
    assert labels(*content) == [f"<{label}>", f"</{label}>"]


def test_pairs_know_each_other() -> None:
    codes = blocks(package(paragraph(run("雾从江面"), run("起", "<w:b/>"))))[0].codes
    assert [(c.number, c.kind, c.partner) for c in codes] == [
        (1, CodeKind.OPEN, 2),
        (2, CodeKind.CLOSE, 1),
    ]


def test_what_most_of_the_words_have_needs_no_code() -> None:
    assert (
        one(run("雾从江面升起来，", "<w:b/>"), run("散了。", "<w:b/>")) == "雾从江面升起来，散了。"
    )
    assert labels(run("雾从江面升起来，", "<w:b/>"), run("散", "")) == ["<plain>", "</plain>"]


def test_spaces_and_marks_take_the_look_of_their_neighbours() -> None:
    assert one(run("雾散了"), run("，", "<w:b/>"), run("船开了。")) == "雾散了，船开了。"
    assert one(run("ferry"), run(" ", "<w:i/>"), run("渡船")) == "ferry 渡船"
    assert one(run("请"), run("雾散", "<w:b/>"), run("。")) == "请{1}雾散{2}。"
    assert (
        one(run("请看这里"), run("雾", "<w:b/>"), run("、"), run("散", "<w:b/>"))
        == "请看这里{1}雾、散{2}"
    )
    raised = '<w:vertAlign w:val="superscript"/>'
    assert one(run("雾散了"), run("*", raised), run("船开了。")) == "雾散了{1}*{2}船开了。"


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
    assert one(*same, styles=styles) == "雾散了，船开了。"
    strong = (run("雾散了，船"), run("开", '<w:rStyle w:val="s"/>'), run("了", "<w:b/>"), run("。"))
    assert one(*strong, styles=styles) == "雾散了，船{1}开了{2}。"
    code = (run("请运行"), run("make", '<w:rStyle w:val="c"/>'), run("来安装。"))
    assert one(*code, styles=styles) == "请运行{1}make{2}来安装。"


def test_a_toggle_in_both_styles_is_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="s"><w:rPr><w:b/></w:rPr></w:style>'
    )
    content = (run("雾散了，船"), run("开了", '<w:rStyle w:val="s"/>'))
    heading = '<w:pStyle w:val="h"/>'
    assert one(*content, styles=styles, properties=heading) == "雾散了，船{1}开了{2}"


# Things


@pytest.mark.parametrize(
    ("thing", "label"),
    [
        (TAB, "tab"),
        (BREAK, "line break"),
        ('<w:r><w:br w:type="page"/></w:r>', "page break"),
        (PICTURE.format("inline"), "image"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "footnote"),
        ('<w:r><w:endnoteReference w:id="2"/></w:r>', "endnote"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "formula"),
        ('<w:fldSimple w:instr=" PAGE ">' + run("3") + "</w:fldSimple>", "page number"),
        (complex_field("REF _Ref1 \\h", run("图 1")), "reference"),
        (complex_field("MERGEFIELD 名", run("王")), "mergefield"),
        (run("密", "<w:vanish/>"), "hidden text"),
        (run("      ", '<w:u w:val="single"/>'), "blank"),
        ("<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>" + run("☐")
         + "</w:sdtContent></w:sdt>", "control"),
        ('<w:hyperlink r:id="rId9">' + PICTURE.format("inline") + "</w:hyperlink>", "link"),
    ],
)  # fmt: skip
def test_things_among_words_stand_alone(thing: str, label: str) -> None:
    data = package(paragraph(run("雾散了"), thing, run("船开了")))
    (found,) = blocks(data)
    assert found.text == "雾散了{1}船开了"
    assert [(c.kind, c.label) for c in found.codes] == [(CodeKind.ALONE, label)]
    after = body(finished(data, ["The ferry left {1} in time"]))
    before, kept, rest = bare(after.replace(' w:dirty="true"', "")).partition(bare(thing))
    assert kept
    assert (before[-21:], rest[-20:]) == ("The ferry left </w:t>", " in time</w:t></w:p>")


def test_things_at_the_edges_are_outside_of_the_text() -> None:
    data = package(paragraph(PICTURE.format("inline"), TAB, run(" 雾散了。"), BREAK))
    assert texts(data) == ["雾散了。"]
    after = body(finished(data, ["It lifted."]))
    places = [after.index(one) for one in ("<wp:inline/>", "<w:tab/>", "It lifted.", "<w:br/>")]
    assert places == sorted(places)


def test_neighbours_are_one_code() -> None:
    assert labels(run("雾"), TAB, TAB, BREAK, run("散")) == ["tab, line break"]


def test_floating_pictures_go_to_the_front() -> None:
    data = package(paragraph(run("雾散"), PICTURE.format("anchor"), run("了。")))
    assert texts(data) == ["雾散了。"]
    after = body(finished(data, ["It lifted."]))
    assert after.index("<wp:anchor/>") < after.index("It lifted.")


def test_an_indent_of_spaces_goes() -> None:
    data = package(paragraph(run("　　雾散了。")))
    assert texts(data) == ["雾散了。"]
    assert "　" not in body(finished(data, ["It lifted."]))


def test_what_layout_left_is_passed_over() -> None:
    found = one(
        '<w:proofErr w:type="spellStart"/>',
        "<w:r><w:lastRenderedPageBreak/><w:t>雾</w:t><w:softHyphen/></w:r>",
        "<w:r><w:noBreakHyphen/><w:t>散</w:t></w:r>",
    )
    assert found == "雾\u2011散"


def test_a_break_inside_of_a_text_element_is_a_space() -> None:
    assert one(run("Ferry\n  and\tboat 渡船")) == "Ferry and boat 渡船"


# Links, fields, bookmarks, controls


def test_a_link_is_a_pair_and_its_style_no_second_one() -> None:
    blue = '<w:color w:val="0000FF"/><w:u w:val="single"/>'
    link = (
        f'<w:hyperlink r:id="rId7" w:history="1">{run("船", blue)}{run("期", blue)}</w:hyperlink>'
    )
    data = package(paragraph(run("请看"), link, run("表。")))
    assert texts(data) == ["请看{1}船期{2}表。"]
    after = body(finished(data, ["See the {1}timetable{2}."]))
    inside = after.partition('<w:hyperlink r:id="rId7" w:history="1">')[2]
    assert "timetable" in inside.partition("</w:hyperlink>")[0]
    assert "0000FF" in inside.partition("</w:hyperlink>")[0]


def test_a_link_around_everything_is_outside_of_the_text() -> None:
    data = package(paragraph(f'<w:hyperlink w:anchor="a">{run("船期表")}</w:hyperlink>'))
    assert texts(data) == ["船期表"]
    assert "Timetable</w:t></w:r></w:hyperlink>" in body(finished(data, ["Timetable"]))


def test_a_link_made_of_a_field_is_a_pair() -> None:
    link = complex_field('HYPERLINK "http://example.org/"', run("船期"))
    data = package(paragraph(run("请看"), link, run("表。")))
    assert texts(data) == ["请看{1}船期{2}表。"]
    after = body(finished(data, ["See the {1}timetable{2}."]))
    order = ("See the ", '"begin"', "HYPERLINK", '"separate"', "timetable", '"end"')
    places = [after.index(one) for one in order]
    assert places == sorted(places)


def test_a_field_inside_of_a_link_stays() -> None:
    inner = complex_field("PAGEREF _Toc1", run("3"))
    data = package(
        paragraph(run("见"), complex_field("HYPERLINK x", run("船期") + inner + run("表")))
    )
    assert texts(data) == ["见{1}船期{2}表{3}"]
    after = body(finished(data, ["See {1}page {2} there{3}"]))
    assert after.count("fldChar ") == 6
    assert after.index("PAGEREF") < after.index(" there") < after.rindex('"end"')


def test_a_table_of_contents_is_left_and_asked_to_be_updated() -> None:
    first = mark("begin") + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + mark("separate")
    entry = f'<w:hyperlink w:anchor="_Toc1">{run("一、雾")}{TAB}</w:hyperlink>'
    data = package(
        paragraph(run("目录"))
        + paragraph(first, entry)
        + paragraph(entry)
        + paragraph(mark("end"), run("正文从这里开始。"))
    )
    assert texts(data) == ["目录", "正文从这里开始。"]
    assert any("table of contents" in one for one in warnings(data))
    after = body(finished(data, ["Contents", "The text begins here."]))
    assert 'w:fldCharType="begin" w:dirty="true"' in after
    assert after.count("一、雾") == 2
    assert after.index('"end"') < after.index("The text begins here.")


def test_a_field_without_an_end_hides_nothing() -> None:
    data = package(paragraph(run("雾"), mark("begin")) + paragraph(run("散了。")))
    assert texts(data) == ["雾", "散了。"]
    assert texts(package(paragraph(mark("end"), run("散了。"), mark("separate")))) == ["散了。"]


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("HYPERLINK x", '{0}<w:hyperlink w:anchor="a">{1}</w:hyperlink>'),
        ("REF x", '{0}<w:hyperlink w:anchor="a">{1}</w:hyperlink>'),
        ("REF x", '<w:hyperlink w:anchor="a">{0}</w:hyperlink>{1}'),
    ],
)
def test_crossing_fields_lose_nothing(code: str, content: str) -> None:
    opening = mark("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + mark("separate")
    crossing = content.format(opening + run("船"), run("期") + mark("end") + run("表"))
    data = package(paragraph(run("请看"), crossing, run("好吗")))
    found = translated(paragraphs_of(blocks(data)), numbered)
    after = body(written(data, found))
    assert after.count("fldChar ") == 3
    assert code in after


def test_a_bookmark_that_is_referred_to_is_a_pair_around_its_words() -> None:
    start = '<w:bookmarkStart w:id="4" w:name="_Ref1"/>'
    number = complex_field("SEQ 图", run("1"))
    content = (start, run("图 "), number, '<w:bookmarkEnd w:id="4"/>', run(" 渡口的雾"))
    data = package(paragraph(*content))
    assert texts(data) == ["{1}图 {2}{3} 渡口的雾"]
    assert labels(*content) == ["<bookmark>", "number", "</bookmark>"]
    after = body(finished(data, ["{1}Figure {2}{3}: fog at the ferry"]))
    order = ("bookmarkStart", "Figure ", "SEQ", "bookmarkEnd", ": fog")
    assert [after.index(one) for one in order] == sorted(after.index(one) for one in order)


def test_other_bookmarks_and_anchors_of_comments_go_to_the_edges() -> None:
    data = package(
        paragraph(
            run("雾"),
            '<w:bookmarkStart w:id="4" w:name="_Toc1"/><w:commentRangeStart w:id="1"/>',
            run("散"),
            '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
            '<w:bookmarkEnd w:id="4"/>',
            run("了。"),
        )
    )
    assert texts(data) == ["雾散了。"]
    after = body(finished(data, ["It lifted."]))
    order = ["bookmarkStart", "commentRangeStart", "It lifted.", "commentRangeEnd"]
    order += ["commentReference"]
    assert [after.index(one) for one in order] == sorted(after.index(one) for one in order)
    assert after.count("bookmarkEnd") == 1


def test_crossing_bookmarks_are_widened() -> None:
    content = "".join(
        (
            run("雾"), '<w:bookmarkStart w:id="1" w:name="甲"/>', run("从江"),
            '<w:bookmarkStart w:id="2" w:name="乙"/>', run("面升"), '<w:bookmarkEnd w:id="1"/>',
            run("起来"), '<w:bookmarkEnd w:id="2"/>', run("了"),
        )
    )  # fmt: skip
    after = body(finished(package(paragraph(content)), ["Fog {1}rose{2}"]))
    assert after.count("bookmarkStart") == after.count("bookmarkEnd") == 2


def test_a_content_control_keeps_its_settings_and_loses_its_binding() -> None:
    settings = '<w:sdtPr><w:alias w:val="A"/><w:dataBinding w:xpath="/x"/></w:sdtPr>'
    control = f"<w:sdt>{settings}<w:sdtContent>{run('渡船')}</w:sdtContent></w:sdt>"
    data = package(paragraph(run("一艘"), control, run("开了。")))
    assert texts(data) == ["一艘{1}渡船{2}开了。"]
    after = body(finished(data, ["A {1}ferry{2} left."]))
    assert '<w:alias w:val="A"/></w:sdtPr><w:sdtContent><w:r>' in after
    around = f"<w:sdt>{settings}<w:sdtContent>{paragraph(run('渡船'))}</w:sdtContent></w:sdt>"
    after = body(finished(package(around), ["Ferry"]))
    assert "dataBinding" not in after
    assert "Ferry" in after


# Changes, ruby, hidden


def test_insertions_count_and_deletions_do_not() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>已经</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{run("今早")}</w:moveFrom>'
    data = package(
        paragraph(run("雾"), deleted, moved, f'<w:ins w:id="2">{run("全")}</w:ins>', run("散了。"))
    )
    assert texts(data) == ["雾全散了。"]
    assert any("tracked changes" in one for one in warnings(data))
    after = body(finished(data, ["It lifted."]))
    assert "已经" not in after
    assert "w:ins" not in after
    assert body(finished(data, [""])) == body(data)


def test_ruby_is_its_base() -> None:
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('wù')}</w:rt><w:rubyBase>{run('雾')}</w:rubyBase></w:ruby></w:r>"
    )
    data = package(paragraph(ruby, run("散了。")))
    assert texts(data) == ["雾散了。"]
    assert any("ruby" in one for one in warnings(data))


def test_hidden_text_is_left_with_a_word() -> None:
    data = package(paragraph(run("雾散了，"), run("秘密", "<w:vanish/>"), run("船开了。")))
    assert any("Hidden" in one for one in warnings(data))
    assert "秘密" in body(finished(data, ["It lifted, {1}it left."]))
    assert texts(package(paragraph(run("秘密", "<w:vanish/>")))) == []


def test_paragraphs_without_a_letter_are_not_offered_and_stay() -> None:
    data = package(paragraph(run("12.5 %")) + paragraph(run("雾散了。")) + paragraph(TAB))
    assert texts(data) == ["雾散了。"]
    assert "12.5 %" in body(finished(data, ["It lifted."]))


def test_deep_nesting_is_kept_as_it_is() -> None:
    deep = run("深")
    for _ in range(100):
        deep = f"<w:smartTag>{deep}</w:smartTag>"
    data = package(paragraph(run("雾散了，"), deep, run("船开了。")))
    assert texts(data) == ["雾散了，{1}船开了。"]
    assert "深" in part(finished(data, ["It lifted, {1}it left."]))


def test_a_paragraph_of_thousands_of_looks_is_left() -> None:
    content = (run("雾", "<w:b/>" if n % 2 else "") for n in range(3000))
    assert texts(package(paragraph(*content) + paragraph(run("船开了。")))) == ["船开了。"]
