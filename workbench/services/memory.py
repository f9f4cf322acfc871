"""The translation memory: matches, concordance, TMX in and out, figures."""

from __future__ import annotations

from typing import Final

from workbench.core.memory import Found, Match, MemoryStatistics
from workbench.memory.concordance import SearchSide, search
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage.database import Transaction

MOST_CANDIDATES: Final = 1000
"""Units that are looked at closely for one source; the likeliest come first."""


def matches(
    ws: Workspace,
    source: str,
    *,
    before: str = "",
    after: str = "",
    threshold: int = 70,
    limit: int = 5,
) -> tuple[Match, ...]:
    """Return what the memory has for a source, best first.

    Args:
        ws: the workspace.
        source: the Chinese text.
        before: the source before it, empty at an edge; the same neighbours make a 101 % match.
        after: the source after it.
        threshold: the lowest percentage; below 51 only exact matches are promised.
        limit: at most so many.
    """
    with ws.database.reading() as session:
        return lookup(session, source, before=before, after=after, threshold=threshold, limit=limit)


def lookup(
    session: Transaction,
    source: str,
    *,
    before: str = "",
    after: str = "",
    threshold: int = 70,
    limit: int = 5,
) -> tuple[Match, ...]:
    """Return the matches within a transaction; as `matches` says."""
    from workbench.memory.grams import LOWEST_THRESHOLD
    from workbench.memory.ranking import rank

    exact = stored.exact(session, source)
    near = stored.similar(session, source, max(threshold, LOWEST_THRESHOLD), most=MOST_CANDIDATES)
    units = {unit.id: unit for unit in (*exact, *near)}
    return rank(
        source, units.values(), before=before, after=after, threshold=threshold, limit=limit
    )


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


def statistics(ws: Workspace) -> MemoryStatistics:
    """Return figures about the memory."""
    with ws.database.reading() as session:
        return stored.statistics(session)
