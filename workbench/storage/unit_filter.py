"""`Filter` as SQL: what `Filter.takes` says of a unit, this says of a row; and those rows."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.core.unit_filter import Filter
from workbench.storage.unit_columns import SELECTED, UNITS, value

_FETCHED: Final = 1000
"""Rows in hand at a time."""


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


def chosen(session: Session, where: Filter) -> Generator[Unit, None, None]:
    """Yield the units that a filter takes, in the order of their making; constant memory.

    Close what this returns where it is not taken to its end: a server keeps a cursor for it.
    """
    query = select(*SELECTED).where(condition(where)).order_by(UNITS.c.id)
    with session.execute(query, execution_options={"yield_per": _FETCHED}) as found:
        for rows in found.partitions():
            yield from map(value, rows)


def count(session: Session, where: Filter) -> int:
    """Return how many units a filter takes."""
    query = select(func.count()).select_from(UNITS).where(condition(where))
    return int(session.execute(query).scalar_one())
