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
    labels,
    mark,
    package,
    paragraph,
    part,
    run,
    text_of,
    texts,
    warnings,
    written,
)
from workbench.core.code import CodeKind

TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"
PICTURE = "<w:r><w:drawing><wp:{}/></w:drawing></w:r>"


def bare(markup: str) -> str:
    """Return elements without the runs around them."""
    return re.sub("</?w:r>|<w:rPr>.*?</w:rPr>", "", markup)


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
def test_things_among_words_stand_altext_of(thing: str, label: str) -> None:
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
    found = text_of(
        '<w:proofErr w:type="spellStart"/>',
        "<w:r><w:lastRenderedPageBreak/><w:t>雾</w:t><w:softHyphen/></w:r>",
        "<w:r><w:noBreakHyphen/><w:t>散</w:t></w:r>",
    )
    assert found == "雾\u2011散"


def test_a_break_inside_of_a_text_element_is_a_space() -> None:
    assert text_of(run("Ferry\n  and\tboat 渡船")) == "Ferry and boat 渡船"


# Links, fields, bookmarks, controls


def test_a_link_is_a_pair_and_its_style_no_second_text_of() -> None:
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
