"""The translation memory: matches, concordance, TMX in and out, figures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from workbench.core.memory import Found, Match, MemoryStatistics, Unit
from workbench.errors import FormatError, NotFoundError
from workbench.exchange import tmx_reader, tmx_writer
from workbench.exchange.atomic import replacing
from workbench.exchange.skipped import Skipped
from workbench.memory.concordance import SearchSide, search
from workbench.services.files import opened
from workbench.services.reports import ImportReport
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage.database import Transaction

MOST_CANDIDATES: Final = 1000
"""Units that are looked at closely for one source; the likeliest come first."""

BATCH: Final = 20_000
"""Units imported in one transaction: others wait for the write lock a few seconds at most."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def matches(
    ws: Workspace,
    source: str,
    *,
    before: str = "",
    after: str = "",
    threshold: int = 70,
    limit: int = 5,
) -> tuple[Match, ...]:
    """Return what the memory has for a source, best first.

    Args:
        ws: the workspace.
        source: the Chinese text.
        before: the source before it, empty at an edge; the same neighbours make a 101 % match.
        after: the source after it.
        threshold: the lowest percentage; below 51 only exact matches are promised.
        limit: at most so many.
    """
    with ws.database.reading() as session:
        return lookup(session, source, before=before, after=after, threshold=threshold, limit=limit)


def lookup(
    session: Transaction,
    source: str,
    *,
    before: str = "",
    after: str = "",
    threshold: int = 70,
    limit: int = 5,
    but: frozenset[int] = frozenset(),
) -> tuple[Match, ...]:
    """Return the matches within a transaction, as `matches` says; without the units `but`."""
    from workbench.memory.grams import LOWEST_THRESHOLD
    from workbench.memory.ranking import rank

    exact = stored.exact(session, source)
    near = stored.similar(session, source, max(threshold, LOWEST_THRESHOLD), most=MOST_CANDIDATES)
    units = {unit.id: unit for unit in (*exact, *near) if unit.id not in but}
    return rank(
        source, units.values(), before=before, after=after, threshold=threshold, limit=limit
    )


def exact(session: Transaction, source: str, *, before: str = "", after: str = "") -> Match | None:
    """Return, within a transaction, the match that may be taken without a look; None if none may.

    Units that a machine or an aligner made are never that good (see `workbench.memory.ranking`).
    """
    return _exact(source, stored.exact(session, source), before, after)


def exact_of(session: Transaction, wanted: Iterable[tuple[str, str, str]]) -> list[Match | None]:
    """Return what `exact` does for many at a time: source, the one before it, the one after it."""
    wanted = list(wanted)
    units = stored.exact_of(session, {source for source, _, _ in wanted})
    return [_exact(source, units[source], before, after) for source, before, after in wanted]


def _exact(source: str, units: Sequence[Unit], before: str, after: str) -> Match | None:
    from workbench.memory.ranking import EXACT_PERCENT, rank

    if not units:
        return None
    found = rank(source, units, before=before, after=after, threshold=EXACT_PERCENT, limit=1)
    return found[0] if found else None


def concordance(
    ws: Workspace, query: str, *, side: SearchSide = "both", limit: int = 50
) -> tuple[Found, ...]:
    """Return units that hold all words of a query, newest first, with the words' spans.

    Args:
        ws: the workspace.
        query: words in either language; those in double quotes are one phrase.
        side: where to look: `source`, `target`, or `both` (each word on either side).
        limit: at most so many.
    """
    with ws.database.reading() as session:
        return search(query, stored.containing(session, query, side), side=side, limit=limit)


def remove(ws: Workspace, source: str, *, target: str | None = None) -> tuple[Unit, ...]:
    """Take units out of the memory, in one transaction, and return them.

    Args:
        ws: the workspace.
        source: the Chinese text, exactly.
        target: the English text, exactly; None for whatever this source was translated as.

    Raises:
        NotFoundError: there is no such unit.
    """
    with ws.database.transaction() as session:
        gone = tuple(
            unit
            for unit in stored.exact(session, source)
            if unit.source == source and target in (None, unit.target)
        )
        for unit in gone:
            stored.put(session, unit.id, None)
    if not gone:
        raise NotFoundError(
            "no unit of the memory has exactly this text",
            where=source,
            hint="`workbench tm search` shows the units as they are.",
        )
    return gone


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
                done = stored.merge(session, units)
            added += done.added
            updated += done.updated
            unchanged += done.unchanged
            if progress is not None:
                progress(min(stream.tell(), size), size)
    return ImportReport(added, updated, unchanged, tuple(skipped))


def export_tmx(ws: Workspace, path: Path, *, document: str | None = None) -> int:
    """Write the memory as TMX 1.4, completely or not at all, and return how many units it has.

    `document` restricts it to the units that came from this document or file.

    Raises:
        NotFoundError: no unit came from that document; nothing is written.
        UnreadableFileError: the file cannot be written.
        DiskFullError: there is no room for it.
    """
    with ws.database.reading() as session:
        if document is not None and not stored.has_document(session, document):
            raise NotFoundError(
                f"no unit of the memory came from “{document}”",
                hint="`workbench tm stats` lists where the units came from.",
            )
        with replacing(path) as stream:
            return tmx_writer.write(stored.everything(session, document=document), stream)


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


def statistics(ws: Workspace) -> MemoryStatistics:
    """Return figures about the memory."""
    with ws.database.reading() as session:
        return stored.statistics(session)
