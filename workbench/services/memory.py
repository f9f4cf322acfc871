"""What the memories hold for a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from workbench.core.memory import Match, Unit
from workbench.services import penalties
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage import memory_index
from workbench.storage.database import Transaction

if TYPE_CHECKING:
    from workbench.memory.nearest import Near
    from workbench.memory.penalties import Penalties, Place

_ANYTHING: Final = "双方同意扩大贸易"

_PORTION: Final = 8
"""So many near units are scored first, then twice as many, and so on."""


def warm(ws: Workspace) -> None:
    """Load what the first look-up needs, so that it takes no longer than the next one.

    A few tenths of a second the first time, in any thread; a tenth at most afterwards.
    """
    with ws.database.reading() as session:
        memory_index.touch(session)
        lookup(session, _ANYTHING)


def matches(
    ws: Workspace,
    source: str,
    *,
    before: str = "",
    after: str = "",
    threshold: int = 70,
    limit: int = 5,
    document: int | None = None,
) -> tuple[Match, ...]:
    """Return what the memory has for a source, best first.

    Args:
        ws: the workspace.
        source: the Chinese text.
        before: the source before it, empty at an edge; the same neighbours make a 101 % match.
        after: the source after it.
        threshold: the lowest percentage; below 51 only exact matches are promised.
        limit: at most so many.
        document: where it is wanted; None for nowhere, where no unit is of another document.

    Raises:
        NotFoundError: there is no such document.
    """
    with ws.database.reading() as session:
        return lookup(
            session,
            source,
            before=before,
            after=after,
            threshold=threshold,
            limit=limit,
            document=document,
        )


def lookup(
    session: Transaction,
    source: str,
    *,
    before: str = "",
    after: str = "",
    threshold: int = 70,
    limit: int = 5,
    but: frozenset[int] = frozenset(),
    document: int | None = None,
) -> tuple[Match, ...]:
    """Return the matches within a transaction, as `matches` says; without the units `but`.

    Near units come in the order of their plain similarity, which what they are worth in the end
    never exceeds (only equal keys are worth more than 100, and those are all looked at first). So
    when the next one is less alike than the last match found is worth, no better one is left.
    """
    from workbench.memory.ranking import Ranking

    ranking = Ranking(
        source,
        before=before,
        after=after,
        threshold=threshold,
        limit=limit,
        penalties=penalties.within(session),
        place=penalties.place(session, document),
    )
    same = [unit for unit in stored.exact(session, source) if unit.id not in but]
    for unit in same:
        ranking.add(unit)
    near = _near(session, source, threshold, but.union(unit.id for unit in same))
    size = _PORTION
    while limit > 0:
        portion = islice(takewhile(_at_least(ranking.least), near), size)
        alike = {each.number: each.percent for each in portion}
        if not alike:
            break
        for unit in stored.several(session, list(alike)):
            ranking.add(unit, alike[unit.id])
        size *= 2
    return ranking.matches()


def _near(session: Transaction, source: str, threshold: int, but: frozenset[int]) -> Iterator[Near]:
    from workbench.memory.grams import LOWEST_THRESHOLD

    found = memory_index.nearest(session, source, max(threshold, LOWEST_THRESHOLD))
    return (each for each in found if each.number not in but)


def _at_least(percent: int) -> Callable[[Near], bool]:
    return lambda each: each.percent >= percent


def exact(
    session: Transaction,
    source: str,
    *,
    before: str = "",
    after: str = "",
    document: int | None = None,
) -> Match | None:
    """Return, within a transaction, the match that may be taken without a look; None if none may.

    Units that lose anything, for being a machine's or whatever else, are never that good (see
    `workbench.memory.penalties`).
    """
    return exact_of(session, [(source, before, after)], document=document)[0]


def exact_of(
    session: Transaction, wanted: Iterable[tuple[str, str, str]], *, document: int | None = None
) -> list[Match | None]:
    """Return what `exact` does for many at a time: source, the one before it, the one after it."""
    wanted = list(wanted)
    units = stored.exact_of(session, {source for source, _, _ in wanted})
    if not any(units.values()):
        return [None] * len(wanted)
    figures, place = penalties.within(session), penalties.place(session, document)
    return [_exact(asked, units[asked[0]], figures, place) for asked in wanted]


def _exact(
    asked: tuple[str, str, str], units: Sequence[Unit], figures: Penalties, place: Place
) -> Match | None:
    from workbench.memory.ranking import EXACT_PERCENT, rank

    source, before, after = asked
    found = rank(
        source,
        units,
        before=before,
        after=after,
        threshold=EXACT_PERCENT,
        limit=1,
        penalties=figures,
        place=place,
    )
    return found[0] if found else None
