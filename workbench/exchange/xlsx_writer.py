"""Writes rows of text as an Excel workbook (ECMA-376, SpreadsheetML): streaming, without a library.

Each cell is an inline string (18.3.1.4, `t="inlineStr"`) in the format of text: whatever it begins
with, a spreadsheet shows it and never runs it, not even after somebody has edited it. The first row
is a header that stays in view. What is more than a sheet can hold goes on in further sheets. The
same rows make the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from workbench.errors import UsageError

LONGEST_CELL: Final = 32_767
"""Characters that Excel takes in a cell."""

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, the header included."""

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS: Final = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
)
_ROOT: Final = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
_WORKBOOK: Final = (
    f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{{}}</sheets></workbook>'
)
_CONTENT_TYPES: Final = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
# Format 49 is text; quotePrefix keeps a cell text when it is edited (18.8.45).
_STYLES: Final = f"""{_DECLARATION}<styleSheet xmlns="{_MAIN}">\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" \
applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""
_VIEW: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_HEAD_STYLE: Final = 2
_TEXT_STYLE: Final = 1
_TOGETHER: Final = 500  # rows that are packed at a time
# What a reader would take for the escape of another character (22.4.2.4, ST_Xstring).
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    stream: BinaryIO,
    *,
    title: str,
    widths: Sequence[int] = (),
    most_rows: int = MOST_ROWS,
) -> int:
    """Write rows as a workbook and return how many there were.

    Args:
        header: names of the columns.
        rows: any number, consumed once; texts without code points that XML forbids.
        stream: where to; neither flushed nor closed.
        title: name of the sheet, at most 25 letters and spaces.
        widths: of the columns, in characters; 12 for those that are left out.
        most_rows: rows of a sheet, the header included.

    Raises:
        UsageError: a text is longer than a cell may be.
    """
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_padded(widths, len(header)), 1)
    )
    head = f'{_DECLARATION}<worksheet xmlns="{_MAIN}">{_VIEW}<cols>{columns}</cols><sheetData>'
    waiting = iter(rows)
    count = sheets = 0
    with zipfile.ZipFile(stream, "w") as archive:
        first = next(waiting, None)
        while first is not None or not sheets:
            sheets += 1
            part = [] if first is None else chain([first], islice(waiting, most_rows - 2))
            with archive.open(
                _info(f"xl/worksheets/sheet{sheets}.xml"), "w", force_zip64=True
            ) as sheet:
                sheet.write(head.encode())
                sheet.write(_row(1, header, _HEAD_STYLE).encode())
                for packed, number in _packed(part):
                    sheet.write(packed.encode())
                    count += number
                sheet.write(b"</sheetData></worksheet>")
            first = next(waiting, None)
        for name, text in _parts(title, sheets):
            archive.writestr(_info(name), text)
    return count


def _padded(widths: Sequence[int], length: int) -> Iterator[int]:
    return islice(chain(widths, iter(lambda: 12, None)), length)


def _packed(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, int]]:
    """Yield the XML of some rows at a time, and how many they are."""
    numbered = enumerate(rows, 2)
    while part := list(islice(numbered, _TOGETHER)):
        yield "".join(_row(number, row, _TEXT_STYLE) for number, row in part), len(part)


def _row(number: int, texts: Sequence[str], style: int) -> str:
    cells = "".join(
        f'<c r="{letter(at)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_content(text, number)}</t></is></c>'
        for at, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def letter(at: int) -> str:
    """Return what a column is called: A, B, … Z, AA, AB, and so on.

    Args:
        at: 0-based place.
    """
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _content(text: str, number: int) -> str:
    if len(text) > LONGEST_CELL:
        raise UsageError(
            f"a text of {len(text):,} characters does not fit into a cell of a spreadsheet",
            where=f"row {number}",
            hint="Export to TMX or CSV instead; nothing was written.",
        )
    return escape(_LOOKS_ESCAPED.sub("_x005F_", text))


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _parts(title: str, sheets: int) -> Iterator[tuple[str, str]]:
    """Yield the parts beside the sheets."""
    numbers = range(1, sheets + 1)
    listed = "".join(
        f'<sheet name="{escape(_title(title, n))}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n in numbers
    )
    types = (
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{overrides}'
    )
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    yield "[Content_Types].xml", _CONTENT_TYPES.format(types)
    yield "_rels/.rels", _RELATIONS.format(_ROOT)
    yield "xl/workbook.xml", _WORKBOOK.format(listed)
    yield "xl/_rels/workbook.xml.rels", _RELATIONS.format(related + styles)
    yield "xl/styles.xml", _STYLES


def _title(title: str, number: int) -> str:
    return title if number == 1 else f"{title} {number}"
