"""What matches lose, and what a document is about: settings of the project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from workbench.core.memory import Memory
from workbench.storage import dialect, settings

_FIGURES: Final = "penalties"  # one setting for all of them: every look-up reads it
_READ: Final = "SELECT value FROM setting WHERE key = ?"  # plain SQL, for it is read so often
_MEMORIES: Final = "SELECT id, name, priority, penalty FROM memory"
_DOMAIN: Final = "document_domain."


def figures(session: Session) -> dict[str, int]:
    """Return the penalties that somebody set, by name."""
    rows = dialect.fetch(session, _READ, [_FIGURES])
    found: dict[str, int] = json.loads(rows[0][0]) if rows else {}
    return found


def memories(session: Session) -> tuple[Memory, ...]:
    """Return the memories with what ranking needs of them: their priorities and penalties."""
    return tuple(
        Memory(number, name, priority=priority, penalty=penalty)
        for number, name, priority, penalty in dialect.fetch(session, _MEMORIES)
    )


def put(session: Session, values: Mapping[str, int]) -> None:
    """Remember penalties instead of all that were set before."""
    settings.put(session, _FIGURES, json.dumps(dict(values)))


def domain(session: Session, document_id: int) -> str:
    """Return what a document is about; empty where nobody said so."""
    return settings.get(session, f"{_DOMAIN}{document_id}") or ""


def put_domain(session: Session, document_id: int, name: str) -> None:
    """Remember what a document is about; an empty name forgets it."""
    if name:
        settings.put(session, f"{_DOMAIN}{document_id}", name)
    else:
        settings.forget(session, f"{_DOMAIN}{document_id}")
