"""The memories' index against the units: looked at, and built anew."""

from __future__ import annotations

from typing import Final

from workbench.services.workspace import Workspace
from workbench.storage import memory_check
from workbench.storage.database import Database
from workbench.storage.memory_check import Difference, Progress

_NEWER: Final = (
    "A newer version of the workbench has indexed the memories; until this one is brought up to "
    "date, matches may be missing."
)


def verify(ws: Workspace, *, progress: Progress | None = None) -> tuple[Difference, ...]:
    """Return in what the index differs from what the units say; nothing is changed.

    Args:
        ws: the workspace.
        progress: told how much is done, of how much.
    """
    with ws.database.reading() as session:
        return tuple(memory_check.differences(session, progress))


def reindex(ws: Workspace, *, progress: Progress | None = None) -> int:
    """Build the index anew, in one transaction, and return how many units it holds.

    Args:
        ws: the workspace.
        progress: told how much is done, of how much.
    """
    with ws.database.transaction() as session:
        return memory_check.rebuild(session, progress)


def bring_up_to_date(database: Database) -> tuple[str, ...]:
    """Index anew what an older version has indexed; return what the user should hear of it."""
    with database.reading() as session:
        found = memory_check.version(session)
    if found == memory_check.VERSION:
        return ()
    if found > memory_check.VERSION:
        return (_NEWER,)
    with database.transaction() as session:
        if memory_check.version(session) == memory_check.VERSION:  # another process was faster
            return ()
        units = memory_check.rebuild(session)
    return (f"The index of the memories was built anew for {units} units.",) if units else ()
