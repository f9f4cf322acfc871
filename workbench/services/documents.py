"""Documents: look up, load, remove, and who has one open.

How they come in is `services/imports.py`, whose calls are found here too; how they go out is
`services/export.py`.
"""

from __future__ import annotations

import difflib
import os
import socket
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from workbench.core.document import Document, DocumentSummary, Progress
from workbench.errors import DocumentLockedError, NotFoundError
from workbench.services import review_records
from workbench.services.export import original
from workbench.services.files import storable
from workbench.services.imports import Imported, import_document, take_in, take_in_articles
from workbench.services.workspace import Workspace
from workbench.storage import documents as stored
from workbench.storage import locks

__all__ = [
    "EditingLock",
    "Imported",
    "editing_lock",
    "find",
    "import_document",
    "load",
    "original",
    "progress",
    "remember_cursor",
    "remove",
    "summaries",
    "take_in",
    "take_in_articles",
]

_NEAR: Final = 3


def summaries(ws: Workspace) -> tuple[DocumentSummary, ...]:
    """Return all documents with their progress, in the order of their import."""
    with ws.database.reading() as session:
        return stored.summaries(session)


def find(ws: Workspace, reference: str) -> DocumentSummary:
    """Return the document that a person means: by number, name, path, or the start of a name.

    Raises:
        NotFoundError: none is meant, or several; names that are near are listed.
    """
    known = summaries(ws)
    for found in _readings_of(reference, known):
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(
                f"{len(found)} documents are meant by “{reference}”",
                hint="Say which: " + ", ".join(f"{d.id} ({d.name})" for d in found) + ".",
            )
    raise NotFoundError(f"there is no document “{reference}”", hint=_near(reference, known))


def _readings_of(
    reference: str, known: Sequence[DocumentSummary]
) -> Iterator[list[DocumentSummary]]:
    """Yield the documents that a reference may mean, the strictest reading first."""
    yield [d for d in known if str(d.id) == reference]
    yield [d for d in known if d.name == reference]
    place = _place(reference)
    of_file = [d for d in known if d.path == place]
    whole = [d for d in of_file if d.article is None]
    yield whole[-1:] or of_file
    yield [d for d in known if d.name.startswith(reference)] if reference else []


def _place(reference: str) -> str:
    """Return the full path that a reference may be, empty if it is none."""
    try:
        return storable(str(Path(reference).resolve()))
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, a NUL
        return ""


def _near(reference: str, known: Sequence[DocumentSummary]) -> str:
    if not known:
        return "No document was imported yet: `workbench import FILE`."
    near = difflib.get_close_matches(reference, [d.name for d in known], n=_NEAR, cutoff=0.4)
    if near:
        return f"Near it: {', '.join(near)}. All are listed by `workbench documents`."
    return "All are listed by `workbench documents`."


def load(ws: Workspace, document_id: int) -> Document:
    """Return a document with everything that an editor shows.

    Raises:
        NotFoundError: there is none with this id.
    """
    with ws.database.reading() as session:
        return stored.load(session, document_id)


def progress(ws: Workspace, document_id: int) -> Progress:
    """Return how much of a document is done.

    Raises:
        NotFoundError: there is none with this id.
    """
    with ws.database.reading() as session:
        found = stored.summaries(session, document_id)
    if not found:
        raise stored.missing(document_id)
    return found[0].progress


def remove(ws: Workspace, document_id: int) -> None:
    """Take a document away with its targets and its history; its memory units stay.

    Raises:
        NotFoundError: there is none with this id.
        DocumentLockedError: somebody has it open.
    """
    with ws.database.transaction() as session:
        name = stored.name(session, document_id)
        holder = locks.holder(session, document_id)
        if holder is not None and locks.is_alive(holder, ws.now()):
            raise _locked(name, holder)
        stored.remove(session, document_id)
        review_records.forget(session, document_id)


def remember_cursor(ws: Workspace, document_id: int, segment_id: int | None) -> None:
    """Note where the editor stands, for the next session."""
    with ws.database.transaction() as session:
        stored.remember_cursor(session, document_id, segment_id)


class EditingLock:
    """A document that is ours to edit. Give a sign of life about each minute."""

    def __init__(self, ws: Workspace, document_id: int, token: str) -> None:
        self._ws = ws
        self._document_id = document_id
        self._token = token

    def report(self) -> bool:
        """Say that we still live; return whether the document is still ours."""
        with self._ws.database.transaction() as session:
            return locks.report(session, self._document_id, self._token, self._ws.now())


@contextmanager
def editing_lock(ws: Workspace, document_id: int) -> Iterator[EditingLock]:
    """Hold a document for editing for the block; other documents stay free for others.

    Raises:
        NotFoundError: there is no such document.
        DocumentLockedError: another editor has it open; one that died does not count.
    """
    now = ws.now()
    token = uuid.uuid4().hex
    mine = locks.Holder(
        token=token,
        pid=os.getpid(),
        process=locks.process_mark(os.getpid()),
        host=socket.gethostname(),
        user=ws.user,
        since=now,
        seen=now,
    )
    with ws.database.transaction() as session:
        name = stored.name(session, document_id)
        other = locks.acquire(session, document_id, mine)
        if other is not None:
            raise _locked(name, other)
    try:
        yield EditingLock(ws, document_id, token)
    finally:
        with ws.database.transaction() as session:
            locks.release(session, document_id, token)


def _locked(name: str, holder: locks.Holder) -> DocumentLockedError:
    since = holder.since.astimezone()
    return DocumentLockedError(
        f"{holder.user} has it open on {holder.host} (process {holder.pid}) "
        f"since {since:%Y-%m-%d %H:%M}",
        where=name,
        hint="Close it there first, or open another document.",
    )
