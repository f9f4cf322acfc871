"""Concordance: the units that hold what a translator asks about."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.memory import Found, Unit
from workbench.core.unit_filter import ALL, Filter
from workbench.memory.concordance import SearchSide, wanted, words
from workbench.services.workspace import Workspace
from workbench.storage import memory, memory_words
from workbench.storage.database import Transaction


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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sources around a unit in its document, as far as the memories know them.

    Attributes:
        before: those before it, the nearest last.
        after: those after it, the nearest first.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def surroundings(ws: Workspace, unit: Unit, count: int) -> Surroundings:
    """Return at most `count` sources on each side of a unit.

    A unit knows its two neighbours; those tell of theirs where the same document gave them, too.
    """
    with ws.database.reading() as session:
        before = _neighbours(session, unit, count, ahead=False)
        return Surroundings(before[::-1], _neighbours(session, unit, count, ahead=True))


def _neighbours(session: Transaction, unit: Unit, count: int, *, ahead: bool) -> tuple[str, ...]:
    """Return the sources on one side, the nearest first."""
    found: list[str] = []
    here: Unit | None = unit
    while here and len(found) < count and (source := here.after if ahead else here.before):
        found.append(source)
        here = next(
            (
                other
                for other in memory.exact(session, source)
                if other.source == source
                and other.document == here.document
                and (other.before if ahead else other.after) == here.source
            ),
            None,
        )
    return tuple(found)
