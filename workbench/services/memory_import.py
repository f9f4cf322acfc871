"""Units that come into a memory from a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange import tmx_archive
from workbench.exchange.skipped import Skipped
from workbench.services import memories
from workbench.services.files import opened, storable
from workbench.services.reports import ImportReport
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake

BATCH: Final = 65_536
"""Units imported in one transaction: what the memory's index takes best, a second or two."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def import_tmx(
    ws: Workspace,
    path: Path,
    *,
    into: int | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take the units of a TMX file, plain, gzipped or in a zip archive, into a memory.

    Whole batches are stored, each in a transaction of its own. Where the import is stopped, those
    that are stored stay; a unit that is there adds nothing, so that doing it again goes on.

    Args:
        ws: the workspace.
        path: the file.
        into: number of the memory; None for the one that new documents write to.
        strict: whether to refuse the file, before anything is stored, if a unit is bad.
        progress: told how many bytes are read, of how many, each time a batch is stored.

    Raises:
        UnreadableFileError: the file cannot be read.
        EncodingError: it is in an encoding that nobody knows.
        FormatError: it is no TMX; with `strict`, a unit is bad.
    """
    with opened(path) as stream:
        if strict:
            require_sound(tmx_archive.read(stream, name=path.name), path)
            stream.seek(0)
        items = tmx_archive.read(stream, name=storable(path.name))
        return take_in(ws, items, stream, into=into, progress=progress)


def take_in(
    ws: Workspace,
    items: Iterable[Unit | Skipped],
    stream: BinaryIO,
    *,
    into: int | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Store what a reader yields, batch by batch, and say what became of it.

    Args:
        ws: the workspace.
        items: units, and what was left out.
        stream: the file that they are read from.
        into: number of the memory; None for the one that new documents write to.
        progress: told how many bytes are read, of how many, each time a batch is stored.
    """
    size = os.fstat(stream.fileno()).st_size
    tell = progress or (lambda _done, _size: None)
    tell(0, size)
    added = updated = unchanged = 0
    skipped: list[Skipped] = []
    memory = memories.default(ws).id if into is None else into
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        units = [item for item in batch if isinstance(item, Unit)]
        skipped += [item for item in batch if isinstance(item, Skipped)]
        with ws.database.transaction() as session:
            done = memory_intake.merge(session, units, into=memory)
        added += done.added
        updated += done.updated
        unchanged += done.unchanged
        tell(min(stream.tell(), size), size)
    return ImportReport(added, updated, unchanged, tuple(skipped))


def require_sound(items: Iterable[Unit | Skipped], path: Path) -> None:
    """Go through a whole file without storing anything.

    Raises:
        FormatError: something of it would be left out.
    """
    for item in items:
        if isinstance(item, Skipped):
            raise FormatError(
                f"{item.item}: {item.reason}; nothing was stored",
                where=str(path),
                line=item.line or None,
                hint="Correct the file, or import it without --strict to leave it out.",
            )
