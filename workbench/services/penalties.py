"""What the matches of the memories lose because of where they come from, as the project has it."""

from __future__ import annotations

import difflib
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Final

from workbench.errors import NotFoundError, UsageError
from workbench.memory.penalties import DEFAULT, Penalties, Place
from workbench.services.workspace import Workspace
from workbench.storage import documents
from workbench.storage import penalties as stored
from workbench.storage.database import Transaction
from workbench.text.normalise import clean

MOST: Final = 100
"""No penalty is higher, in per cent; and no age of units, in years."""


def penalties(ws: Workspace) -> Penalties:
    """Return the penalties as they are set."""
    with ws.database.reading() as session:
        return within(session)


def change(ws: Workspace, name: str, value: int) -> Penalties:
    """Set one penalty, and return all.

    Args:
        ws: the workspace.
        name: an attribute of `Penalties`.
        value: per cent, or for `years` years, from 0 to `MOST`.

    Raises:
        NotFoundError: there is no such penalty.
        UsageError: the value is too low or too high.
    """
    known = asdict(DEFAULT)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Near it: {near[0]}." if near else f"There are: {', '.join(known)}."
        raise NotFoundError(f"there is no penalty “{name}”", hint=hint)
    if not 0 <= value <= MOST:
        raise UsageError(f"a penalty is from 0 to {MOST}, not {value}", where=name)
    with ws.database.transaction() as session:
        changed = replace(within(session), **{name: value})
        _store(session, changed)
    return changed


def reset(ws: Workspace) -> Penalties:
    """Set all penalties as they are for a new project."""
    with ws.database.transaction() as session:
        _store(session, DEFAULT)
    return DEFAULT


def within(session: Transaction) -> Penalties:
    """Return, within a transaction, the penalties as they are set."""
    found = {n: v for n, v in stored.figures(session).items() if hasattr(DEFAULT, n)}
    return replace(DEFAULT, **found) if found else DEFAULT


def place(session: Transaction, document_id: int | None = None) -> Place:
    """Return, within a transaction, where a match is wanted: in a document, or anywhere.

    Raises:
        NotFoundError: there is no such document.
    """
    anywhere = Place(now=datetime.now(UTC), memories=stored.memories(session))
    if document_id is None:
        return anywhere
    return replace(
        anywhere,
        document=documents.name(session, document_id),
        domain=stored.domain(session, document_id),
    )


def domain(ws: Workspace, document_id: int) -> str:
    """Return what a document is about; empty where nobody said so."""
    with ws.database.reading() as session:
        return stored.domain(session, document_id)


def set_domain(ws: Workspace, document_id: int, name: str) -> str:
    """Say what a document is about: its units get it, and those of other domains lose a little.

    Args:
        ws: the workspace.
        document_id: the document.
        name: the domain; empty for none.

    Returns:
        The name as it is stored.

    Raises:
        NotFoundError: there is no such document.
    """
    with ws.database.transaction() as session:
        documents.name(session, document_id)  # raises where there is none
        stored.put_domain(session, document_id, clean(name))
    return clean(name)


def _store(session: Transaction, figures: Penalties) -> None:
    usual = asdict(DEFAULT)
    stored.put(session, {n: v for n, v in asdict(figures).items() if v != usual[n]})
