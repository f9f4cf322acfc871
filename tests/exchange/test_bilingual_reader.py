"""What comes back from a reviewer, whatever they and their word processor did to the table."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.bilingual import SEGMENTS, table
from workbench.errors import FormatError, UnreadableFileError, WorkbenchError
from workbench.exchange.bilingual_docx import write_docx
from workbench.exchange.bilingual_reader import ReviewedRow, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Change = Callable[[Document], None]


@pytest.fixture
def back(tmp_path: Path) -> Callable[[Change], tuple[ReviewedRow, ...]]:
    """Return a function that changes a table as a reviewer would, and reads it."""

    def changed(change: Change) -> tuple[ReviewedRow, ...]:
        path = tmp_path / "table.docx"
        write_docx(path, table())
        document = docx.Document(str(path))
        change(document)
        document.save(str(path))
        return read(path).rows

    return changed


Back = Callable[[Change], tuple[ReviewedRow, ...]]


def test_an_untouched_table_comes_back_as_it_went(tmp_path: Path) -> None:
    path = tmp_path / "table.docx"
    write_docx(path, table())
    assert read(path).rows == tuple(ReviewedRow(s.id, s.source, s.target, "") for s in SEGMENTS)


def test_changes_and_comments_come_back(back: Back) -> None:
    def change(document: Document) -> None:
        cells = document.tables[0].rows[2].cells
        cells[2].text = "The fog lifted."
        cells[4].text = "Past tense."
        cells[4].add_paragraph("And shorter.")

    row = back(change)[1]
    assert row == ReviewedRow(502, "雾散了。", "The fog lifted.", "Past tense. And shorter.")


def test_tracked_changes_count_as_accepted(back: Back) -> None:
    def change(document: Document) -> None:
        paragraph = document.tables[0].rows[2].cells[2].paragraphs[0]
        run = paragraph.runs[0]._r
        deleted = f'<w:del {W} w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>'
        moved = f'<w:moveFrom {W} w:id="3"><w:r><w:t>gone</w:t></w:r></w:moveFrom>'
        inserted = f'<w:ins {W} w:id="2"><w:r><w:t>Look: </w:t></w:r></w:ins>'
        for one in (deleted, moved, inserted):
            run.addprevious(parse_xml(one))

    assert back(change)[1].target == "Look: The fog has lifted."


def test_comments_of_the_word_processor_come_back(back: Back) -> None:
    def change(document: Document) -> None:
        run = document.tables[0].rows[1].cells[2].paragraphs[0].runs[0]
        document.add_comment(run, text="Is it “dawn”?", author="R")

    assert back(change)[0].comment == "Is it “dawn”?"


def test_rows_may_be_sorted_removed_or_added(back: Back) -> None:
    def change(document: Document) -> None:
        grid = document.tables[0]
        last = grid.rows[-1]._tr
        grid.rows[1]._tr.addprevious(last)
        grid._tbl.remove(grid.rows[-1]._tr)
        added = deepcopy(grid.rows[1]._tr)
        grid._tbl.append(added)
        grid.rows[-1].cells[0].text = "neu"

    assert [row.segment_id for row in back(change)] == [507, 501, 502, 503, 504, 505]


def test_columns_are_found_by_their_heads(back: Back) -> None:
    def change(document: Document) -> None:
        for row in document.tables[0].rows:
            cells = row._tr.tc_lst
            cells[0].addprevious(cells[2])
            row._tr.remove(cells[3])

    assert back(change)[0] == ReviewedRow(501, "渡口的清晨", "The ferry at dawn", "")


def test_a_row_of_merged_cells_is_passed_over(back: Back) -> None:
    def change(document: Document) -> None:
        cells = document.tables[0].rows[1].cells
        cells[0].merge(cells[4])
        document.tables[0].rows[2].cells[3].merge(document.tables[0].rows[2].cells[4])

    assert [row.segment_id for row in back(change)] == [s.id for s in SEGMENTS[1:]]


def test_a_cell_that_spans_nonsense_is_one_cell(back: Back) -> None:
    def change(document: Document) -> None:
        cell = document.tables[0].rows[1].cells[0]._tc
        cell.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {W} w:val="{"9" * 5_000}"/>'))

    assert [row.segment_id for row in back(change)] == [s.id for s in SEGMENTS]


def test_a_document_without_the_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.docx"
    document = docx.Document()
    document.add_table(1, 3).cell(0, 0).text = "No."
    document.save(str(path))
    with pytest.raises(FormatError, match="no bilingual table"):
        read(path)


def test_a_file_that_is_not_there_or_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        read(tmp_path / "nowhere.docx")
    with pytest.raises(UnreadableFileError):
        read(tmp_path)
    path = tmp_path / "table.docx"
    write_docx(path, table())
    monkeypatch.setattr("workbench.exchange.bilingual_reader.MAX_BYTES", 10)
    with pytest.raises(UnreadableFileError, match="MiB"):
        read(path)


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_raises_nothing_but_our_errors(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "damaged.docx"
    document = io.BytesIO()
    docx.Document().save(document)
    content = bytearray(document.getvalue())
    for _ in range(3):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    path.write_bytes(data.draw(st.sampled_from((bytes(content), data.draw(st.binary())))))
    try:
        read(path)
    except WorkbenchError:
        return
