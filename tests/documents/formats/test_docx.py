"""DOCX in and out: the common contract, and what python-docx finds in what is written."""

from __future__ import annotations

import io
import zipfile
from typing import ClassVar

import docx

from tests.documents.formats.contract import (
    EMPTY,
    FormatContract,
    joined,
    numbered,
    paragraphs_of,
    split,
    translated,
)
from tests.documents.formats.docx_files import (
    blocks,
    body,
    finished,
    opened,
    package,
    paragraph,
    run,
    sample,
    saved,
    texts,
    with_targets,
    written,
)
from workbench.core.document import ParagraphKind

SAMPLE = sample()


class TestDocx(FormatContract):
    """The contract of formats, for DOCX."""

    format: ClassVar[str] = "docx"
    sample: ClassVar[bytes] = SAMPLE


def test_kinds_come_from_styles() -> None:
    kinds = [block.kind for block in blocks(SAMPLE)]
    assert kinds[:3] == [ParagraphKind.TITLE, ParagraphKind.HEADING, ParagraphKind.BODY]
    assert set(kinds[3:]) == {ParagraphKind.BODY}


def test_everything_with_words_is_offered_in_order() -> None:
    assert texts(SAMPLE) == [
        "渡口的清晨",
        "一、雾",
        "雾从江面升起来，{1}对岸的村子{2}看不见了。船家把{3}缆绳{4}解开，{5}又系上。等船的人不多。",
        "有人生起一堆火，烤着手说话。大家都不着急。",
        "名称",
        "数量",
        "渡船",
        "太阳出来以后，雾慢慢散了。船终于开了。",
        "江边笔记",
        "仅供内部阅读",
    ]


def test_nothing_translated_is_the_same_file() -> None:
    assert written(SAMPLE, paragraphs_of(blocks(SAMPLE))) == SAMPLE


def test_parts_without_a_translation_keep_their_bytes() -> None:
    before = zipfile.ZipFile(io.BytesIO(SAMPLE))
    targets = ["The ferry at dawn", *[""] * 9]
    after = zipfile.ZipFile(io.BytesIO(finished(SAMPLE, targets)))
    assert after.namelist() == before.namelist()
    differing = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert differing == ["word/document.xml"]


def test_python_docx_finds_the_english_in_the_old_structure() -> None:
    data = written(SAMPLE, translated(paragraphs_of(blocks(SAMPLE)), numbered))
    before, after = opened(SAMPLE), opened(data)
    styles = [[p.style.name for p in one.paragraphs if p.style] for one in (before, after)]
    assert styles[0] == styles[1]
    assert after.paragraphs[0].text == "Line 0 ends."
    cells = [cell.text for row in after.tables[0].rows for cell in row.cells]
    assert cells[3] == "12"
    assert all(text.startswith("Line") for text in cells[:3])
    assert after.sections[0].header.paragraphs[0].text.startswith("Line")
    assert len(after.inline_shapes) == len(before.inline_shapes)


def test_formatting_follows_its_words() -> None:
    targets = [""] * 10
    targets[2] = "The crew untied {3}the rope{4}{5} and {1}the village{2} was gone."
    found = opened(finished(SAMPLE, targets)).paragraphs[2]
    assert [(r.text, r.bold, r.italic) for r in found.runs] == [
        ("The crew untied ", None, None),
        ("the rope", None, True),
        ("\n", None, None),
        (" and ", None, None),
        ("the village", True, None),
        (" was gone.", None, None),
    ]


def test_a_lone_placeholder_of_the_file_stays_words() -> None:
    data = package(paragraph(run("共{1}条，"), run("其余", "<w:b/>"), run("从略，不再一一列出。")))
    assert texts(data) == ["共{1}条，{2}其余{3}从略，不再一一列出。"]
    target = "{1} items, {2}the rest{3} left out."
    assert opened(finished(data, [target])).paragraphs[0].text == "{1} items, the rest left out."


def test_english_runs_say_that_they_are_english() -> None:
    chinese = '<w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/><w:lang w:eastAsia="zh-CN"/>'
    data = package(paragraph(run("雾散了。", chinese)) + paragraph(run("船开了。")))
    first = body(finished(data, ["“It” lifted.", ""]))
    assert 'w:lang w:eastAsia="zh-CN" w:val="en-US"' in first
    assert "hint" not in first
    assert 'w:eastAsia="宋体"' in first
    assert first.endswith(paragraph(run("船开了。")))


def test_language_stands_where_the_schema_wants_it() -> None:
    late = '<w:b/><w:em w:val="dot"/><w:eastAsianLayout w:id="1"/><w14:ligatures w14:val="all"/>'
    found = body(finished(package(paragraph(run("雾散了。", late))), ["It lifted."]))
    order = [found.index(tag) for tag in ("<w:em ", "<w:lang ", "<w:eastAsian", "<w14:lig")]
    assert order == sorted(order)


def test_spaces_at_the_ends_of_runs_are_preserved() -> None:
    data = package(paragraph(run("他说"), run("不走", "<w:b/>"), run("，我们只好留下。")))
    assert 'xml:space="preserve">He would ' in body(finished(data, ["He would {1}not go{2}."]))


def test_characters_that_xml_forbids_are_left_out() -> None:
    data = package(paragraph(run("雾散了。")))
    assert texts(finished(data, ["It\x00 lif\x0bted\ufffe \U0001f32b."])) == [
        "It lif ted \U0001f32b."
    ]


def test_an_edited_source_is_written_although_nothing_is_translated() -> None:
    data = package(paragraph(run("资金注人项目。")))
    found = with_targets(paragraphs_of(blocks(data)), [""])
    edited = found[0].segments[0].__class__(1, 1, 0, "资金注入项目。")
    changed = [found[0].__class__(1, 0, found[0].kind, "资金注入项目。", "", 1, (edited,))]
    assert texts(written(data, changed)) == ["资金注入项目。"]


def test_untranslated_can_be_left_empty_and_keep_what_is_no_words() -> None:
    tab = "<w:r><w:tab/></w:r>"
    data = package(paragraph(run("雾散了，"), tab, run("船开了。")))
    assert "<w:tab/>" in body(finished(data, [""], EMPTY))
    assert texts(finished(data, [""], EMPTY)) == []


def test_noise_keeps_its_words() -> None:
    data = package(paragraph(run("第三版")) + paragraph(run("雾散了。")))
    first, second = paragraphs_of(blocks(data))
    noise = first.__class__(1, 0, ParagraphKind.NOISE, first.text, first.text, 1)
    made = with_targets([second], ["It lifted."])
    assert texts(written(data, [noise, *made], EMPTY)) == ["第三版", "It lifted."]


def test_a_split_paragraph_keeps_its_properties_twice() -> None:
    found = translated(paragraphs_of(blocks(SAMPLE)), numbered)
    after = opened(written(SAMPLE, split(found, 3)))
    bullets = [p for p in after.paragraphs if p.style and p.style.name == "List Bullet"]
    assert [p.text for p in bullets] == ["Line 5 ends.", "Line 6 ends."]


def test_a_split_paragraph_ends_its_section_once() -> None:
    section = '<w:pStyle w:val="A"/><w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    data = package(
        paragraph(run("雾散了。船开了。"), properties=section) + paragraph(run("完了。"))
    )
    found = translated(paragraphs_of(blocks(data)), numbered)
    after = body(written(data, split(found, 0)))
    assert after.count("<w:sectPr>") == 1
    assert after.index("<w:sectPr>") > after.index("Line 0")
    assert after.count('w:val="A"') == 2


def test_a_joined_paragraph_leaves_none_behind() -> None:
    end = '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>'
    data = package(
        paragraph(run("雾散")) + paragraph(end, run("了。")) + paragraph(run("船开了。"))
    )
    found = translated(paragraphs_of(blocks(data)), numbered)
    after = written(data, joined(found, 0))
    assert texts(after) == ["Line 0 ends. Line 1 ends.", "Line 2 ends."]
    assert body(after).count("<w:p>") == 2
    assert body(after).count("_Toc1") == 1


def test_a_joined_paragraph_is_emptied_where_the_file_needs_one() -> None:
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    data = package(cell.format(paragraph(run("渡")), paragraph(run("船"))) + paragraph())
    found = translated(paragraphs_of(blocks(data)), numbered)
    after = body(written(data, joined(found, 0)))
    assert after.count("<w:tc><w:p") == 2
    assert "Line 0 ends. Line 1 ends." in "".join(
        text.partition("<")[0] for text in after.split(">")
    )


def test_things_of_a_joined_paragraph_stay() -> None:
    end = paragraph(run("船"), "<w:r><w:tab/></w:r>", run("开了。"), "<w:r><w:br/></w:r>")
    data = package(paragraph(run("雾散了，")) + end)
    found = joined(with_targets(paragraphs_of(blocks(data)), ["It", "{1}left."]), 0)
    after = body(written(data, found))
    assert after.count("<w:tab/>") == after.count("<w:br/>") == 1
    assert after.count("<w:p>") == 1


def test_a_long_document_comes_back_whole() -> None:
    document = docx.Document()
    for number in range(2_000):
        document.add_paragraph(f"第{number}段，雾从江面升起来。")
    data = saved(document)
    found = translated(paragraphs_of(blocks(data)), numbered)
    assert texts(written(data, found)) == [f"Line {n} ends." for n in range(2_000)]
