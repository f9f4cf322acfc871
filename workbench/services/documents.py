"""Documents: import, look up, load, export, remove, and who has one open."""

from __future__ import annotations

import difflib
import hashlib
import os
import socket
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.core.document import Document, DocumentSummary, Progress
from workbench.errors import DocumentLockedError, NotFoundError, UsageError
from workbench.services.files import storable
from workbench.services.workspace import Workspace
from workbench.storage import documents as stored
from workbench.storage import locks

if TYPE_CHECKING:
    from workbench.documents.reading import Reading

_NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class Inspection:
    """What import would make of a file.

    Attributes:
        segments: for each block of the reading its sentences; none for noise.
    """

    reading: Reading
    segments: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import.

    Attributes:
        document: the new document, or the one that this very file had become before.
        is_new: which of the two.
        notices: what the user should know, one sentence each.
    """

    document: Document
    is_new: bool
    notices: tuple[str, ...] = ()


def inspect(path: Path, *, encoding: str | None = None) -> Inspection:
    """Read a file and cut it into sentences without storing anything.

    Raises:
        InputError: as `workbench.documents.reading.read` says.
    """
    # Reading and cutting take 50 ms to import, which opening a known document need not wait for.
    from workbench.documents.reading import read
    from workbench.segmentation.paragraphs import cut_paragraph

    reading = read(path, encoding=encoding)
    reading = replace(reading, name=storable(reading.name))
    return Inspection(
        reading,
        tuple(cut_paragraph(block.kind, block.text) for block in reading.blocks),
    )


def import_document(
    ws: Workspace, path: Path, *, encoding: str | None = None, name: str | None = None
) -> Document:
    """Import a file and return the document; see `take_in` for one that was imported before."""
    return take_in(ws, path, encoding=encoding, name=name).document


def take_in(
    ws: Workspace, path: Path, *, encoding: str | None = None, name: str | None = None
) -> Imported:
    """Import a file, and say what became of it.

    A file that was imported from the same place and has not changed since gives the document that
    it became then. One that has changed becomes a further document; the old one stays. A number
    is added to a name that is taken.

    Args:
        ws: the workspace.
        path: the file.
        encoding: its encoding, None to find out.
        name: what to call the document, None for the file's name.

    Raises:
        InputError: as `workbench.documents.reading.read` says; nothing is stored.
    """
    inspection = inspect(path, encoding=encoding)
    reading = inspection.reading
    place = storable(str(path.resolve()))
    digest = hashlib.sha256(reading.original).hexdigest()
    with ws.database.transaction() as session:
        before = stored.known(session, place)
        for number, old_digest, old_encoding in before:
            if (old_digest, old_encoding) == (digest, reading.encoding) and name is None:
                return Imported(stored.load(session, number), is_new=False)
        taken = stored.names(session)
        called = _free_name(name or reading.name, taken)
        number = stored.add(
            session,
            stored.NewDocument(
                name=called,
                path=place,
                encoding=reading.encoding,
                data=reading.original,
                digest=digest,
                warnings=reading.warnings,
                imported_at=ws.now(),
                imported_by=ws.user,
            ),
            _paragraphs(inspection),
        )
        notices = list(reading.warnings)
        if before and digest not in {old_digest for _, old_digest, _ in before}:
            notices.append(
                f"The file has changed since it was imported; this is a new document, {called}."
            )
        return Imported(stored.load(session, number), is_new=True, notices=tuple(notices))


def _paragraphs(inspection: Inspection) -> Sequence[stored.NewParagraph]:
    return [
        stored.NewParagraph(
            block.kind, block.text, block.original, block.line, block.notes, segments
        )
        for block, segments in zip(inspection.reading.blocks, inspection.segments, strict=True)
    ]


def _free_name(wanted: str, taken: frozenset[str]) -> str:
    """Return the name, with the lowest number from 2 that makes it a free one if it is taken."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name


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
    yield [d for d in known if d.path == place][-1:]
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
    names = near or [d.name for d in known[-_NEAR:]]
    return f"Near it: {', '.join(names)}. All are listed by `workbench documents`."


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
        raise NotFoundError(
            f"there is no document {document_id}", hint="List them with `workbench documents`."
        )
    return found[0].progress


def export_text(ws: Workspace, document_id: int, *, untranslated: str = "source") -> str:
    """Return the finished English text.

    Args:
        ws: the workspace.
        document_id: the document.
        untranslated: what stands for a segment without a target: its `source`, nothing (`empty`),
            or an error (`fail`).

    Raises:
        UsageError: with `fail`, some segment has no target.
    """
    from workbench.documents import rendering
    from workbench.documents.formats import text
    from workbench.documents.formats.base import Untranslated, Wanted

    if untranslated not in list(Untranslated):
        hint = f"Use one of {', '.join(Untranslated)}"
        raise UsageError(f"untranslated segments cannot be {untranslated!r}", hint=hint)
    wanted = Wanted(Untranslated(untranslated))
    paragraphs = load(ws, document_id).paragraphs
    rendering.require(paragraphs, wanted)
    return text.render(paragraphs, wanted)


def original(ws: Workspace, document_id: int) -> bytes:
    """Return the imported file, byte for byte."""
    with ws.database.reading() as session:
        return stored.original(session, document_id)


def remove(ws: Workspace, document_id: int) -> None:
    """Take a document away with its targets and its history; its memory units stay.

    Raises:
        NotFoundError: there is none with this id.
        DocumentLockedError: somebody has it open.
    """
    with ws.database.transaction() as session:
        document = stored.load(session, document_id)
        holder = locks.holder(session, document_id)
        if holder is not None and locks.is_alive(holder, ws.now()):
            raise _locked(document.name, holder)
        stored.remove(session, document_id)


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
        name = stored.load(session, document_id).name
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
