"""Figures about the memories."""

from __future__ import annotations

from workbench.core.memory import MemoryStatistics
from workbench.core.unit_filter import ALL, Filter
from workbench.services.workspace import Workspace
from workbench.storage import memory_statistics as stored


def statistics(ws: Workspace, where: Filter = ALL) -> MemoryStatistics:
    """Return figures about the units that a filter takes."""
    with ws.database.reading() as session:
        return stored.statistics(session, where)
