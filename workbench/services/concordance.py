"""Concordance: the units that hold what a translator asks about."""

from __future__ import annotations

from workbench.core.memory import Found
from workbench.core.unit_filter import ALL, Filter
from workbench.memory.concordance import SearchSide, wanted, words
from workbench.services.workspace import Workspace
from workbench.storage import memory_words


def concordance(
    ws: Workspace,
    query: str,
    *,
    side: SearchSide = "both",
    limit: int = 50,
    regex: bool = False,
    where: Filter = ALL,
) -> tuple[Found, ...]:
    """Return units that hold all words of a query, newest first, with the words' spans.

    Args:
        ws: the workspace.
        query: words in either language, those in double quotes as one phrase; or an expression.
        side: where to look: `source`, `target`, or `both` (each word on either side).
        limit: at most so many.
        regex: the query is one regular expression, which one side must hold.
        where: which units are meant at all.

    Raises:
        UsageError: the expression is none, or takes too long.
    """
    if not is_asking(query, regex=regex):
        return ()
    asked = wanted(query, side=side, regex=regex)
    with ws.database.reading() as session:
        return memory_words.find(session, asked, where=where, limit=limit)


def count(
    ws: Workspace,
    query: str,
    *,
    side: SearchSide = "both",
    regex: bool = False,
    where: Filter = ALL,
) -> int:
    """Return how many units `concordance` would find without a limit; it looks at each of them."""
    if not is_asking(query, regex=regex):
        return 0
    asked = wanted(query, side=side, regex=regex)
    with ws.database.reading() as session:
        return memory_words.count(session, asked, where=where)


def is_asking(query: str, *, regex: bool = False) -> bool:
    """Return whether a query asks for anything: a word, or some expression."""
    return bool(query if regex else words(query))
