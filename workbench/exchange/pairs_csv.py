"""Units as CSV: what Excel opens by a double click, and what people save from it.

Out: UTF-8 with a byte order mark, without which Excel reads Chinese as Latin; CRLF; quoted as
RFC 4180 says. A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, also in full
width) has an apostrophe before it, which reading takes away again. In: comma, semicolon or tab, any
encoding of Chinese text, columns as `pair_columns` tells; constant memory.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, Final

from workbench.core.memory import Unit
from workbench.documents import encodings
from workbench.errors import EncodingError
from workbench.exchange import pair_columns, pairs
from workbench.exchange.csv_records import Record, records, sniff
from workbench.exchange.skipped import Skipped

_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠]")
_SAMPLE: Final = 40  # lines that the delimiter is guessed from
_LONGEST_NOTE: Final = 15
"""Lines that a note keeps: a record of more than 20 counts as one that is never closed."""


def write(units: Iterable[Unit], stream: BinaryIO, *, delimiter: str = ",") -> int:
    """Write units as CSV and return how many were written.

    Args:
        units: any number, consumed once; one without source or target is left out.
        stream: where to; neither flushed nor closed.
        delimiter: a single character.
    """
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    count = 0
    try:
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(pair_columns.COLUMNS)
        for unit in units:
            cells = pairs.cells(unit)
            if cells[0] and cells[1]:
                writer.writerow([_guarded(_short(cell)) for cell in cells])
                count += 1
    finally:
        text.detach()  # writes what it holds; the stream is the caller's
    return count


def read(
    stream: BinaryIO, *, name: str, encoding: str | None = None, columns: Sequence[str] = ()
) -> Iterator[Unit | Skipped]:
    """Yield the units of a CSV file, and the rows that were left out.

    Args:
        stream: the file, seekable.
        name: its name, for messages, and as the document of units that name none.
        encoding: what a person says that it is in; None to find out.
        columns: what the columns hold, from `pair_columns.named`; none to find out.

    Raises:
        EncodingError: the file is no text.
        UsageError: `encoding` names no encoding.
        FormatError: it does not tell which columns are source and target.
    """
    try:
        found = encodings.detect(stream, encoding)
    except EncodingError as exc:
        raise EncodingError(exc.what, where=name, hint=exc.hint) from exc
    lines = _lines(encodings.pieces(stream, found))
    sample = list(islice(lines, _SAMPLE))
    rows = map(_row, records(chain(sample, lines), sniff(sample, pair_columns.NAMES)))
    yield from pairs.units(rows, name=name, columns=columns)


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text in pieces, whatever ends them."""
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    held: list[str] = []
    for piece in pieces:
        first, *more = newlines.decode(piece).split("\n")
        held.append(first)
        for start in more:
            yield "".join((*held, "\n"))
            held = [start]
    if last := "".join((*held, newlines.decode("", final=True))):
        yield last


def _row(record: Record) -> pairs.Row:
    return pairs.Row(record.line, tuple(map(_unguarded, record.fields or ())), record.fault)


def _short(cell: str) -> str:
    """A cell with at most so many line ends as reading allows."""
    lines = cell.split("\n", _LONGEST_NOTE)
    return cell if len(lines) <= _LONGEST_NOTE else "\n".join((*lines[:-1], _joined(lines[-1])))


def _joined(rest: str) -> str:
    return " ".join(rest.split("\n"))


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
