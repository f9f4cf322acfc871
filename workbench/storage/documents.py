"""Documents, their paragraphs, and the files that they came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.core.code import Code
from workbench.core.document import (
    Document,
    DocumentSummary,
    Paragraph,
    ParagraphKind,
    Progress,
    Segment,
)
from workbench.core.status import Status
from workbench.errors import NotFoundError
from workbench.storage import codes, rows, segments, sources, tables

DOCUMENTS: Final = tables.table(tables.Document)
PARAGRAPHS: Final = tables.table(tables.Paragraph)
_SEGMENTS: Final = segments.SEGMENTS
_FINAL: Final = (Status.CONFIRMED.value, Status.REVIEWED.value)


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was imported before, with what it was made of."""

    id: int
    digest: str
    encoding: str
    format: str
    cleaning: frozenset[str]
    article: int | None


def known(session: Session, path: str) -> tuple[Known, ...]:
    """Return the documents imported from this path, newest first."""
    columns = ("id", "digest", "encoding", "format", "cleaning", "article")
    query = (
        select(*(DOCUMENTS.c[name] for name in columns))
        .where(DOCUMENTS.c.path == path)
        .order_by(DOCUMENTS.c.id.desc())
    )
    return tuple(
        Known(number, digest, code, form, frozenset(steps), article)
        for number, digest, code, form, steps, article in session.execute(query)
    )


def names(session: Session) -> frozenset[str]:
    """Return the names that are taken."""
    return frozenset(session.execute(select(DOCUMENTS.c.name)).scalars())


def name(session: Session, document_id: int) -> str:
    """Return a document's name.

    Raises:
        NotFoundError: there is no such document.
    """
    query = select(DOCUMENTS.c.name).where(DOCUMENTS.c.id == document_id)
    found: str | None = session.execute(query).scalar_one_or_none()
    if found is None:
        raise missing(document_id)
    return found


def missing(document_id: int) -> NotFoundError:
    """Return the error for a document that is not there."""
    return NotFoundError(
        f"there is no document {document_id}", hint="List them with `workbench documents`."
    )


def load(session: Session, document_id: int) -> Document:
    """Return a document with all its paragraphs and segments.

    Raises:
        NotFoundError: there is none with this id.
    """
    found = session.execute(DOCUMENTS.select().where(DOCUMENTS.c.id == document_id)).first()
    if found is None:
        raise missing(document_id)
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
        memory=found.memory_id,
        propagates=found.propagates,
    )


def _paragraphs(session: Session, document_id: int) -> tuple[Paragraph, ...]:
    sentences = segments.of_document(session, document_id)
    grouped = {
        owner: tuple(group) for owner, group in groupby(sentences, key=lambda s: s.paragraph_id)
    }
    query = PARAGRAPHS.select().where(PARAGRAPHS.c.document_id == document_id)
    found = session.execute(query.order_by(PARAGRAPHS.c.position))
    return tuple(_value(row, grouped.get(row.id, ())) for row in found)


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
    return row.document_id, _value(row, segments.of_paragraph(session, paragraph_id))


def codes_of(session: Session, paragraph_ids: Iterable[int]) -> dict[int, tuple[Code, ...]]:
    """Return what the placeholders of these paragraphs stand for, by paragraph."""
    wanted = list(paragraph_ids)
    found: dict[int, tuple[Code, ...]] = {}
    for start in range(0, len(wanted), 500):
        query = select(PARAGRAPHS.c.id, PARAGRAPHS.c.codes)
        part = query.where(PARAGRAPHS.c.id.in_(wanted[start : start + 500]))
        found |= {number: codes.load(text) for number, text in session.execute(part)}
    return found


def columns(paragraph: Paragraph) -> rows.Row:
    """Return what a paragraph's row holds besides its place in the document."""
    return {
        "kind": paragraph.kind.value,
        "text": paragraph.text,
        "original": unlike(paragraph.original, paragraph.text),
        "line": paragraph.line,
        "notes": paragraph.notes,
        "codes": codes.dump(paragraph.codes),
        "place": paragraph.place,
        "section": paragraph.section,
    }


def unlike(original: str, text: str) -> str:
    """Return a paragraph's original as its row keeps it: empty where it is the very text."""
    return "" if original == text else original


def make_room(session: Session, document_id: int, position: int) -> None:
    """Move the paragraphs from a position on by one, so that another can be put there."""
    _shift(session, document_id, position, 1)


def close_gap(session: Session, document_id: int, position: int) -> None:
    """Move the paragraphs after a position back by one: the one that was there is gone."""
    _shift(session, document_id, position + 1, -1)


def _shift(session: Session, document_id: int, first: int, by: int) -> None:
    """Move paragraphs; by way of negative numbers, for no two may ever have one position."""
    mine = PARAGRAPHS.c.document_id == document_id
    place = PARAGRAPHS.c.position
    moved = mine & (place >= first)
    session.execute(PARAGRAPHS.update().where(moved).values(position=-1 - (place + by)))
    session.execute(PARAGRAPHS.update().where(mine & (place < 0)).values(position=-1 - place))


def format_of(session: Session, document_id: int) -> str:
    """Return the name of a document's format."""
    query = select(DOCUMENTS.c.format).where(DOCUMENTS.c.id == document_id)
    return session.execute(query).scalar_one_or_none() or ""


def paragraph_after(session: Session, document_id: int, position: int) -> Paragraph | None:
    """Return the paragraph that follows a position, None at the end of the document."""
    query = PARAGRAPHS.select().where(
        PARAGRAPHS.c.document_id == document_id, PARAGRAPHS.c.position == position + 1
    )
    row = session.execute(query).first()
    return None if row is None else _value(row, segments.of_paragraph(session, row.id))


def _value(row: Any, sentences: tuple[Segment, ...]) -> Paragraph:
    return Paragraph(
        id=row.id,
        position=row.position,
        kind=ParagraphKind(row.kind),
        text=row.text,
        original=row.original or row.text,
        line=row.line,
        segments=sentences,
        notes=row.notes,
        codes=codes.load(row.codes),
        place=row.place,
        section=row.section,
    )


def summaries(session: Session, document_id: int | None = None) -> tuple[DocumentSummary, ...]:
    """Return all documents, or the one, as a list shows them, in the order of their import."""
    done = _progress(session, document_id)
    columns = ("id", "name", "path", "encoding", "imported_at", "format", "article")
    query = select(*(DOCUMENTS.c[name] for name in columns)).order_by(DOCUMENTS.c.id)
    if document_id is not None:
        query = query.where(DOCUMENTS.c.id == document_id)
    return tuple(
        DocumentSummary(
            row.id,
            row.name,
            row.path,
            row.encoding,
            row.imported_at,
            done.get(row.id, Progress()),
            row.format,
            row.article,
        )
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
    name(session, document_id)  # tells one that is not there
    return b"".join(sources.pieces(session, document_id))


def remove(session: Session, document_id: int) -> None:
    """Take a document away with all that belongs to it; its memory units stay."""
    units = tables.table(tables.Unit)
    made_here = select(_SEGMENTS.c.id).where(_SEGMENTS.c.document_id == document_id)
    session.execute(units.update().where(units.c.segment_id.in_(made_here)).values(segment_id=None))
    rows.delete(session, DOCUMENTS, document_id)
    sources.drop_unused(session)


def propagates(session: Session, document_id: int) -> bool:
    """Return whether confirming a segment of a document fills its repetitions."""
    query = select(DOCUMENTS.c.propagates).where(DOCUMENTS.c.id == document_id)
    return session.execute(query).scalar_one_or_none() or False


def set_propagation(session: Session, document_id: int, on: bool) -> None:
    """Let confirming a segment of a document fill its repetitions, or not.

    Raises:
        NotFoundError: there is no such document.
    """
    name(session, document_id)  # tells one that is not there
    rows.update(session, DOCUMENTS, document_id, {"propagates": on})


def remember_cursor(session: Session, document_id: int, segment_id: int | None) -> None:
    """Note where the editor stands."""
    rows.update(session, DOCUMENTS, document_id, {"cursor": segment_id})
