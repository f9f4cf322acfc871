"""Units as somebody leafs through them: the newest first, as many as are seen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.core.unit_filter import Filter
from workbench.storage.segments import source_key
from workbench.storage.unit_columns import SELECTED, UNITS, value
from workbench.storage.unit_filter import condition

_PARAMETERS = 500


def newest(session: Session, where: Filter, limit: int) -> tuple[Unit, ...]:
    """Return the units that a filter takes, those that were made last first, at most `limit`."""
    query = select(*SELECTED).where(condition(where)).order_by(UNITS.c.id.desc()).limit(limit)
    return tuple(map(value, session.execute(query)))


def contested(session: Session, sources: Iterable[str]) -> frozenset[str]:
    """Return those of some sources that have more than one target in the memories."""
    keys = {source_key(source): source for source in sources}
    numbers, found = list(keys), set[str]()
    for start in range(0, len(numbers), _PARAMETERS):
        query = (
            select(UNITS.c.source_key)
            .where(UNITS.c.source_key.in_(numbers[start : start + _PARAMETERS]))
            .group_by(UNITS.c.source_key)
            .having(func.count(UNITS.c.target.distinct()) > 1)
        )
        found.update(keys[row.source_key] for row in session.execute(query))
    return frozenset(found)
