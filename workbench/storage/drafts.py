"""What engines made of sources, so that no sentence is ever translated twice by the same engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from workbench.core.draft import Draft, EngineInfo
from workbench.storage import rows, tables

_ENGINES: Final = tables.table(tables.Engine)
_DRAFTS: Final = tables.table(tables.Draft)


def known(session: Session, engine: EngineInfo, sources: Sequence[str]) -> dict[str, Draft]:
    """Return the drafts that this engine, in this very state, has made of these sources."""
    found: dict[str, Draft] = {}
    for start in range(0, len(sources), 500):
        query = (
            select(_DRAFTS.c.source, _DRAFTS.c.text, _DRAFTS.c.score, _DRAFTS.c.warnings)
            .join_from(_DRAFTS, _ENGINES, _DRAFTS.c.engine_id == _ENGINES.c.id)
            .where(
                _ENGINES.c.fingerprint == engine.fingerprint,
                _DRAFTS.c.source.in_(sources[start : start + 500]),
            )
        )
        for source, text, score, warnings in session.execute(query):
            found[source] = Draft(text, score, warnings)
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
            "made_at": at,
        }
        for source, draft in drafts.items()
    ]
    session.execute(insert(_DRAFTS).on_conflict_do_nothing(), made)


def _number(session: Session, engine: EngineInfo) -> int:
    query = select(_ENGINES.c.id).where(_ENGINES.c.fingerprint == engine.fingerprint)
    found: int | None = session.execute(query).scalar_one_or_none()
    if found is not None:
        return found
    return rows.insert(session, _ENGINES, {"name": engine.name, "fingerprint": engine.fingerprint})
