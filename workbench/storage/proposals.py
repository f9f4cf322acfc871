"""The likely scanning errors of documents that a person has said are none."""

from __future__ import annotations

from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.storage import tables

_DISMISSED: Final = tables.table(tables.DismissedProposal)


class Dismissal(NamedTuple):
    """What was dismissed: what stands there, what was proposed, and the text around."""

    found: str
    wanted: str
    context: str


def dismissed(session: Session, document_id: int) -> frozenset[Dismissal]:
    """Return what was dismissed in a document."""
    columns = _DISMISSED.c.found, _DISMISSED.c.wanted, _DISMISSED.c.context
    query = select(*columns).where(_DISMISSED.c.document_id == document_id)
    return frozenset(Dismissal(*row) for row in session.execute(query))


def dismiss(session: Session, document_id: int, dismissal: Dismissal) -> None:
    """Remember a dismissal; once is enough."""
    if dismissal not in dismissed(session, document_id):
        row = {"document_id": document_id, **dismissal._asdict()}
        session.execute(_DISMISSED.insert().values(**row))


def forget(session: Session, document_id: int) -> int:
    """Forget what was dismissed in a document, and return how much that was."""
    mine = _DISMISSED.c.document_id == document_id
    count = session.execute(select(func.count()).where(mine)).scalar_one()
    session.execute(_DISMISSED.delete().where(mine))
    return int(count)
