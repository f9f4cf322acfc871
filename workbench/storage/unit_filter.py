"""`Filter` as SQL: what `Filter.takes` says of a unit, this says of a row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, true

from workbench.core.unit_filter import Filter
from workbench.storage.unit_columns import UNITS


def condition(where: Filter) -> ColumnElement[bool]:
    """Return what a row of the table of units must fulfil; always true for an empty filter."""
    unit = UNITS.c
    parts: list[ColumnElement[bool]] = [
        unit[name].in_(list(wanted))
        for name, wanted in (
            ("document", where.documents),
            ("memory_id", where.memories),
            ("origin", [origin.value for origin in where.origins]),
            ("domain", where.domains),
            ("status", [status.value for status in where.statuses]),
        )
        if wanted
    ]
    if where.persons:
        persons = list(where.persons)
        parts.append(or_(unit.created_by.in_(persons), unit.changed_by.in_(persons)))
    return and_(true(), *parts, *_times(where.since, where.until))


def _times(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    when = func.coalesce(UNITS.c.changed_at, UNITS.c.created_at)
    parts: list[ColumnElement[bool]] = []
    if since is not None:
        parts.append(when >= since)
    if until is not None:
        parts.append(when < until)
    return parts
