"""Units that leave the memories for a file, whose name says what it is to be.

`.tmx` (also any other name), `.tmx.gz` and `.zip` are TMX 1.4. A file is written completely or not
at all, unit by unit: the memory that this takes does not grow with their number.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from workbench.core.memory import Unit
from workbench.core.unit_filter import ALL, Filter
from workbench.errors import NotFoundError
from workbench.exchange import tmx_writer
from workbench.exchange.atomic import replacing
from workbench.services.workspace import Workspace
from workbench.storage import unit_filter

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

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
    """
    with ws.database.reading() as session:
        total = unit_filter.count(session, where)
        if not total and where != ALL:
            raise NotFoundError(
                "there is no unit of that kind",
                hint="`workbench tm stats` lists where the units came from.",
            )
        units = _told(unit_filter.chosen(session, where), total, progress)
        with replacing(path) as stream, _packed(stream, path) as inner:
            return tmx_writer.write(units, inner, level=level)


def _told(units: Iterable[Unit], total: int, progress: Progress | None) -> Iterator[Unit]:
    """Pass units on, and tell from time to time how many they were."""
    for done, unit in enumerate(units):
        if progress is not None and done % _TOLD == 0:
            progress(done, total)
        yield unit
    if progress is not None:
        progress(total, total)


@contextmanager
def _packed(stream: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """Return what to write to, so that the file is packed as its name says.

    The same units make the same bytes: no time, no name of a machine goes into the file.
    """
    name = path.name.lower()
    if name.endswith(".gz"):
        with gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif name.endswith(".zip"):
        with zipfile.ZipFile(stream, "w") as archive, _member(archive, path) as member:
            yield cast(BinaryIO, member)
    else:
        yield stream


def _member(archive: zipfile.ZipFile, path: Path) -> IO[bytes]:
    stem = path.name[: -len(".zip")] or "memory"
    inside = zipfile.ZipInfo(stem if stem.lower().endswith(".tmx") else f"{stem}.tmx")
    inside.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(inside, "w", force_zip64=True)
