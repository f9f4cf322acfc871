"""What a person sees who leafs through the memories."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.memory import Found
from workbench.core.unit_filter import ALL, Filter
from workbench.services.concordance import concordance
from workbench.services.workspace import Workspace
from workbench.storage import memory_pages, unit_filter


@dataclass(frozen=True, slots=True)
class Page:
    """Units, the newest first.

    Attributes:
        found: the units, with the spans of the words that were searched for.
        total: how many there are in all; None where there may be more than is known.
        contested: numbers of those whose source has other targets as well.
    """

    found: tuple[Found, ...] = ()
    total: int | None = 0
    contested: frozenset[int] = frozenset()


def browse(
    ws: Workspace, words: str, where: Filter = ALL, *, limit: int = 100, regex: bool = False
) -> Page:
    """Return the units that hold all words and that a filter takes, at most `limit`.

    Args:
        ws: the workspace.
        words: words in either language, as the concordance takes them; none for all units.
        where: which units are meant.
        limit: at most so many.
        regex: the words are one regular expression.

    Raises:
        UsageError: the expression is none, or takes too long.
    """
    total: int | None
    if words.strip():
        found = concordance(ws, words, limit=limit, regex=regex, where=where)
        total = len(found) if len(found) < limit else None
    else:
        with ws.database.reading() as session:
            found = tuple(map(Found, memory_pages.newest(session, where, limit)))
            total = unit_filter.count(session, where)
    with ws.database.reading() as session:
        several = memory_pages.contested(session, {one.unit.source for one in found})
    contested = frozenset(one.unit.id for one in found if one.unit.source in several)
    return Page(found, total, contested)
