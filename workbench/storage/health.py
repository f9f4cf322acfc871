"""Whether a database is in order, for the doctor: nothing here changes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import exists, select, text

from workbench.storage import dialect
from workbench.storage.database import Transaction
from workbench.storage.tables import Base


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a database holds."""

    documents: int
    units: int
    terms: int


def size(session: Transaction) -> int:
    """Return how many bytes the database takes where it lies."""
    if dialect.is_postgresql(session):
        query = "SELECT pg_database_size(current_database())"
    else:
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    return int(dialect.fetch(session, query)[0][0])


def damage(session: Transaction) -> tuple[str, ...]:
    """Return what the database finds wrong in itself, and rows that point nowhere; reads it all.

    A server answers for its pages by itself, so that there only the rows are looked at.
    """
    if dialect.is_postgresql(session):
        return _pointless(sum(1 for _ in _orphans(session)))
    found = session.execute(text("PRAGMA integrity_check(10)")).scalars().all()
    damaged = tuple(str(line) for line in found if line != "ok")
    return damaged + _pointless(len(session.execute(text("PRAGMA foreign_key_check")).all()))


def _pointless(rows: int) -> tuple[str, ...]:
    return (f"{rows} rows point to rows that are not there",) if rows else ()


def _orphans(session: Transaction) -> Iterator[object]:
    """Yield the rows whose owner is gone, for every foreign key there is."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            owned, owner = key.parent, key.column
            query = select(owned).where(
                owned.is_not(None), ~exists().where(owner == owned).correlate(table)
            )
            yield from session.execute(query).scalars()


def unindexed(session: Transaction) -> int:
    """Return how many units the index does not know, or knows though they are gone.

    A quick look; `workbench.storage.memory_check` compares everything.
    """
    from workbench.memory.grams import LONGEST, shape_of

    # A server would go through all of the one table for each row of the other with NOT IN.
    gone = "SELECT count(*) FROM shape WHERE NOT EXISTS (SELECT 1 FROM unit WHERE id = shape.id)"
    bare = "SELECT source FROM unit WHERE NOT EXISTS (SELECT 1 FROM shape WHERE id = unit.id)"
    shapes = [shape_of(source) for (source,) in dialect.fetch(session, bare)]
    return int(dialect.fetch(session, gone)[0][0]) + sum(0 < len(s) <= LONGEST for s in shapes)


def counts(session: Transaction) -> Counts:
    """Return how much the database holds."""
    query = text(
        "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM unit),"
        " (SELECT count(*) FROM term)"
    )
    documents, units, terms = session.execute(query).one()
    return Counts(documents, units, terms)
