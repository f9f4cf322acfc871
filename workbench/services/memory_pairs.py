"""Units in tables: pairs that come in from a spreadsheet or a CSV file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from workbench.core.memory import OWN, Unit
from workbench.errors import FormatError
from workbench.exchange import pair_columns, pairs_csv, pairs_xlsx
from workbench.exchange.skipped import Skipped
from workbench.services.files import opened, storable
from workbench.services.memory_import import BATCH, Progress
from workbench.services.reports import ImportReport
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake

WORKBOOKS: Final = (".xlsx", ".xlsm")
TABLES: Final = (".csv", ".tsv", *WORKBOOKS)
"""How the names of files end that are tables, in lower case."""


def is_table(path: Path) -> bool:
    """Return whether a file's name says that it is a table of pairs."""
    return path.name.lower().endswith(TABLES)


def import_pairs(
    ws: Workspace,
    path: Path,
    *,
    into: int = OWN,
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
        into: number of the memory.
        strict: whether to refuse the file, before anything is stored, if a row is bad.
        encoding: of a CSV file, None to find out.
        columns: what the columns hold, `source,target,,note`; empty to find out.
        progress: told how many bytes are read, of how many, after each batch.

    Raises:
        UnreadableFileError: the file cannot be read.
        EncodingError: a CSV file is no text.
        FormatError: it does not tell which columns are source and target; it is no workbook; with
            `strict`, a row is bad.
        UsageError: there are no such columns, or no such encoding.
    """
    told = pair_columns.named(columns) if columns else ()
    added = updated = unchanged = 0
    skipped: list[Skipped] = []
    with opened(path) as stream:
        size = stream.seek(0, os.SEEK_END)
        read = partial(_read, stream, path, encoding, told)
        if strict:
            _require_sound(read(), path)
        items = read()
        while batch := list(islice(items, BATCH)):
            units = [replace(item, memory=into) for item in batch if isinstance(item, Unit)]
            skipped += [item for item in batch if isinstance(item, Skipped)]
            with ws.database.transaction() as session:
                done = memory_intake.merge(session, units)
            added += done.added
            updated += done.updated
            unchanged += done.unchanged
            if progress is not None:
                progress(min(stream.tell(), size), size)
    return ImportReport(added, updated, unchanged, tuple(skipped))


def _read(
    stream: BinaryIO, path: Path, encoding: str | None, columns: Sequence[str]
) -> Iterator[Unit | Skipped]:
    stream.seek(0)
    name = storable(path.name)
    if name.lower().endswith(WORKBOOKS):
        return pairs_xlsx.read(stream, name=name, columns=columns)
    return pairs_csv.read(stream, name=name, encoding=encoding, columns=columns)


def _require_sound(items: Iterator[Unit | Skipped], path: Path) -> None:
    """Go through a whole file without storing anything."""
    for item in items:
        if isinstance(item, Skipped):
            raise FormatError(
                f"{item.item}: {item.reason}; nothing was stored",
                where=str(path),
                line=item.line or None,
                hint="Correct the file, or import it without --strict to leave it out.",
            )
