"""Units as an Excel workbook: out in one table that can be filtered, in from what people have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import BinaryIO, Final

from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange import pair_columns, pairs, xlsx_reader, xlsx_writer
from workbench.exchange.skipped import Skipped

_WIDTHS: Final = (60, 60, 10, 10, 20, 16, 30, 30, 30, 21, 12, 21, 12)
"""Of the columns, in characters."""


def write(units: Iterable[Unit], stream: BinaryIO) -> int:
    """Write units as a workbook and return how many were written.

    Args:
        units: any number, consumed once; one without source or target is left out.
        stream: where to; neither flushed nor closed.

    Raises:
        UsageError: a text is longer than a cell may be.
    """
    rows = (cells for cells in map(pairs.cells, units) if cells[0] and cells[1])
    return xlsx_writer.write(pair_columns.COLUMNS, rows, stream, title="Units", widths=_WIDTHS)


def read(stream: BinaryIO, *, name: str, columns: Sequence[str] = ()) -> Iterator[Unit | Skipped]:
    """Yield the units of all sheets that are shown, and the rows that were left out.

    A sheet that holds no pairs, or breaks off, costs no other.

    Args:
        stream: the file, seekable.
        name: its name, for messages, and as the document of units that name none.
        columns: what the columns hold, from `pair_columns.named`; none to find out.

    Raises:
        FormatError: it is no workbook, or none of its sheets can be read.
    """
    with closing(xlsx_reader.Workbook(stream, name)) as book:
        faults: list[tuple[Skipped, FormatError]] = []
        has_any = False
        for sheet in book.sheets:
            try:
                rows = _rows(book, sheet, sheet.name if len(book.sheets) > 1 else "")
                for item in pairs.units(rows, name=name, columns=columns):
                    has_any = True
                    yield item
            except FormatError as exc:
                faults.append((Skipped(exc.line or 0, f"sheet “{sheet.name}”", exc.what), exc))
        if faults and not has_any:
            raise faults[0][1]
        yield from (skipped for skipped, _ in faults)


def _rows(book: xlsx_reader.Workbook, sheet: xlsx_reader.Sheet, shown: str) -> Iterator[pairs.Row]:
    """Yield the rows of a sheet; where it breaks off, the last one says so.

    Raises:
        FormatError: it is damaged before its first row.
    """
    last = 0
    try:
        for last, texts in book.rows(sheet):
            yield pairs.Row(last, texts, sheet=shown)
    except FormatError as exc:
        if not last:
            raise
        yield pairs.Row(last + 1, fault=f"{exc.what}; everything before was read", sheet=shown)
