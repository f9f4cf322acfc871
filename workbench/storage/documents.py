"""Documents, their paragraphs, and the files that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.core.document import (
    Document,
    DocumentSummary,
    Paragraph,
    ParagraphKind,
    Progress,
)
from workbench.core.status import Status
from workbench.errors import NotFoundError
from workbench.storage import codes, rows, segments, sources, tables

DOCUMENTS: Final = tables.table(tables.Document)
PARAGRAPHS: Final = tables.table(tables.Paragraph)
_SEGMENTS: Final = segments.SEGMENTS
_FINAL: Final = (Status.CONFIRMED.value, Status.REVIEWED.value)


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is known of a document before it is stored.

    Attributes:
        data: the file, byte for byte.
        digest: what tells two contents of a file apart.
    """

    name: str
    path: str
    encoding: str
    data: bytes
    digest: str
    warnings: tuple[str, ...]
    imported_at: datetime
    imported_by: str


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """A paragraph before it is stored, with the sources of its segments."""

    kind: ParagraphKind
    text: str
    original: str
    line: int
    notes: tuple[str, ...]
    sources: tuple[str, ...]


def add(session: Session, document: NewDocument, paragraphs: Sequence[NewParagraph]) -> int:
    """Store a document and return its id."""
    number = rows.insert(
        session,
        DOCUMENTS,
        {
            "name": document.name,
            "path": document.path,
            "encoding": document.encoding,
            "digest": document.digest,
            "warnings": document.warnings,
            "imported_at": document.imported_at,
            "imported_by": document.imported_by,
            "format": "text",
            "cleaning": (),
        },
    )
    if not sources.is_known(session, document.digest):
        values = {"digest": document.digest, "part": 0, "size": len(document.data)}
        packed = sources.packed(document.data)
        session.execute(sources.PARTS.insert().values(**values, data=packed))
    _add_paragraphs(session, number, paragraphs)
    return number


def _add_paragraphs(session: Session, number: int, paragraphs: Sequence[NewParagraph]) -> None:
    start = 0
    sentences: list[Mapping[str, Any]] = []
    for position, paragraph in enumerate(paragraphs):
        row = {
            "document_id": number,
            "position": position,
            "start": start,
            "kind": paragraph.kind.value,
            "text": paragraph.text,
            "original": paragraph.original,
            "line": paragraph.line,
            "notes": paragraph.notes,
            "codes": "",
            "place": position,
            "section": 0,
        }
        owner = rows.insert(session, PARAGRAPHS, row)
        start += len(paragraph.sources)
        sentences.extend(new_rows(number, owner, paragraph.sources))
    if sentences:
        session.execute(_SEGMENTS.insert(), sentences)


def new_rows(document_id: int, paragraph_id: int, sources: Iterable[str]) -> Iterable[rows.Row]:
    """Return rows for untranslated segments of a paragraph."""
    for rank, source in enumerate(sources):
        yield {
            "document_id": document_id,
            "paragraph_id": paragraph_id,
            "rank": rank,
            **segments.source_columns(source),
            "target": "",
            "status": Status.NEW.value,
            "engine": "",
            "locked": False,
            "updated_by": "",
        }


def known(session: Session, path: str) -> tuple[tuple[int, str, str], ...]:
    """Return (id, digest, encoding) of the documents imported from this path, newest first."""
    query = (
        select(DOCUMENTS.c.id, DOCUMENTS.c.digest, DOCUMENTS.c.encoding)
        .where(DOCUMENTS.c.path == path)
        .order_by(DOCUMENTS.c.id.desc())
    )
    return tuple((number, digest, code) for number, digest, code in session.execute(query))


def names(session: Session) -> frozenset[str]:
    """Return the names that are taken."""
    return frozenset(session.execute(select(DOCUMENTS.c.name)).scalars())


def name(session: Session, document_id: int) -> str:
    """Return a document's name, empty if there is no such document."""
    query = select(DOCUMENTS.c.name).where(DOCUMENTS.c.id == document_id)
    return session.execute(query).scalar_one_or_none() or ""


def load(session: Session, document_id: int) -> Document:
    """Return a document with all its paragraphs and segments.

    Raises:
        NotFoundError: there is none with this id.
    """
    found = session.execute(DOCUMENTS.select().where(DOCUMENTS.c.id == document_id)).first()
    if found is None:
        raise NotFoundError(
            f"there is no document {document_id}", hint="List them with `workbench documents`."
        )
    return Document(
        id=found.id,
        name=found.name,
        path=found.path,
        encoding=found.encoding,
        imported_at=found.imported_at,
        paragraphs=_paragraphs(session, document_id),
        cursor=found.cursor,
        format=found.format,
        article=found.article,
    )


def _paragraphs(session: Session, document_id: int) -> tuple[Paragraph, ...]:
    sentences = segments.of_document(session, document_id)
    grouped = {
        owner: tuple(group) for owner, group in groupby(sentences, key=lambda s: s.paragraph_id)
    }
    query = PARAGRAPHS.select().where(PARAGRAPHS.c.document_id == document_id)
    return tuple(
        Paragraph(
            id=row.id,
            position=row.position,
            kind=ParagraphKind(row.kind),
            text=row.text,
            original=row.original,
            line=row.line,
            segments=grouped.get(row.id, ()),
            notes=row.notes,
            codes=codes.load(row.codes),
            place=row.place,
            section=row.section,
        )
        for row in session.execute(query.order_by(PARAGRAPHS.c.position))
    )


def paragraph(session: Session, paragraph_id: int) -> tuple[int, Paragraph]:
    """Return the document's id and the paragraph.

    Raises:
        NotFoundError: there is none with this id.
    """
    row = session.execute(PARAGRAPHS.select().where(PARAGRAPHS.c.id == paragraph_id)).first()
    if row is None:
        raise NotFoundError(
            f"there is no paragraph {paragraph_id}", hint="Open the document again: it has changed."
        )
    value = Paragraph(
        id=row.id,
        position=row.position,
        kind=ParagraphKind(row.kind),
        text=row.text,
        original=row.original,
        line=row.line,
        segments=segments.of_paragraph(session, paragraph_id),
        notes=row.notes,
        codes=codes.load(row.codes),
        place=row.place,
        section=row.section,
    )
    return row.document_id, value


def summaries(session: Session, document_id: int | None = None) -> tuple[DocumentSummary, ...]:
    """Return all documents, or the one, as a list shows them, in the order of their import."""
    done = _progress(session, document_id)
    query = select(
        DOCUMENTS.c.id,
        DOCUMENTS.c.name,
        DOCUMENTS.c.path,
        DOCUMENTS.c.encoding,
        DOCUMENTS.c.imported_at,
    ).order_by(DOCUMENTS.c.id)
    if document_id is not None:
        query = query.where(DOCUMENTS.c.id == document_id)
    return tuple(
        DocumentSummary(row.id, row.name, row.path, row.encoding, row.imported_at, done[row.id])
        if row.id in done
        else DocumentSummary(row.id, row.name, row.path, row.encoding, row.imported_at, Progress())
        for row in session.execute(query)
    )


def _progress(session: Session, document_id: int | None) -> dict[int, Progress]:
    final = _SEGMENTS.c.status.in_(_FINAL)
    drafted = (_SEGMENTS.c.status == Status.DRAFT.value) & (_SEGMENTS.c.target != "")
    query = select(
        _SEGMENTS.c.document_id,
        func.count(),
        func.count().filter(drafted),
        func.count().filter(final),
        func.coalesce(func.sum(_SEGMENTS.c.characters), 0),
        func.coalesce(func.sum(_SEGMENTS.c.characters).filter(final), 0),
    ).group_by(_SEGMENTS.c.document_id)
    if document_id is not None:
        query = query.where(_SEGMENTS.c.document_id == document_id)
    return {number: Progress(*counts) for number, *counts in session.execute(query)}


def original(session: Session, document_id: int) -> bytes:
    """Return the imported file, byte for byte.

    Raises:
        NotFoundError: there is no such document.
    """
    return b"".join(sources.pieces(session, document_id))


def remove(session: Session, document_id: int) -> None:
    """Take a document away with all that belongs to it; its memory units stay."""
    units = tables.table(tables.Unit)
    made_here = select(_SEGMENTS.c.id).where(_SEGMENTS.c.document_id == document_id)
    session.execute(units.update().where(units.c.segment_id.in_(made_here)).values(segment_id=None))
    rows.delete(session, DOCUMENTS, document_id)
    sources.drop_unused(session)


def remember_cursor(session: Session, document_id: int, segment_id: int | None) -> None:
    """Note where the editor stands."""
    rows.update(session, DOCUMENTS, document_id, {"cursor": segment_id})
