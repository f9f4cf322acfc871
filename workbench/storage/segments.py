"""Segments: rows in, values of the trade out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from workbench.core.document import Segment
from workbench.core.status import Origin, Status
from workbench.errors import NotFoundError
from workbench.storage import doubts, rows, tables
from workbench.text.codepoints import count_han
from workbench.text.normalise import match_key

SEGMENTS: Final = tables.table(tables.Segment)
_PARAGRAPHS: Final = tables.table(tables.Paragraph)


@lru_cache(maxsize=1 << 15)  # an import asks three times for each source
def source_key(source: str) -> int:
    """Return a number that is equal for sources that are the same to the memory.

    It is the signed 64-bit BLAKE2b hash of the match key: an index of numbers is a third of the
    size of one of sentences. Different keys may share it, so compare the keys after look-up.
    """
    return key_number(match_key(source))


def key_number(key: str) -> int:
    """Return what `source_key` does for a source by its match key."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def columns(segment: Segment) -> rows.Row:
    """Return what a segment's row holds besides its place."""
    return {
        **source_columns(segment.source),
        "target": segment.target,
        "status": segment.status.value,
        "origin": segment.origin.value if segment.origin else None,
        "based_on": segment.based_on.value if segment.based_on else None,
        "engine": segment.engine,
        "match_percent": segment.match_percent,
        "locked": segment.locked,
        "updated_at": segment.updated_at,
        "updated_by": segment.updated_by,
        "confidence": segment.confidence,
        "doubts": doubts.dump(segment.doubts),
        "weak": doubts.dump_spans(segment.weak),
        "propagates": segment.propagates,
    }


def source_columns(source: str) -> rows.Row:
    """Return the columns that depend on the source."""
    return {
        "source": source,
        "source_key": source_key(source),
        "characters": count_han(source),
    }


def get(session: Session, segment_id: int) -> Segment:
    """Return a segment.

    Raises:
        NotFoundError: there is none with this id.
    """
    found = session.execute(_query().where(SEGMENTS.c.id == segment_id)).first()
    if found is None:
        raise NotFoundError(
            f"there is no segment {segment_id}", hint="Open the document again: it has changed."
        )
    return _value(found)


def document_of(session: Session, segment_id: int) -> int:
    """Return the id of the document that a segment belongs to; 0 if there is no such segment."""
    return (
        session.execute(
            select(SEGMENTS.c.document_id).where(SEGMENTS.c.id == segment_id)
        ).scalar_one_or_none()
        or 0
    )


def several(session: Session, segment_ids: Iterable[int]) -> tuple[Segment, ...]:
    """Return those of the segments that are there, in document order."""
    wanted = list(segment_ids)
    found: list[Segment] = []
    for start in range(0, len(wanted), 500):  # SQLite takes 999 parameters in old builds
        part = _query().where(SEGMENTS.c.id.in_(wanted[start : start + 500]))
        found.extend(map(_value, session.execute(part)))
    return tuple(sorted(found, key=lambda segment: segment.position))


def of_document(session: Session, document_id: int) -> tuple[Segment, ...]:
    """Return a document's segments in order."""
    query = _query().where(SEGMENTS.c.document_id == document_id)
    return tuple(map(_value, session.execute(_ordered(query))))


def of_paragraph(session: Session, paragraph_id: int) -> tuple[Segment, ...]:
    """Return a paragraph's segments in order."""
    query = _query().where(SEGMENTS.c.paragraph_id == paragraph_id)
    return tuple(map(_value, session.execute(_ordered(query))))


def neighbours(session: Session, segment: Segment) -> tuple[str, str]:
    """Return the sources before and after a segment in its document, empty at an edge."""
    document_id = document_of(session, segment.id)
    around = (segment.position - 1, segment.position + 1)
    position = (_PARAGRAPHS.c.start + SEGMENTS.c.rank).label("position")
    query = (
        select(position, SEGMENTS.c.source)
        .join_from(SEGMENTS, _PARAGRAPHS, SEGMENTS.c.paragraph_id == _PARAGRAPHS.c.id)
        .where(
            _PARAGRAPHS.c.document_id == document_id,
            _PARAGRAPHS.c.start <= around[1],
            _PARAGRAPHS.c.start >= _first_start(session, document_id, around[0]),
            position.in_(around),
        )
    )
    found: dict[int, str] = dict(session.execute(query).all())
    return found.get(around[0], ""), found.get(around[1], "")


def _first_start(session: Session, document_id: int, position: int) -> int:
    """Return where the paragraph that holds this position starts."""
    query = select(func.max(_PARAGRAPHS.c.start)).where(
        _PARAGRAPHS.c.document_id == document_id, _PARAGRAPHS.c.start <= position
    )
    return session.execute(query).scalar_one() or 0


def repetitions(session: Session, segment: Segment) -> tuple[Segment, ...]:
    """Return the other segments of its document whose source is the same to the memory."""
    query = _query().where(
        SEGMENTS.c.source_key == source_key(segment.source),
        SEGMENTS.c.document_id == document_of(session, segment.id),
        SEGMENTS.c.id != segment.id,
    )
    key = match_key(segment.source)
    found = map(_value, session.execute(_ordered(query)))
    return tuple(other for other in found if match_key(other.source) == key)


def vouching(session: Session, source: str, target: str, *, but: int) -> int | None:
    """Return a confirmed segment with this very pair other than `but`, in any document."""
    query = select(SEGMENTS.c.id).where(
        SEGMENTS.c.source_key == source_key(source),
        SEGMENTS.c.source == source,
        SEGMENTS.c.target == target,
        SEGMENTS.c.status.in_([Status.CONFIRMED, Status.REVIEWED]),
        SEGMENTS.c.id != but,
    )
    return session.execute(query.limit(1)).scalars().first()


def write_drafts(session: Session, drafted: Iterable[Segment]) -> None:
    """Write targets that no person made; the caller has seen, in this transaction, that it may."""
    written = [{"number": segment.id, **columns(segment)} for segment in drafted]
    if written:
        names = [name for name in written[0] if name != "number"]
        query = SEGMENTS.update().where(SEGMENTS.c.id == bindparam("number"))
        session.connection().execute(query.values({n: bindparam(n) for n in names}), written)


def renumber(session: Session, document_id: int) -> None:
    """Let each paragraph of a document know the position of its first segment again."""
    counted = (
        select(_PARAGRAPHS.c.id, _PARAGRAPHS.c.start, func.count(SEGMENTS.c.id))
        .join_from(_PARAGRAPHS, SEGMENTS, SEGMENTS.c.paragraph_id == _PARAGRAPHS.c.id, isouter=True)
        .where(_PARAGRAPHS.c.document_id == document_id)
        .group_by(_PARAGRAPHS.c.id)
        .order_by(_PARAGRAPHS.c.position)
    )
    position = 0
    moved: list[dict[str, int]] = []
    for paragraph_id, start, count in session.execute(counted).all():
        if start != position:
            moved.append({"number": paragraph_id, "moved_to": position})
        position += count
    if moved:  # in one go: splitting the first of 10,000 sentences moves thousands of paragraphs
        session.connection().execute(
            _PARAGRAPHS.update()
            .where(_PARAGRAPHS.c.id == bindparam("number"))
            .values(start=bindparam("moved_to")),
            moved,
        )


_COLUMNS: Final = (
    SEGMENTS.c.id,
    SEGMENTS.c.paragraph_id,
    (_PARAGRAPHS.c.start + SEGMENTS.c.rank).label("position"),
    SEGMENTS.c.source,
    SEGMENTS.c.target,
    SEGMENTS.c.status,
    SEGMENTS.c.origin,
    SEGMENTS.c.based_on,
    SEGMENTS.c.engine,
    SEGMENTS.c.match_percent,
    SEGMENTS.c.locked,
    SEGMENTS.c.updated_at,
    SEGMENTS.c.updated_by,
    SEGMENTS.c.confidence,
    SEGMENTS.c.doubts,
    SEGMENTS.c.weak,
    SEGMENTS.c.propagates,
)
_STATUS: Final = {status.value: status for status in Status}
_ORIGIN: Final[dict[str | None, Origin | None]] = {
    None: None,
    **{origin.value: origin for origin in Origin},
}


def _query() -> Select[Any]:
    return select(*_COLUMNS).join_from(
        SEGMENTS, _PARAGRAPHS, SEGMENTS.c.paragraph_id == _PARAGRAPHS.c.id
    )


def _ordered(query: Select[Any]) -> Select[Any]:
    return query.order_by(_PARAGRAPHS.c.position, SEGMENTS.c.rank)


def _value(row: Sequence[Any]) -> Segment:
    number, paragraph, position, source, target, status, origin, based_on, *rest = row
    engine, percent, locked, updated_at, updated_by, confidence, doubted, weak, propagates = rest
    return Segment(
        number,
        paragraph,
        position,
        source,
        target,
        _STATUS[status],
        _ORIGIN[origin],
        _ORIGIN[based_on],
        engine,
        percent,
        locked,
        updated_at,
        updated_by,
        confidence,
        doubts.load(doubted),
        doubts.load_spans(weak),
        propagates,
    )
