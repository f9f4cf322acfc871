"""Where paragraphs are: tables, text boxes, notes, headers; what a style makes of them."""

from __future__ import annotations

import pytest

from tests.documents.formats.docx_files import (
    STRICT,
    W,
    blocks,
    body,
    element,
    finished,
    package,
    paragraph,
    part,
    relations,
    run,
    texts,
    warnings,
    zipped,
)
from workbench.core.document import ParagraphKind

TITLE, HEADING, BODY = ParagraphKind.TITLE, ParagraphKind.HEADING, ParagraphKind.BODY


def table(*cells: str) -> str:
    """Return a table of one row."""
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{c}</w:tc>' for c in cells)}</w:tr></w:tbl>"


def box(*content: str) -> str:
    """Return a run with a text box in the two forms that word processors write."""
    inside = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    new = f"<w:drawing><wp:anchor><wps:txbx>{inside}</wps:txbx></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{new}</mc:Choice>'
    return (
        "<w:r><mc:AlternateContent>"
        f"{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_nested_tables_are_read_in_order() -> None:
    inner = table(paragraph(run("内一")), paragraph(run("内二")))
    data = package(
        paragraph(run("前"))
        + table(paragraph(run("左")) + inner + paragraph(), paragraph(run("右")))
        + paragraph(run("后"))
    )
    assert texts(data) == ["前", "左", "内一", "内二", "右", "后"]
    after = finished(data, ["Before", "Left", "In 1", "In 2", "Right", "After"])
    assert texts(after) == ["Before", "Left", "In 1", "In 2", "Right", "After"]
    assert body(after).count("<w:tbl>") == 2


def test_a_text_box_is_read_once_and_written_twice() -> None:
    data = package(
        paragraph(run("雾"), box(paragraph(run("框里一")), paragraph(run("框里二"))), run("散。"))
    )
    assert texts(data) == ["雾散。", "框里一", "框里二"]
    after = body(finished(data, ["It lifted.", "Box one", "Box two"]))
    assert after.count("Box one") == after.count("Box two") == 2
    assert "框" not in after


def test_a_text_box_of_an_untranslated_paragraph_is_written_too() -> None:
    data = package(paragraph(box(paragraph(run("框里")))) + paragraph(run("雾散。")))
    after = body(finished(data, ["In the box", ""]))
    assert after.count("In the box") == 2
    assert "雾散。" in after


def test_notes_headers_and_footers_follow_the_body() -> None:
    number = "<w:r><w:footnoteRef/></w:r>"
    line = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    others = {
        "header": paragraph(run("页眉")),
        "footer": paragraph(run("页脚")),
        "endnotes": f'<w:endnote w:id="2">{paragraph(run("尾注"))}</w:endnote>',
        "footnotes": f'{line}<w:footnote w:id="2">{paragraph(number, run(" 脚注"))}</w:footnote>',
    }
    data = package(paragraph(run("正文")), others)
    assert texts(data) == ["正文", "脚注", "尾注", "页眉", "页脚"]
    after = finished(data, ["Text", "Note", "End note", "Head", "Foot"])
    assert texts(after) == ["Text", "Note", "End note", "Head", "Foot"]
    note = part(after, "word/footnotes.xml")
    assert note.index("<w:footnoteRef/>") < note.index("Note")
    assert '<w:t xml:space="preserve"> </w:t>' in note


def test_block_controls_and_custom_xml_are_seen_through() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent></w:sdt>"
    data = package(f"{control}<w:customXml>{paragraph(run('标记'))}</w:customXml>")
    assert texts(data) == ["控件", "标记"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Title", TITLE),
        ("标题", TITLE),
        ("heading 1", HEADING),
        ("Heading 9", HEADING),
        ("标题 1", HEADING),
        ("一级标题", HEADING),
        ("Body Text", BODY),
        ("Subtitle", BODY),
        ("toc 1", BODY),
    ],
)
def test_kinds_by_the_name_of_the_style(name: str, kind: ParagraphKind) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="{name}"/></w:style>'
    content = paragraph(run("雾散了"), properties='<w:pStyle w:val="a1"/>')
    assert blocks(package(content, {"styles": styles}))[0].kind is kind


@pytest.mark.parametrize(
    ("style", "own", "kind"),
    [
        ("", '<w:outlineLvl w:val="0"/>', HEADING),
        ("", '<w:outlineLvl w:val="9"/>', BODY),
        ("", '<w:outlineLvl w:val="x"/>', BODY),
        ('<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', "", HEADING),
        ('<w:basedOn w:val="h1"/>', "", HEADING),
        ('<w:basedOn w:val="h1"/>', '<w:outlineLvl w:val="9"/>', BODY),
        ('<w:basedOn w:val="h1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "", BODY),
        ('<w:basedOn w:val="a1"/>', "", BODY),
    ],
)
def test_kinds_by_the_outline_level(style: str, own: str, kind: ParagraphKind) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="My"/>{style}</w:style>'
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/></w:style>'
    )
    content = paragraph(run("雾散了"), properties=f'<w:pStyle w:val="a1"/>{own}')
    assert blocks(package(content, {"styles": styles}))[0].kind is kind


def test_strict_files_are_read_and_written() -> None:
    document = element("document", f"<w:body>{paragraph(run('雾'), run('散', '<w:b/>'))}</w:body>")
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations([("officeDocument", "/Word/Text.xml")]),
            "word/text.xml": document.replace(W, STRICT),
        }
    )
    assert texts(data) == ["雾{1}散{2}"]
    after = finished(data, ["It {1}lifted{2}"])
    assert texts(after) == ["It {1}lifted{2}"] or texts(after) == ["{1}It {2}lifted"]
    assert W not in part(after, "word/text.xml")


def test_what_is_not_translated_is_said() -> None:
    data = package(paragraph(run("雾散了。")))
    assert warnings(data) == ()
    archive = {
        "_rels/.rels": relations([]),
        "word/document.xml": part(data),
        "word/comments.xml": element("comments", ""),
        "word/charts/chart1.xml": "<c/>",
        "_xmlsignatures/origin.sigs": "",
    }
    found = warnings(zipped(archive))
    assert [w.split()[0] for w in found] == ["Comments", "Text", "The"]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("own", "style", "warned"),
    [
        ('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>', "", True),
        ('<w:numPr><w:numId w:val="4"/></w:numPr>', "", False),
        ('<w:numPr><w:numId w:val="5"/></w:numPr>', "", True),
        ('<w:pStyle w:val="h"/>', '<w:numPr><w:numId w:val="5"/></w:numPr>', True),
        ("", '<w:numPr><w:numId w:val="5"/></w:numPr>', False),
    ],
)
def test_numbers_that_count_in_chinese_are_told(own: str, style: str, warned: bool) -> None:
    def level(rank: int, form: str, text: str) -> str:
        inside = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        return f'<w:lvl w:ilvl="{rank}">{inside}</w:lvl>'

    first = level(0, "decimal", "%1.") + level(1, "chineseCounting", "%2")
    second = level(0, "decimal", "第%1章")
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
        f'<w:num w:numId="{n + 4}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n, levels in enumerate((first, second))
    )
    styles = f'<w:style w:styleId="h"><w:pPr>{style}</w:pPr></w:style>'
    others = {"numbering": numbering, "styles": styles}
    found = warnings(package(paragraph(run("雾散了。"), properties=own), others))
    assert [one.startswith("Automatic numbers") for one in found] == [True] * warned


def test_relations_to_the_outside_are_not_followed() -> None:
    outside = relations([("header", "http://127.0.0.1:9/h.xml")], ' TargetMode="External"')
    data = package(paragraph(run("雾散了。")))
    archive = {
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": part(data),
        "word/_rels/document.xml.rels": outside,
    }
    assert texts(zipped(archive)) == ["雾散了。"]
    inside = relations([("header", "../../../etc/passwd"), ("styles", "nowhere.xml")])
    assert texts(zipped({**archive, "word/_rels/document.xml.rels": inside})) == ["雾散了。"]
