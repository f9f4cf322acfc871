"""Concordance in the database: which units may hold what is searched for, and those that do.

The index (the postings that `memory_index` keeps) tells for each word in which units it may stand;
what is left over is looked at, the newest first, so that the first screenful costs the same in a
memory of any size. Nothing that holds the words is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.core.memory import Found
from workbench.core.unit_filter import ALL, Filter
from workbench.memory.concordance import SearchSide, Wanted
from workbench.storage import dialect, memory
from workbench.storage.unit_columns import UNITS
from workbench.storage.unit_filter import condition

if TYPE_CHECKING:
    from workbench.memory.unit_sets import UnitSet
    from workbench.memory.word_query import Needs, Side

_FIRST: Final = 64
_MOST: Final = 4096
"""Units that are looked at together: few at first, for the first ones mostly do."""

_PATIENCE: Final = 5000
"""So many looked at under a filter, and it pays to ask for all units that the filter takes."""

_OF_GRAMS: Final = "SELECT gram, block, slots FROM posting WHERE gram IN ?"
_OF_RANGE: Final = "SELECT block, slots FROM posting WHERE gram >= ? AND gram < ?"

_AMONG: Final = "SELECT id, source, target FROM unit WHERE id IN ? ORDER BY id DESC"
_BETWEEN: Final = "SELECT id, source, target FROM unit WHERE id BETWEEN ? AND ? ORDER BY id DESC"

_Texts = tuple[int, str, str]
"""Number of a unit, source, target."""


def find(session: Session, wanted: Wanted, *, where: Filter = ALL, limit: int) -> tuple[Found, ...]:
    """Return the units that hold what is wanted, the newest first.

    Args:
        session: the transaction.
        wanted: what to look for.
        where: which units are meant at all.
        limit: at most so many.
    """
    found: list[Found] = []
    among = candidates(session, wanted.certain, wanted.side)
    for texts in _texts_of(session, among, where, _FIRST):
        held = {
            number: spans
            for number, source, target in texts
            if (spans := wanted.look(source, target)) is not None
        }
        some = list(held)[: limit - len(found)]
        found += [Found(unit, *held[unit.id]) for unit in memory.several(session, some)]
        if len(found) >= limit:
            break
    return tuple(found)


def count(session: Session, wanted: Wanted, *, where: Filter = ALL) -> int:
    """Return how many units hold what is wanted; where the index decides, none is looked at."""
    from workbench.memory import unit_sets
    from workbench.memory.word_grams import LONG
    from workbench.memory.word_query import is_exact

    among = candidates(session, wanted.certain, wanted.side)
    certain = 0
    if where == ALL and wanted.certain and all(map(is_exact, wanted.certain)):
        doubtful = unit_sets.of_rows(chain.from_iterable(_rows(session, [*LONG]).values()))
        certain = unit_sets.size(among)
        among = unit_sets.in_all((among, doubtful))
        certain -= unit_sets.size(among)
    return certain + sum(
        wanted.is_in(source, target)
        for texts in _texts_of(session, among, where, _MOST)
        for _, source, target in texts
    )


def candidates(session: Session, words: Sequence[str], side: SearchSide) -> UnitSet:
    """Return the units that may hold all of some folded words; those that do are among them."""
    from workbench.memory import unit_sets
    from workbench.memory.word_query import needs

    sides: tuple[Side, ...] = ("source", "target") if side == "both" else (side,)
    of_words = [[needs(word, one) for one in sides] for word in words]
    known = [of_sides for of_sides in of_words if not any(need.is_empty for need in of_sides)]
    if not known:
        return unit_sets.up_to(dialect.highest_ever(session, UNITS))
    asked = (need for of_sides in known for need in of_sides)
    rows = _rows(session, list({gram for need in asked for gram in (*need.grams, need.long)}))
    return unit_sets.in_all(
        unit_sets.in_any(_holders(session, need, rows) for need in of_sides) for of_sides in known
    )


def _rows(session: Session, grams: list[int]) -> dict[int, list[tuple[int, bytes]]]:
    """Return for each gram the blocks and slots of its rows."""
    rows: dict[int, list[tuple[int, bytes]]] = {gram: [] for gram in grams}
    for gram, block, slots in dialect.fetch(session, _OF_GRAMS, [grams]):
        rows[gram].append((block, slots))
    return rows


def _holders(session: Session, need: Needs, rows: dict[int, list[tuple[int, bytes]]]) -> UnitSet:
    """Return the units of which one side has what is needed."""
    from workbench.memory import unit_sets

    sets = [unit_sets.of_rows(rows[gram]) for gram in need.grams]
    sets += [unit_sets.of_rows(dialect.fetch(session, _OF_RANGE, ends)) for ends in need.ranges]
    return unit_sets.in_any((unit_sets.in_all(sets), unit_sets.of_rows(rows[need.long])))


def _texts_of(session: Session, among: UnitSet, where: Filter, size: int) -> Iterator[list[_Texts]]:
    """Yield the texts of those of the units that a filter takes, in growing portions."""
    for numbers in _portions(session, among, where, size):
        yield _texts(session, numbers, where)


def _texts(session: Session, numbers: list[int], where: Filter) -> list[_Texts]:
    """Return number, source and target of units that a filter takes, the highest first.

    Past SQLAlchemy where there is no filter: that halves what most of a long search consists of.
    """
    if where != ALL:
        ids = UNITS.c.id
        query = select(ids, UNITS.c.source, UNITS.c.target).where(
            ids.in_(numbers), condition(where)
        )
        return [tuple(row) for row in session.execute(query.order_by(ids.desc()))]
    if numbers[0] - numbers[-1] < 2 * len(numbers):
        meant = set(numbers)
        rows = dialect.fetch(session, _BETWEEN, [numbers[-1], numbers[0]])
        return [row for row in rows if row[0] in meant]
    return dialect.fetch(session, _AMONG, [numbers])


def _portions(session: Session, among: UnitSet, where: Filter, size: int) -> Iterator[list[int]]:
    """Yield the numbers of units to be looked at, the highest first, more and more at a time.

    Where a filter leaves so few of them that many were looked at in vain, those that it takes are
    asked for: one pass over the table, instead of one query for each portion.
    """
    from workbench.memory import unit_sets

    looked_at = 0
    for numbers in unit_sets.portions(among, size, _MOST):
        if looked_at >= _PATIENCE and where != ALL:
            taken = session.execute(select(UNITS.c.id).where(condition(where))).scalars()
            left = unit_sets.in_all((among, unit_sets.of_numbers(list(taken))))
            yield from unit_sets.portions(left, _MOST, _MOST, below=numbers[0] + 1)
            return
        yield numbers
        looked_at += len(numbers)
