"""Writes a bilingual table as DOCX: A4 landscape, its head on each page, Chinese in a Chinese font.

What a row's shading says its column of status says in words. The comment column is empty, for the
reviewer; `bilingual_reader` takes the reviewed table back in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from workbench.core.document import ParagraphKind
from workbench.exchange.atomic import replacing
from workbench.exchange.bilingual_table import COLUMNS, INSTRUCTION, BilingualTable, Row, pieces
from workbench.text.normalise import clean

_WIDTHS: Final = (850, 4700, 4700, 1600, 2500)  # twentieths of a point, of 267 mm together
_LATIN: Final = "Times New Roman"
_CHINESE: Final = "SimSun"  # the one Chinese face that is on every Windows; others know it as 宋体
_HEADS: Final = frozenset((ParagraphKind.TITLE, ParagraphKind.HEADING))
_OPEN: Final = "FFF6DD"  # behind what no person has vouched for
_MACHINE: Final = "FDEAEA"  # behind what no person has made
_HEADER: Final = "E8ECF1"
_CODE: Final = "6B2FA0"
_GREY: Final = "666666"


def write_docx(path: Path, table: BilingualTable) -> int:
    """Write a table and return the number of its rows; the file is complete or not there at all.

    Raises:
        UnreadableFileError: the destination cannot be written.
        DiskFullError: there is no room for it.
    """
    document = docx.Document()
    _set_up(document, table)
    document.add_heading(clean(table.title), level=1)
    document.add_paragraph(" · ".join(table.facts))
    document.add_paragraph(INSTRUCTION)
    _body(document).insert(len(_body(document)) - 1, _table(table))  # the section comes last
    content = io.BytesIO()
    document.save(content)
    with replacing(path) as stream:
        stream.write(content.getvalue())
    return len(table.rows)


def _body(document: Any) -> Any:
    return document.element.body


def _set_up(document: Any, table: BilingualTable) -> None:
    """Set the page, the fonts, the footer and what the file says of itself."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _CHINESE)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{clean(table.document)} · page ")
    for instruction, between in (("PAGE", " of "), ("NUMPAGES", "")):
        footer._p.append(_element("w:fldSimple", instr=instruction))  # noqa: SLF001 - no other way
        footer.add_run(between)
    about = document.core_properties
    about.title = clean(f"{table.title}: {table.document}")[:255]
    about.author = about.last_modified_by = clean(table.made_by)[:255]
    about.created = about.modified = table.made_at.replace(tzinfo=None)
    about.comments, about.language, about.identifier = "", "en", table.token


def _element(tag: str, *children: Any, **attributes: str) -> Any:
    """Return an element of WordprocessingML with these attributes and children."""
    element: Any = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    element.extend(children)
    return element


def _table(table: BilingualTable) -> Any:
    """Return the table; its rows are copied from patterns, which is what makes it linear."""
    borders = (
        _element(f"w:{side}", val="single", sz="4", space="0", color="BBBBBB")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = _element(
        "w:tblPr",
        _element("w:tblW", w=str(sum(_WIDTHS)), type="dxa"),
        _element("w:tblBorders", *borders),
        _element("w:tblLayout", type="fixed"),
        _element("w:tblCaption", val=clean(f"{table.title}: {table.document}")[:255]),
    )
    grid = _element("w:tblGrid", *(_element("w:gridCol", w=str(width)) for width in _WIDTHS))
    element = _element("w:tbl", properties, grid, _header())
    for row in table.rows:
        element.append(_row(row))
    return element


def _header() -> Any:
    cells = [_cell([_run(head, bold=True)], at, _HEADER) for at, head in enumerate(COLUMNS)]
    return _element(
        "w:tr", _element("w:trPr", _element("w:cantSplit"), _element("w:tblHeader")), *cells
    )


def _row(row: Row) -> Any:
    bold = row.kind in _HEADS
    fill = "" if row.is_final else _MACHINE if row.is_machine else _OPEN
    italic = row.is_machine and not row.is_final
    number = [_run(str(row.number)), _run(f" #{row.segment_id}", color=_GREY, size=14)]
    cells = (
        _cell(number, 0),
        _cell([*_marked(row.source, chinese=True, bold=bold)], 1),
        _cell([*_marked(row.target, bold=bold, italic=italic)], 2, fill),
        _cell([_run(row.status, color=_GREY, size=16)], 3),
        _cell([], 4),
    )
    return _element("w:tr", _element("w:trPr", _element("w:cantSplit")), *cells)


def _cell(runs: Sequence[Any], at: int, fill: str = "") -> Any:
    """Return a cell of one paragraph in the column with this rank."""
    properties = _element("w:tcPr", _element("w:tcW", w=str(_WIDTHS[at]), type="dxa"))
    if fill:
        properties.append(_element("w:shd", val="clear", color="auto", fill=fill))
    spacing = _element("w:pPr", _element("w:spacing", before="40", after="40"))
    return _element("w:tc", properties, _element("w:p", spacing, *runs))


def _marked(
    text: str, *, chinese: bool = False, bold: bool = False, italic: bool = False
) -> Iterator[Any]:
    """Yield the runs of a text, its placeholders coloured."""
    for one, is_placeholder in pieces(text):
        if is_placeholder:
            yield _run(one, color=_CODE, bold=True)
        else:
            yield _run(one, chinese=chinese, bold=bold, italic=italic)


def _run(
    text: str, *, chinese: bool = False, bold: bool = False, italic: bool = False,
    color: str = "", size: int = 0,
) -> Any:  # fmt: skip
    """Return a run; `size` is in half points, 0 for the style's."""
    properties = _properties(chinese=chinese, bold=bold, italic=italic, color=color, size=size)
    words: Any = OxmlElement("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _element("w:r", properties, words)


def _properties(*, chinese: bool, bold: bool, italic: bool, color: str, size: int) -> Any:
    """Return the properties of a run, in the order of the schema (ISO 29500-1, CT_RPr)."""
    found: list[Any] = []
    if chinese:  # quotation marks and dashes are ambiguous: the hint makes them Chinese ones
        found.append(_element("w:rFonts", hint="eastAsia", eastAsia=_CHINESE))
    found += [_element("w:b")] if bold else []
    found += [_element("w:i")] if italic else []
    found += [_element("w:color", val=color)] if color else []
    found += [_element("w:sz", val=str(size))] if size else []
    language = {"val": "en-US", "eastAsia": "zh-CN"} if chinese else {"val": "en-US"}
    return _element("w:rPr", *found, _element("w:lang", **language))
