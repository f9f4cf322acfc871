"""Figures about the memories."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.core.memory import MemoryStatistics
from workbench.storage.unit_columns import UNITS


def statistics(session: Session) -> MemoryStatistics:
    """Return figures about the memory."""
    units, characters = session.execute(
        select(func.count(), func.coalesce(func.sum(func.length(UNITS.c.source)), 0))
    ).one()
    words = sum(len(row[0].split()) for row in session.execute(select(UNITS.c.target)))
    return MemoryStatistics(
        units=units,
        source_characters=characters,
        target_words=words,
        by_origin=_counts(session, UNITS.c.origin),
        by_document=_counts(session, UNITS.c.document),
        by_person=_counts(session, func.coalesce(UNITS.c.created_by, "")),
    )


def _counts(session: Session, column: Any) -> tuple[tuple[str, int], ...]:
    query = select(column, func.count()).select_from(UNITS).group_by(column)
    found = [(name, count) for name, count in session.execute(query)]
    return tuple(sorted(found, key=lambda entry: (-entry[1], entry[0])))
