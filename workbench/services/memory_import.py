"""Units that come into a memory from a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange import tmx_reader
from workbench.exchange.skipped import Skipped
from workbench.services.files import opened
from workbench.services.reports import ImportReport
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake

BATCH: Final = 20_000
"""Units imported in one transaction: others wait for the write lock a few seconds at most."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def import_tmx(
    ws: Workspace, path: Path, *, strict: bool = False, progress: Progress | None = None
) -> ImportReport:
    """Take the units of a TMX file, plain or gzipped, into the memory.

    A unit that is there adds nothing, so that an import that was stopped can simply be done again.

    Args:
        ws: the workspace.
        path: the file.
        strict: whether to refuse the file, before anything is stored, if a unit is bad.
        progress: told how many bytes are read, of how many, after each batch.

    Raises:
        UnreadableFileError: the file cannot be read.
        FormatError: it is no TMX; with `strict`, a unit is bad.
    """
    added = updated = unchanged = 0
    skipped: list[Skipped] = []
    with opened(path) as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        if strict:
            _require_sound(stream, path)
        if progress is not None:
            progress(0, size)
        items = tmx_reader.read(stream, name=path.name)
        while batch := list(islice(items, BATCH)):
            units = [item for item in batch if isinstance(item, Unit)]
            skipped += [item for item in batch if isinstance(item, Skipped)]
            with ws.database.transaction() as session:
                done = memory_intake.merge(session, units)
            added += done.added
            updated += done.updated
            unchanged += done.unchanged
            if progress is not None:
                progress(min(stream.tell(), size), size)
    return ImportReport(added, updated, unchanged, tuple(skipped))


def _require_sound(stream: BinaryIO, path: Path) -> None:
    """Go through a whole file, and back to its start, without storing anything."""
    for item in tmx_reader.read(stream, name=path.name):
        if isinstance(item, Skipped):
            raise FormatError(
                f"{item.item}: {item.reason}; nothing was stored",
                where=str(path),
                line=item.line or None,
                hint="Correct the file, or import it without --strict to leave it out.",
            )
    stream.seek(0)
