"""Writes a bilingual table as one HTML file that needs nothing else.

No script, no picture, nothing from a network; each cell says which language it is in; what a colour
says is said in words too; printed, the head of the table stands on each page and no row is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from workbench.core.document import ParagraphKind
from workbench.exchange.atomic import replacing
from workbench.exchange.bilingual_table import COLUMNS, BilingualTable, Row, pieces

_HEADS: Final = frozenset((ParagraphKind.TITLE, ParagraphKind.HEADING))

_INSTRUCTION: Final = "For reading: placeholders such as {1} stand for formatting."

_STYLE: Final = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; margin: 2rem auto; max-width: 80rem;
  padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4rem; margin: 0; }
p { margin: .3rem 0 1rem; color: #444; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #bbb; padding: .4rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { background: #e8ecf1; position: sticky; top: 0; }
.no { width: 4.5rem; } .status { width: 9rem; } .comment { width: 12rem; }
td.status, .id { font: .8rem/1.4 system-ui, sans-serif; color: #444; }
.id { display: block; font-weight: normal; }
:lang(zh) { font-family: "Songti SC", SimSun, "Noto Serif CJK SC", serif; }
tr.begins > * { border-top: 2px solid #777; }
tr.head td:lang(zh), tr.head td:lang(en) { font-weight: bold; }
tr.open td:lang(en) { background: #fff6dd; }
tr.machine.open td:lang(en) { background: #fdeaea; font-style: italic; }
code { font: .85em monospace; color: #6b2fa0; background: #f1eafa; border-radius: .2rem;
  padding: 0 .2rem; white-space: nowrap; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #16181c; } p, td.status, .id { color: #b8bcc4; }
  th, td { border-color: #4a4f57; } thead th { background: #2a2f37; }
  tr.open td:lang(en) { background: #3a3420; } tr.machine.open td:lang(en) { background: #40262a; }
  code { color: #d9b8ff; background: #322544; }
}
@page { size: A4 landscape; margin: 15mm; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; color: #000; background: #fff; }
  thead { display: table-header-group; } thead th { position: static; } tr { break-inside: avoid; }
}
"""


def write_html(path: Path, table: BilingualTable) -> int:
    """Write a table and return the number of its rows; the file is complete or not there at all.

    Raises:
        UnreadableFileError: the destination cannot be written.
        DiskFullError: there is no room for it.
    """
    with replacing(path) as stream:
        for piece in _page(table):
            stream.write(piece.encode())
    return len(table.rows)


def _page(table: BilingualTable) -> Iterator[str]:
    title = escape(f"{table.title}: {table.document}")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(table.title)}</h1>\n"
        f"<p>{' · '.join(map(escape, table.facts))}</p>\n"
        f"<p>{_marked(_INSTRUCTION)}</p>\n<table>\n<thead>\n<tr>{_header()}</tr>\n</thead>\n<tbody>\n"
    )
    yield from map(_row, table.rows)
    yield "</tbody>\n</table>\n</main>\n</body>\n</html>\n"


def _header() -> str:
    classes = ("no", "source", "target", "status", "comment")
    cells = zip(classes, COLUMNS, strict=True)
    return "".join(f'<th scope="col" class="{one}">{escape(head)}</th>' for one, head in cells)


def _row(row: Row) -> str:
    """Return a row; its classes say what its words say too."""
    marks = {
        "begins": row.begins,
        "head": row.kind in _HEADS,
        "open": not row.is_final,
        "machine": row.is_machine,
    }
    classes = " ".join(name for name, holds in marks.items() if holds)
    return (
        f'<tr class="{classes}" id="s{row.segment_id}"><th scope="row">{row.number} '
        f'<span class="id">#{row.segment_id}</span></th>'
        f'<td lang="zh">{_marked(row.source)}</td><td lang="en">{_marked(row.target)}</td>'
        f'<td class="status">{escape(row.status)}</td><td></td></tr>\n'
    )


def _marked(text: str) -> str:
    """Return text with its placeholders as code."""
    return "".join(
        f"<code>{escape(one)}</code>" if is_placeholder else escape(one)
        for one, is_placeholder in pieces(text)
    )
