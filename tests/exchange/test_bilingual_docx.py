"""The bilingual table as DOCX, opened again with python-docx."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT

from tests.exchange.bilingual import SEGMENTS, STATUSES, table
from workbench.errors import UnreadableFileError
from workbench.exchange.bilingual_docx import write_docx
from workbench.exchange.bilingual_table import COLUMNS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "table.docx"
    assert write_docx(found, table()) == 7
    return found


@pytest.fixture
def written(path: Path) -> Document:
    return docx.Document(str(path))


def xml(path: Path) -> str:
    """Return the main part of a file."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def test_cells_hold_the_segments(written: Document) -> None:
    rows = [[cell.text for cell in row.cells] for row in written.tables[0].rows]
    assert tuple(rows[0]) == COLUMNS
    assert rows[1:] == [
        [f"{n} #{s.id}", s.source, s.target, words, ""]
        for n, (s, words) in enumerate(zip(SEGMENTS, STATUSES, strict=True), 1)
    ]


def test_the_page_is_a4_landscape(written: Document) -> None:
    section = written.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_title_and_facts_stand_above(written: Document) -> None:
    heading, facts, hint = (p.text for p in written.paragraphs[:3])
    assert heading == "Bilingual table"
    assert facts.startswith("渡口.docx · 2026-11-23 06:20 UTC · L & W · 7 segments")
    assert "{1}" in hint
    about = written.core_properties
    assert (about.title, about.author) == ("Bilingual table: 渡口.docx", "L & W")
    assert about.created is not None
    assert about.created.year == 2026


def test_the_head_is_repeated_and_rows_are_not_cut(path: Path) -> None:
    rows = re.findall("<w:tr>.*?</w:tr>", xml(path), re.DOTALL)
    assert ["w:tblHeader" in row for row in rows] == [True, *[False] * 7]
    assert all("w:cantSplit" in row for row in rows)


def test_chinese_has_a_chinese_font_and_language(path: Path) -> None:
    runs = re.findall("<w:r>.*?</w:r>", xml(path), re.DOTALL)
    (source,) = (run for run in runs if "“等等”" in run)
    assert 'w:hint="eastAsia"' in source
    assert 'w:eastAsia="SimSun"' in source
    assert 'w:eastAsia="zh-CN"' in source
    (target,) = (run for run in runs if "&lt;then&gt;" in run)
    assert "eastAsia" not in target


def test_drafts_are_shaded_and_machine_drafts_slanted(written: Document) -> None:
    cells = [row.cells[2] for row in written.tables[0].rows][1:]
    slanted = [any(run.italic for run in cell.paragraphs[0].runs) for cell in cells]
    assert slanted == [False, True, True, False, False, False, False]
    shaded = ["w:shd" in cell._tc.xml for cell in cells]
    assert shaded == [False, True, True, True, True, False, False]


def test_placeholders_are_coloured(written: Document) -> None:
    runs = written.tables[0].rows[3].cells[2].paragraphs[0].runs
    assert [run.text for run in runs] == ["{1}", "3", "{2}", " boats."]
    assert [run.font.color.rgb is not None for run in runs] == [True, False, True, False]


def test_a_table_without_rows_is_a_table(tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    assert write_docx(empty, replace(table(), rows=(), document="a\x00b")) == 0
    assert len(docx.Document(str(empty)).tables[0].rows) == 1


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        write_docx(tmp_path / "nowhere" / "table.docx", table())
