"""Single rows as plain dictionaries: what revisions keep, and what undo writes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

Row = dict[str, Any]
"""Column → value."""


def read(session: Session, table: Table, number: int) -> Row | None:
    """Return the row with this id, None if there is none."""
    found = session.execute(table.select().where(table.c.id == number)).mappings().first()
    return None if found is None else dict(found)


def insert(session: Session, table: Table, row: Mapping[str, Any]) -> int:
    """Insert a row, under the id that it has or a new one, and return the id."""
    query = table.insert().values(**row).returning(table.c.id)
    return int(session.execute(query).scalar_one())


def update(session: Session, table: Table, number: int, columns: Mapping[str, Any]) -> None:
    """Write these columns of a row."""
    if columns:
        session.execute(table.update().where(table.c.id == number).values(**columns))


def delete(session: Session, table: Table, number: int) -> None:
    """Take a row away."""
    session.execute(table.delete().where(table.c.id == number))


def difference(before: Row, after: Row) -> tuple[Row, Row]:
    """Return the columns that differ, as they were and as they are."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}


def dump(row: Row | None) -> str | None:
    """Return a row as JSON; times as ISO 8601."""
    if row is None:
        return None
    return json.dumps(row, ensure_ascii=False, default=datetime.isoformat, separators=(",", ":"))


def load(text: str | None) -> Row | None:
    """Read a row that `dump` wrote; columns called `…_at` are times."""
    if text is None:
        return None
    row: Row = json.loads(text)
    return {
        name: datetime.fromisoformat(value) if name.endswith("_at") and value else value
        for name, value in row.items()
    }
