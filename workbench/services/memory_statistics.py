"""Figures about the memories."""

from __future__ import annotations

from workbench.core.memory import MemoryStatistics
from workbench.services.workspace import Workspace
from workbench.storage import memory_statistics as stored


def statistics(ws: Workspace) -> MemoryStatistics:
    """Return figures about the memory."""
    with ws.database.reading() as session:
        return stored.statistics(session)
