"""The terms of the glossary; each write counts its version up, so that caches know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from workbench.core.term import Term, TermStatus, TermTarget
from workbench.storage import dialect, rows, settings, tables

_TERMS: Final = tables.table(tables.Term)
_TARGETS: Final = tables.table(tables.TermTarget)
_VERSION: Final = "glossary-version"


def version(session: Session) -> int:
    """Return a number that grows with every change of the glossary."""
    return int(settings.get(session, _VERSION) or 0)


def everything(session: Session) -> tuple[Term, ...]:
    """Return all terms, ordered by source."""
    return _terms(session, None)


def by_source(session: Session, source: str) -> Term | None:
    """Return the term with this source, None if there is none."""
    found = _terms(session, _TERMS.c.source == source)
    return found[0] if found else None


def with_part(session: Session, part: str) -> tuple[Term, ...]:
    """Return the terms whose source, or one of whose targets, holds a text, in any case."""
    folded = part.lower()
    targets = select(_TARGETS.c.term_id).where(
        func.lower(_TARGETS.c.text).contains(folded, autoescape=True)
    )
    source = func.lower(_TERMS.c.source).contains(folded, autoescape=True)
    return _terms(session, or_(source, _TERMS.c.id.in_(targets)))


def put(session: Session, term: Term, *, by: str, at: datetime) -> Term:
    """Store a term, instead of the one with its id if it has one, and return it as stored."""
    number = put_all(session, [term], by=by, at=at)[0]
    return _terms(session, _TERMS.c.id == number)[0]


def put_all(session: Session, terms: Sequence[Term], *, by: str, at: datetime) -> list[int]:
    """Store terms as `put` does and return their ids; the version counts up once."""
    next_id = session.execute(select(func.coalesce(func.max(_TERMS.c.id), 0))).scalar_one() + 1
    numbers: list[int] = []
    fresh: list[rows.Row] = []
    for term in terms:
        row = {
            "source": term.source,
            "domain": term.domain,
            "note": term.note,
            "updated_at": at,
            "updated_by": by,
        }
        if term.id:
            rows.update(session, _TERMS, term.id, row)
            numbers.append(term.id)
        else:
            numbers.append(next_id + len(fresh))
            fresh.append({**row, "id": numbers[-1], "created_at": at, "created_by": by})
    if fresh:
        session.execute(_TERMS.insert(), fresh)
    _put_targets(session, dict(zip(numbers, terms, strict=True)))
    settings.count_up(session, _VERSION)
    return numbers


def _put_targets(session: Session, terms: Mapping[int, Term]) -> None:
    """Let the terms with these ids have their targets and no others."""
    for number, term in terms.items():
        if term.id:
            session.execute(_TARGETS.delete().where(_TARGETS.c.term_id == number))
    values = [
        {"term_id": number, "rank": rank, "text": target.text, "status": target.status.value}
        for number, term in terms.items()
        for rank, target in enumerate(term.targets)
    ]
    if values:
        session.execute(_TARGETS.insert(), values)


def remove(session: Session, term_id: int) -> None:
    """Take a term away."""
    rows.delete(session, _TERMS, term_id)
    settings.count_up(session, _VERSION)


def _terms(session: Session, condition: Any) -> tuple[Term, ...]:
    query = (
        select(
            _TERMS.c.id,
            _TERMS.c.source,
            _TERMS.c.domain,
            _TERMS.c.note,
            _TERMS.c.created_by,
            _TERMS.c.updated_at,
            _TARGETS.c.text,
            _TARGETS.c.status,
        )
        .join_from(_TERMS, _TARGETS, _TERMS.c.id == _TARGETS.c.term_id, isouter=True)
        .order_by(dialect.by_code_point(session, _TERMS.c.source), _TERMS.c.id, _TARGETS.c.rank)
    )
    if condition is not None:
        query = query.where(condition)
    grouped: dict[int, tuple[Sequence[Any], list[TermTarget]]] = {}
    for *term, text, status in session.execute(query):
        targets = grouped.setdefault(term[0], (term, []))[1]
        if text is not None:
            targets.append(TermTarget(text, TermStatus(status)))
    return tuple(
        Term(source, tuple(targets), domain, note, number, by, at)
        for (number, source, domain, note, by, at), targets in grouped.values()
    )
