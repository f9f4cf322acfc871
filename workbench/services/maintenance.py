"""Units that a person takes care of by hand, each call one transaction."""

from __future__ import annotations

from workbench.core.memory import Unit
from workbench.errors import NotFoundError
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored


def remove(ws: Workspace, source: str, *, target: str | None = None) -> tuple[Unit, ...]:
    """Take units out of the memory, in one transaction, and return them.

    Args:
        ws: the workspace.
        source: the Chinese text, exactly.
        target: the English text, exactly; None for whatever this source was translated as.

    Raises:
        NotFoundError: there is no such unit.
    """
    with ws.database.transaction() as session:
        gone = tuple(
            unit
            for unit in stored.exact(session, source)
            if unit.source == source and target in (None, unit.target)
        )
        for unit in gone:
            stored.put(session, unit.id, None)
    if not gone:
        raise NotFoundError(
            "no unit of the memory has exactly this text",
            where=source,
            hint="`workbench tm search` shows the units as they are.",
        )
    return gone
