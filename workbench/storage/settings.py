"""What the database remembers about itself and the project: a text under each key."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.storage import dialect, tables

_SETTINGS: Final = tables.table(tables.Setting)


def get(session: Session, key: str) -> str | None:
    """Return what is remembered under a key, None if nothing is."""
    return session.execute(
        select(_SETTINGS.c.value).where(_SETTINGS.c.key == key)
    ).scalar_one_or_none()


def keys(session: Session, prefix: str) -> frozenset[str]:
    """Return the keys that start with a prefix, without it."""
    query = select(_SETTINGS.c.key).where(_SETTINGS.c.key.startswith(prefix, autoescape=True))
    return frozenset(key.removeprefix(prefix) for key in session.execute(query).scalars())


def put(session: Session, key: str, value: str) -> None:
    """Remember a value under a key, instead of what was there."""
    query = dialect.insert(session, _SETTINGS).values(key=key, value=value)
    session.execute(query.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def forget(session: Session, key: str) -> bool:
    """Forget what is remembered under a key; return whether there was anything."""
    was_there = get(session, key) is not None
    session.execute(_SETTINGS.delete().where(_SETTINGS.c.key == key))
    return was_there


def count_up(session: Session, key: str) -> int:
    """Add one to a counter and return it; a counter that was never used starts at 1."""
    number = int(get(session, key) or 0) + 1
    put(session, key, str(number))
    return number
