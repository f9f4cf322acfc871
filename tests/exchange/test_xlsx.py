"""Workbooks: what we write a peer reads, what a peer writes we read, damage is only our errors."""

from __future__ import annotations

import importlib
import io
import zipfile
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exchange.tmx import HARD, UNITS
from workbench.core.memory import Unit
from workbench.errors import FormatError, UsageError
from workbench.exchange import pairs, pairs_xlsx, xlsx_reader, xlsx_writer
from workbench.exchange.skipped import Skipped
from workbench.text.normalise import clean

openpyxl: Any = importlib.import_module("openpyxl")  # it ships no type information

UNIT = Unit("=一＋一", "-5 °C & <b>", document="d.txt", note="a\nb", before="+前")
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def written(units: list[Unit]) -> bytes:
    stream = io.BytesIO()
    assert pairs_xlsx.write(units, stream) == len(units)
    return stream.getvalue()


def table(rows: list[tuple[str, ...]], *, most_rows: int = xlsx_writer.MOST_ROWS) -> bytes:
    stream = io.BytesIO()
    count = xlsx_writer.write(("a", "b"), rows, stream, title="T", most_rows=most_rows)
    assert count == len(rows)
    return stream.getvalue()


def read(data: bytes) -> list[Unit | Skipped]:
    return list(pairs_xlsx.read(io.BytesIO(data), name="t.xlsx"))


def rows(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """All rows of the first sheet."""
    with closing(xlsx_reader.Workbook(io.BytesIO(data), "t.xlsx")) as book:
        return list(book.rows(book.sheets[0]))


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Return a workbook with some of its parts replaced, added, or by None taken out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        every: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, content in (every | parts).items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def sheet_xml(cells: str, head: str = "") -> bytes:
    """Return the part of a sheet with this XML as its data."""
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def sheet(cells: str, head: str = "") -> bytes:
    """Return a workbook with one sheet of this XML."""
    return patched(table([]), {SHEET: sheet_xml(cells, head)})


def test_a_peer_reads_every_cell_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written([UNIT])))
    cells = list(book.active.iter_rows())[1]
    assert [cell.value or "" for cell in cells] == list(pairs.cells(UNIT))
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert {cell.number_format for cell in cells if cell.value} == {"@"}
    assert book.active.freeze_panes == "A2"


@settings(max_examples=40)
@given(st.lists(UNITS, min_size=1, max_size=3))
def test_units_come_back_from_us_and_from_a_peer(units: list[Unit]) -> None:
    wanted = [pairs.cells(unit) for unit in units]
    data = written(units)
    assert [pairs.cells(unit) for unit in read(data) if isinstance(unit, Unit)] == wanted
    by_peer = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(2, values_only=True)
    assert [tuple(cell or "" for cell in row) for row in by_peer] == wanted


def test_hard_segments_come_back() -> None:
    texts = [*HARD, "_x000D_ and _x4E00_", "  inner   spaces  "]
    items = read(written([Unit(text, text) for text in texts]))
    found = [item.source for item in items if isinstance(item, Unit)]
    assert found == [clean(text) for text in texts]


def test_the_same_rows_make_the_same_bytes() -> None:
    assert written([UNIT]) == written([UNIT])


def test_more_than_a_sheet_holds_goes_on_in_another() -> None:
    data = table([(str(number), "x") for number in range(5)], most_rows=3)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["T", "T 2", "T 3"]
    assert [[cell.value for cell in one["A"]] for one in book] == [
        ["a", "0", "1"],
        ["a", "2", "3"],
        ["a", "4"],
    ]
    assert openpyxl.load_workbook(io.BytesIO(table([], most_rows=2))).sheetnames == ["T"]


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(UsageError, match="40,000 characters"):
        table([("x" * 40_000, "")])


def test_what_a_peer_writes_is_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["No.", "English", "中文（简体）", "修改时间", "备注"])
    book.active.append([1, "One", "一", datetime.fromisoformat("2026-03-04T13:30"), True])
    book.active.append([2, 0.1 + 0.2, "零点三"])
    book.active.append([])
    book.active.append([3, "=1+1", "二"])
    hidden = book.create_sheet("hidden")
    hidden.append(["秘密", "secret"])
    hidden.sheet_state = "hidden"
    found = read(saved(book))
    assert [pairs.cells(unit)[:2] for unit in found if isinstance(unit, Unit)] == [
        ("一", "One"),
        ("零点三", "0.3"),
    ]
    first = found[0]
    assert isinstance(first, Unit)
    assert (first.note, pairs.cells(first)[11]) == ("TRUE", "2026-03-04T13:30:00Z")
    # A formula that no program has computed yet has no value.
    assert found[2:] == [Skipped(5, "row 5", "it has no target")]


def test_each_sheet_is_a_table_of_its_own() -> None:
    book = openpyxl.Workbook()
    book.active.title = "读我"
    book.active.append(["only words"])
    book.create_sheet("A").append(["一", "One"])
    book.create_sheet("空")
    pages = book.create_sheet("B")
    pages.append(["English", "Chinese"])
    pages.append(["Two", "二"])
    pages.append(["", "三"])
    units = [item for item in read(saved(book)) if isinstance(item, Unit)]
    skipped = [item for item in read(saved(book)) if isinstance(item, Skipped)]
    assert [unit.target for unit in units] == ["One", "Two"]
    assert [(item.line, item.item) for item in skipped] == [
        (3, "sheet “B”, row 3"),
        (0, "sheet “读我”"),
    ]


def test_cells_of_all_kinds() -> None:
    shared = f"""<sst xmlns="{MAIN}"><si><t>一</t></si>
        <si><r><t>二</t></r><r><rPr/><t xml:space="preserve"> 三</t></r>
        <rPh sb="0" eb="1"><t>er</t></rPh></si></sst>"""
    cells = (
        '<row r="2"><c r="B2" t="s"><v>1</v></c><c r="D2" t="str"><f>1+1</f><v>x_x0041_</v></c>'
        '<c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c r="G2"><v>1E2</v></c></row>'
        '<row><c t="inlineStr"><is><r><t>四</t></r><phoneticPr/></is></c>'
        '<c t="s"><v>0</v></c></row>'
        '<row r="9"><c r="A9"/></row>'
    )
    related = """<Relationships xmlns="p">
        <Relationship Id="a" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/>
        <Relationship Id="b" Type="x/sharedStrings" Target="../xl/texts.xml"/>
        <Relationship Id="c" Type="x/worksheet" Target="http://x/y" TargetMode="External"/>
        </Relationships>"""
    book = """<w:workbook xmlns:w="m" xmlns:r="o"><w:sheets><w:sheet name="S" r:id="a"/>
        <w:sheet name="T" r:id="c"/></w:sheets></w:workbook>"""
    data = patched(
        sheet(cells),
        {
            "xl/texts.xml": shared.encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": related.encode(),
        },
    )
    assert rows(data) == [
        (2, ("", "二 三", "", "xA", "FALSE", "", "100")),
        (3, ("四", "一")),
    ]


@pytest.mark.parametrize("cut", [1, 20, 24])
def test_a_sheet_that_breaks_off_gives_the_rows_before(cut: int) -> None:
    good = '<row r="1"><c t="inlineStr"><is><t>一</t></is></c><c t="str"><v>One</v></c></row>'
    book = patched(table([]), {SHEET: sheet_xml(good)[:-cut]})
    found = read(book)
    assert isinstance(found[0], Unit)
    assert isinstance(found[1], Skipped)
    assert "damaged" in found[1].reason
    assert (found[1].line, len(found)) == (2, 2)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "b">]>',
        '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
    ],
)
def test_no_document_type_is_read(head: str) -> None:
    with pytest.raises(FormatError, match="document type"):
        read(sheet('<row><c t="str"><v>一</v></c></row>', head=head))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no Excel workbook"),
        (b"words", "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old .xls"),
        (b"PK\x03\x04" + bytes(600), "damaged"),
        (patched(table([]), {"xl/workbook.xml": None}), "another kind"),
        (patched(table([]), {"xl/workbook.xml": b"<"}), "damaged"),
        (sheet("<row><c t='s'><v>7</v></c></row>"), "no shared string 7"),
        (sheet("<row>"), "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        read(data)
    assert caught.value.where.startswith("t.xlsx")
    assert caught.value.hint


WHOLE = written([Unit(text, text, note="n") for text in HARD])


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mutated_workbooks_raise_only_errors_of_ours(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    try:
        found = read(bytes(content))
    except FormatError as error:
        assert error.where  # noqa: PT017 - either outcome is right
        return
    assert all(isinstance(item, Unit | Skipped) for item in found)


@settings(max_examples=150)
@given(st.text("<>/row c=\"'t s1AB&;", max_size=60))
def test_any_xml_raises_only_errors_of_ours(cells: str) -> None:
    try:
        read(sheet(cells))
    except FormatError as error:
        assert error.where  # noqa: PT017 - either outcome is right


def test_every_part_is_well_formed() -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


@pytest.mark.parametrize(
    ("at", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_letters(at: int, name: str) -> None:
    assert xlsx_writer.letter(at) == name
