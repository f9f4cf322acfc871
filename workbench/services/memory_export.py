"""Units that leave the memories for a file, whose name says what it is to be.

`.xlsx` is a workbook, `.csv`, `.tsv` and `.txt` are tables; any other is TMX 1.4. What ends in
`.gz` or `.zip` is packed. A file is written completely or not at all, unit by unit: the memory that
this takes does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from workbench.core.memory import Unit
from workbench.core.unit_filter import ALL, Filter
from workbench.errors import NotFoundError, UsageError
from workbench.exchange import pairs_csv, pairs_xlsx, tmx_writer
from workbench.exchange.atomic import replacing
from workbench.exchange.packing import packing, unpacked
from workbench.services import memory_pairs
from workbench.services.workspace import Workspace
from workbench.storage import unit_filter

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

_KINDS: Final = (".tmx", *memory_pairs.TABLES)
_TOLD: Final = 2000
"""Units after which progress is told."""


def export_units(
    ws: Workspace,
    path: Path,
    *,
    where: Filter = ALL,
    level: int = 2,
    progress: Progress | None = None,
) -> int:
    """Write units to a file and return how many these are.

    Args:
        ws: the workspace.
        path: the file; what is there is replaced.
        where: which units.
        level: of TMX: 2 keeps inline elements, 1 is words alone.
        progress: told how many units are written, of how many.

    Raises:
        NotFoundError: the filter takes none; nothing is written.
        UnreadableFileError: the file cannot be written.
        DiskFullError: there is no room for it.
        UsageError: a text is too long for a spreadsheet, or the name is that of another kind.
    """
    write = _writer(path, level)
    with ws.database.reading() as session:
        total = unit_filter.count(session, where)
        if not total and where != ALL:
            raise NotFoundError(
                "there is no unit of that kind",
                hint="`workbench tm stats` lists where the units came from.",
            )
        with (
            closing(unit_filter.chosen(session, where)) as units,
            replacing(path) as stream,
            packing(stream, path.name, _KINDS) as inner,
        ):
            return write(_told(units, total, progress), inner)


def _writer(path: Path, level: int) -> Callable[[Iterable[Unit], BinaryIO], int]:
    """Return what writes the kind of file that a name says."""
    name = unpacked(path.name).lower()
    if name.endswith(".xlsx"):
        return pairs_xlsx.write
    if name.endswith(memory_pairs.WORKBOOKS):
        raise UsageError(
            "that kind of workbook cannot be written",
            where=str(path),
            hint="Write .xlsx, which all spreadsheets open.",
        )
    if name.endswith(memory_pairs.TABLES):
        return partial(pairs_csv.write, delimiter="," if name.endswith(".csv") else "\t")
    return partial(tmx_writer.write, level=level)


def _told(units: Iterable[Unit], total: int, progress: Progress | None) -> Iterator[Unit]:
    """Pass units on, and tell from time to time how many they were."""
    for done, unit in enumerate(units):
        if progress is not None and done % _TOLD == 0:
            progress(done, total)
        yield unit
    if progress is not None:
        progress(total, total)
