"""What engines made of sources, so that no sentence is ever translated twice by the same engine.

A draft that obeys terms is kept beside those that obey others or none: the digest of its terms is
part of its key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.core.doubt import WordScore
from workbench.core.draft import Draft, EngineInfo
from workbench.storage import dialect, doubts, rows, tables

_ENGINES: Final = tables.table(tables.Engine)
_DRAFTS: Final = tables.table(tables.Draft)
_COLUMNS: Final = tuple(
    column for column in _DRAFTS.c if column.name not in ("engine_id", "made_at")
)


def known(
    session: Session,
    engine: EngineInfo,
    sources: Sequence[str],
    *,
    terms: Mapping[str, str] | None = None,
) -> dict[str, Draft]:
    """Return the drafts that this engine, in this very state, has made of these sources.

    Args:
        session: a transaction.
        engine: the engine.
        sources: the sources.
        terms: for sources whose draft has to obey terms their digest; none for those not named.
    """
    wanted = terms or {}
    found: dict[str, Draft] = {}
    for start in range(0, len(sources), 500):
        query = (
            select(*_COLUMNS)
            .join_from(_DRAFTS, _ENGINES, _DRAFTS.c.engine_id == _ENGINES.c.id)
            .where(
                _ENGINES.c.fingerprint == engine.fingerprint,
                _DRAFTS.c.source.in_(sources[start : start + 500]),
            )
        )
        for row in session.execute(query):
            if row.terms == wanted.get(row.source, ""):
                found[row.source] = _value(row)
    return found


def terms_of(
    session: Session, engine: EngineInfo, sources: Sequence[str]
) -> dict[tuple[str, str], set[str]]:
    """Return under which terms this engine, in this very state, made which drafts.

    Args:
        session: a transaction.
        engine: the engine.
        sources: the sources.

    Returns:
        By (source, text of the draft) the digests of the terms; an empty one stands for none.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for start in range(0, len(sources), 500):
        query = (
            select(_DRAFTS.c.source, _DRAFTS.c.text, _DRAFTS.c.terms)
            .join_from(_DRAFTS, _ENGINES, _DRAFTS.c.engine_id == _ENGINES.c.id)
            .where(
                _ENGINES.c.fingerprint == engine.fingerprint,
                _DRAFTS.c.source.in_(sources[start : start + 500]),
            )
        )
        for row in session.execute(query):
            found.setdefault((row.source, row.text), set()).add(row.terms.partition("/")[0])
    return found


def keep(session: Session, engine: EngineInfo, drafts: Mapping[str, Draft], at: datetime) -> None:
    """Keep what the engine made."""
    if not drafts:
        return
    number = _number(session, engine)
    made = [
        {
            "engine_id": number,
            "source": source,
            "text": draft.text,
            "score": draft.score,
            "warnings": draft.warnings,
            "confidence": draft.confidence,
            "doubts": doubts.dump(draft.doubts),
            "words": doubts.dump_words(draft.words),
            "plain": draft.plain,
            "terms": draft.terms,
            "made_at": at,
        }
        for source, draft in drafts.items()
    ]
    session.execute(dialect.insert(session, _DRAFTS).on_conflict_do_nothing(), made)


def weighed(
    session: Session, engine: EngineInfo, source: str, text: str, words: Sequence[WordScore]
) -> None:
    """Keep how sure the engine was of each word of a draft; nothing, where it is not kept."""
    made_by = select(_ENGINES.c.id).where(_ENGINES.c.fingerprint == engine.fingerprint)
    query = _DRAFTS.update().where(
        _DRAFTS.c.engine_id.in_(made_by), _DRAFTS.c.source == source, _DRAFTS.c.text == text
    )
    session.execute(query.values(words=doubts.dump_words(words)))


def _value(row: Any) -> Draft:
    return Draft(
        row.text,
        row.score,
        row.warnings,
        doubts.load(row.doubts),
        row.confidence,
        doubts.load_words(row.words),
        row.plain,
        row.terms,
    )


def _number(session: Session, engine: EngineInfo) -> int:
    query = select(_ENGINES.c.id).where(_ENGINES.c.fingerprint == engine.fingerprint)
    found: int | None = session.execute(query).scalar_one_or_none()
    if found is not None:
        return found
    return rows.insert(session, _ENGINES, {"name": engine.name, "fingerprint": engine.fingerprint})
