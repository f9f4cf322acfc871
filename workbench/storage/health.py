"""Whether a database is in order, for the doctor: nothing here changes it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from workbench.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a database holds."""

    documents: int
    units: int
    terms: int


def damage(session: Transaction) -> tuple[str, ...]:
    """Return what SQLite finds wrong in the file, and rows that point nowhere; reads all of it."""
    found = session.execute(text("PRAGMA integrity_check(10)")).scalars().all()
    lost = session.execute(text("PRAGMA foreign_key_check")).all()
    damaged = tuple(str(line) for line in found if line != "ok")
    return damaged + ((f"{len(lost)} rows point to rows that are not there",) if lost else ())


def unindexed(session: Transaction) -> int:
    """Return how many units the concordance does not know, or knows though they are gone."""
    units = "SELECT id FROM unit"
    words = "SELECT id FROM concordance_docsize"
    query = f"SELECT (SELECT count(*) FROM ({units} EXCEPT {words}))"  # noqa: S608 (constants)
    back = f" + (SELECT count(*) FROM ({words} EXCEPT {units}))"  # noqa: S608
    return int(session.execute(text(query + back)).scalar_one())


def counts(session: Transaction) -> Counts:
    """Return how much the database holds."""
    query = text(
        "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM unit),"
        " (SELECT count(*) FROM term)"
    )
    documents, units, terms = session.execute(query).one()
    return Counts(documents, units, terms)
