"""Undo and redo, across segments and sessions."""

from __future__ import annotations

from workbench.core.change import Change
from workbench.services.workspace import Workspace
from workbench.storage import history


def undo(ws: Workspace, document_id: int) -> Change | None:
    """Take back what was done last in a document; None if there is nothing to take back.

    A confirmation takes its memory unit and the repetitions that it filled along.
    """
    with ws.database.transaction() as session:
        return history.undo(session, document_id, at=ws.now(), by=ws.user)


def redo(ws: Workspace, document_id: int) -> Change | None:
    """Do again what was undone last in a document; None if there is nothing to do again."""
    with ws.database.transaction() as session:
        return history.redo(session, document_id, at=ws.now(), by=ws.user)
