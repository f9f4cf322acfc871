"""Concordance: the units that hold the words that a translator asks about."""

from __future__ import annotations

from workbench.core.memory import Found
from workbench.memory.concordance import SearchSide, search
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored


def concordance(
    ws: Workspace, query: str, *, side: SearchSide = "both", limit: int = 50
) -> tuple[Found, ...]:
    """Return units that hold all words of a query, newest first, with the words' spans.

    Args:
        ws: the workspace.
        query: words in either language; those in double quotes are one phrase.
        side: where to look: `source`, `target`, or `both` (each word on either side).
        limit: at most so many.
    """
    with ws.database.reading() as session:
        return search(query, stored.containing(session, query, side), side=side, limit=limit)
