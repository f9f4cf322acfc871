"""What matches lose, and what a document is about: settings of the project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from workbench.storage import settings

_FIGURE: Final = "penalty."
_DOMAIN: Final = "document_domain."


def figures(session: Session) -> dict[str, int]:
    """Return the penalties that somebody set, by name."""
    names = settings.keys(session, _FIGURE)
    return {name: int(settings.get(session, _FIGURE + name) or 0) for name in names}


def put(session: Session, values: Mapping[str, int]) -> None:
    """Remember penalties instead of all that were set before."""
    for name in settings.keys(session, _FIGURE):
        settings.forget(session, _FIGURE + name)
    for name, value in values.items():
        settings.put(session, _FIGURE + name, str(value))


def domain(session: Session, document_id: int) -> str:
    """Return what a document is about; empty where nobody said so."""
    return settings.get(session, f"{_DOMAIN}{document_id}") or ""


def put_domain(session: Session, document_id: int, name: str) -> None:
    """Remember what a document is about; an empty name forgets it."""
    if name:
        settings.put(session, f"{_DOMAIN}{document_id}", name)
    else:
        settings.forget(session, f"{_DOMAIN}{document_id}")
