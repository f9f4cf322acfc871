"""What linting and merging read of the memories, so that a million units take no room at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.core.unit_filter import Filter
from workbench.storage import rows, tables
from workbench.storage.unit_columns import SELECTED, UNITS, value
from workbench.storage.unit_filter import condition

_SHAPES: Final = tables.table(tables.Shape)
_PARAMETERS: Final = 500
_AT_ONCE: Final = 1000


def shared_keys(session: Session) -> list[int]:
    """Return the keys of the sources that several units have, in order."""
    several = (
        select(UNITS.c.source_key).group_by(UNITS.c.source_key).having(func.count() > 1)
    ).order_by(UNITS.c.source_key)
    return list(session.execute(several).scalars())


def of_keys(
    session: Session, keys: Sequence[int], where: Filter
) -> Iterator[tuple[int, list[rows.Row]]]:
    """Yield the rows that a filter means with these keys, in batches, and how many keys are done.

    Those of one key are in one batch, in the order of their making.
    """
    for start in range(0, len(keys), _PARAMETERS):
        part = keys[start : start + _PARAMETERS]
        query = UNITS.select().where(UNITS.c.source_key.in_(part), condition(where))
        found = session.execute(query.order_by(UNITS.c.id)).mappings()
        yield start + len(part), [dict(row) for row in found]


def with_twin(session: Session, batch: Sequence[rows.Row], memory_id: int) -> frozenset[int]:
    """Return the numbers of those rows that tell nothing which a memory does not have already.

    That is the same pair in the same context; or in any, where the row has none.
    """
    there: set[tuple[str, ...]] = set()
    keys = sorted({row["source_key"] for row in batch})
    for _, found in of_keys(session, keys, Filter(memories=(memory_id,))):
        for row in found:
            there |= {_told(row), (row["source"], row["target"], "", "")}
    return frozenset(row["id"] for row in batch if _told(row) in there)


def everything(session: Session, where: Filter) -> Iterator[Unit]:
    """Yield the units that a filter means, in the order of their making."""
    query = select(*SELECTED).where(condition(where)).order_by(UNITS.c.id)
    for row in session.execute(query, execution_options={"yield_per": 1000}):
        yield value(row)


def shapes(session: Session, where: Filter) -> Iterator[tuple[int, str, str]]:
    """Yield number, shape of the source, and target of the units meant, the shortest shapes first.

    Units whose source has no letter are left out. Only the numbers are sorted: to sort the texts of
    a million units with them took half a gigabyte.
    """
    both = UNITS.join(_SHAPES, _SHAPES.c.id == UNITS.c.id)
    by_length = select(UNITS.c.id).select_from(both).where(condition(where))
    ordered = session.execute(
        by_length.order_by(func.length(_SHAPES.c.text), UNITS.c.id),
        execution_options={"yield_per": _AT_ONCE},
    )
    numbers = array("q", ordered.scalars())
    told = select(UNITS.c.id, _SHAPES.c.text, UNITS.c.target).select_from(both)
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE].tolist()
        found = {row[0]: row for row in session.execute(told.where(UNITS.c.id.in_(part)))}
        for number in part:
            yield number, found[number][1], found[number][2]


def _told(row: rows.Row) -> tuple[str, ...]:
    return row["source"], row["target"], row["before"], row["after"]
