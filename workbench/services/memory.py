"""What the memories hold for a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from workbench.core.memory import Match, Unit
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
    but: frozenset[int] = frozenset(),
) -> tuple[Match, ...]:
    """Return the matches within a transaction, as `matches` says; without the units `but`."""
    from workbench.memory.grams import LOWEST_THRESHOLD
    from workbench.memory.ranking import rank

    exact = stored.exact(session, source)
    near = stored.similar(session, source, max(threshold, LOWEST_THRESHOLD), most=MOST_CANDIDATES)
    units = {unit.id: unit for unit in (*exact, *near) if unit.id not in but}
    return rank(
        source, units.values(), before=before, after=after, threshold=threshold, limit=limit
    )


def exact(session: Transaction, source: str, *, before: str = "", after: str = "") -> Match | None:
    """Return, within a transaction, the match that may be taken without a look; None if none may.

    Units that a machine or an aligner made are never that good (see `workbench.memory.ranking`).
    """
    return _exact(source, stored.exact(session, source), before, after)


def exact_of(session: Transaction, wanted: Iterable[tuple[str, str, str]]) -> list[Match | None]:
    """Return what `exact` does for many at a time: source, the one before it, the one after it."""
    wanted = list(wanted)
    units = stored.exact_of(session, {source for source, _, _ in wanted})
    return [_exact(source, units[source], before, after) for source, before, after in wanted]


def _exact(source: str, units: Sequence[Unit], before: str, after: str) -> Match | None:
    from workbench.memory.ranking import EXACT_PERCENT, rank

    if not units:
        return None
    found = rank(source, units, before=before, after=after, threshold=EXACT_PERCENT, limit=1)
    return found[0] if found else None
