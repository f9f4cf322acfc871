"""Reads a bilingual table that a reviewer gave back: what became of each target, and the comments.

Columns are found by their headings, rows by the segment that stands beside their number. Tracked
changes are read as if accepted. Comments are what stands in the comment column, and Word's own
comments on the row. Rows that name no segment are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.documents.formats.docx.names import Element, beside, name, value
from workbench.documents.formats.docx.package import Package
from workbench.errors import FormatError, UnreadableFileError
from workbench.exchange.bilingual_table import COLUMNS, ID
from workbench.text.normalise import clean

MAX_BYTES: Final = 64 * 1024 * 1024
"""Files up to this size are read."""

_GONE: Final = frozenset(("w:del", "w:moveFrom", "mc:Fallback"))
_SPACES: Final = frozenset(("w:tab", "w:br", "w:cr"))
_NEEDED: Final = COLUMNS[:3]
_SPAN: Final = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A row of a reviewed table.

    Attributes:
        segment_id: of the segment, in the database from which the table came.
        source, target: the two sides as they are in the table now.
        comment: the reviewer's, empty without one; several are separated by spaces.
    """

    segment_id: int
    source: str
    target: str
    comment: str


@dataclass(frozen=True, slots=True)
class ReviewedTable:
    """A reviewed table.

    Attributes:
        token: what the export is known by; empty where a program has dropped it.
        rows: in the order of the table.
    """

    token: str
    rows: tuple[ReviewedRow, ...]


def read(path: Path) -> ReviewedTable:
    """Return a reviewed table.

    Raises:
        UnreadableFileError: the file cannot be read.
        FormatError: it is no DOCX, or has no bilingual table.
    """
    package = Package(_bytes(path), str(path))
    comments = _comments(package)
    rows: list[ReviewedRow] = []
    is_table = False
    for table in package.root(package.main).iter("{*}tbl"):
        lines = [one for one in table if name(one) == "w:tr"]
        columns = _columns(lines[0]) if lines else {}
        if all(head in columns for head in _NEEDED):
            is_table = True
            rows += _rows(lines[1:], columns, comments)
    if not is_table:
        raise FormatError(
            "there is no bilingual table in it",
            where=str(path),
            hint=f"It needs a table with the columns {', '.join(COLUMNS)}, as it was exported",
        )
    return ReviewedTable(_token(package), tuple(rows))


def _token(package: Package) -> str:
    """Return the identifier among the properties of the document."""
    parts = [part for kind, part in package.relations("") if kind == "core-properties"]
    if not parts or parts[0] not in package.names:
        return ""
    return (package.root(parts[0]).findtext("{*}identifier") or "").strip()


def _bytes(path: Path) -> bytes:
    """Return the file's bytes."""
    try:
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return path.read_bytes()
    except (OSError, ValueError) as exc:
        reason = str(getattr(exc, "strerror", None) or exc).lower()
        what = f"it cannot be read ({reason})"
        raise UnreadableFileError(what, where=str(path), hint="Check the name") from exc
    what = f"it has {size / 1024**2:.0f} MiB, more than any table"
    raise UnreadableFileError(what, where=str(path), hint="Choose another file")


def _columns(line: Element) -> dict[str, int]:
    """Return which heading stands at which rank in the head of a table."""
    heads = {head.casefold(): head for head in COLUMNS}
    found: dict[str, int] = {}
    for rank, cell in enumerate(_cells(line)):
        head = heads.get(_text(cell).casefold())
        if head is not None:
            found.setdefault(head, rank)
    return found


def _rows(
    lines: Sequence[Element], columns: Mapping[str, int], comments: Mapping[str, str]
) -> Iterator[ReviewedRow]:
    for line in lines:
        cells = list(_cells(line))
        texts = {head: _text(cells[at]) for head, at in columns.items() if at < len(cells)}
        number = ID.search(texts.get(COLUMNS[0], ""))
        own = {cells[columns[head]] for head in _NEEDED if head in texts}
        if number is None or len(own) < len(_NEEDED):  # missing or merged cells
            continue
        said = [texts.get(COLUMNS[4], ""), *_remarks(line, comments)]
        yield ReviewedRow(
            int(number[1]), texts[COLUMNS[1]], texts[COLUMNS[2]], " ".join(filter(None, said))
        )


def _cells(line: Element) -> Iterator[Element]:
    """Yield the cells of a row; one that spans columns for each of them."""
    for cell in line.iterchildren(beside(line, "tc")):
        said = (value(one) for one in cell.iter(beside(line, "gridSpan")))
        span = next((int(one) for one in said if _SPAN.fullmatch(one)), 1)
        for _ in range(min(span, len(COLUMNS))):
            yield cell


def _text(element: Element) -> str:
    """Return the words of an element on one line, paragraphs separated by a space."""
    return clean("".join(_words(element)))


def _words(element: Element) -> Iterator[str]:
    for one in element:
        short = name(one)
        if short == "w:t":
            yield one.text or ""
        elif short == "w:noBreakHyphen":
            yield "-"
        elif short in _SPACES:
            yield " "
        elif short not in _GONE and short != "w:rPr":
            yield from _words(one)
            if short == "w:p":
                yield " "


def _comments(package: Package) -> dict[str, str]:
    """Return Word's comments by their numbers."""
    return {
        value(one, "id"): _text(one)
        for part in package.related("comments")
        for one in package.root(part)
        if name(one) == "w:comment"
    }


def _remarks(line: Element, comments: Mapping[str, str]) -> Iterator[str]:
    """Yield Word's comments on a row."""
    for one in line.iter("{*}commentReference"):
        yield comments.get(value(one, "id"), "")
