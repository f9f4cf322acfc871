"""Units in tables: pairs that come in from a spreadsheet or a CSV file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from workbench.core.memory import Unit
from workbench.exchange import pair_columns, pairs_csv, pairs_xlsx
from workbench.exchange.skipped import Skipped
from workbench.services import memory_import
from workbench.services.files import opened, storable
from workbench.services.memory_import import Progress
from workbench.services.reports import ImportReport
from workbench.services.workspace import Workspace

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
"""How the names of spreadsheets end; of those that cannot be read the message says so."""

TABLES: Final = (".csv", ".tsv", ".txt", *WORKBOOKS)
"""How the names of files end that are tables, in lower case."""


def is_table(path: Path) -> bool:
    """Return whether a file's name says that it is a table of pairs."""
    return path.name.lower().endswith(TABLES)


def import_pairs(
    ws: Workspace,
    path: Path,
    *,
    into: int | None = None,
    strict: bool = False,
    encoding: str | None = None,
    columns: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Take the pairs of a spreadsheet or a CSV file into a memory; bad rows are left out and named.

    A pair that is there adds nothing, so that an import that was stopped can simply be done again.

    Args:
        ws: the workspace.
        path: the file; a name that ends in one of `WORKBOOKS` is a spreadsheet's.
        into: number of the memory; None for the one that new documents write to.
        strict: whether to refuse the file, before anything is stored, if a row is bad.
        encoding: of a CSV file, None to find out.
        columns: what the columns hold, `source,target,,note`; empty to find out.
        progress: told how many bytes are read, of how many, each time a batch is stored.

    Raises:
        UnreadableFileError: the file cannot be read.
        EncodingError: a CSV file is no text.
        FormatError: it does not tell which columns are source and target; it is no workbook; with
            `strict`, a row is bad.
        UsageError: there are no such columns, or no such encoding.
    """
    known = pair_columns.named(columns) if columns else ()
    with opened(path) as stream:
        read = partial(_read, stream, path, encoding, known)
        if strict:
            memory_import.require_sound(read(), path)
        return memory_import.take_in(ws, read(), stream, into=into, progress=progress)


def _read(
    stream: BinaryIO, path: Path, encoding: str | None, columns: Sequence[str]
) -> Iterator[Unit | Skipped]:
    stream.seek(0)
    name = storable(path.name)
    if name.lower().endswith(WORKBOOKS):
        return pairs_xlsx.read(stream, name=name, columns=columns)
    return pairs_csv.read(stream, name=name, encoding=encoding, columns=columns)
