"""What SQLite and PostgreSQL say differently, said once; repositories write through this.

Statements here are ours, never a person's: their values go as parameters. Three ways to write one,
from the usual to the fast:

- SQLAlchemy's expressions, which are the same on both; `insert` for one with `ON CONFLICT`.
- `fetch` and `run`: plain SQL past SQLAlchemy, its parameters written as `?` on both.
- `add_rows`, `put_rows`, `append_bytes`: many rows at once, in the way that each takes fastest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"

Insert: TypeAlias = sqlite.Insert | postgresql.Insert
Values: TypeAlias = Sequence[Any]

_PARAMETER: Final = re.compile(r"(\bIN )?\?")
_NOT_A_LIST: Final = -1
_TIME: Final = len("2024-01-01 00:00:00.000000")
_ROUNDED: Final = 4096  # lists up to this size share statements


def name(session: Session) -> str:
    """Return which database a transaction is in, `SQLITE` or `POSTGRESQL`."""
    return session.get_bind().dialect.name


def is_postgresql(session: Session) -> bool:
    """Say whether a transaction is in a PostgreSQL database."""
    return name(session) == POSTGRESQL


def insert(session: Session, table: Table) -> Insert:
    """Return an `INSERT` that has `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return postgresql.insert(table) if is_postgresql(session) else sqlite.insert(table)


def by_code_point(session: Session, column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a text to order by: a server alone would go by the rules of its language."""
    return column.collate("C") if is_postgresql(session) else column


def highest_ever(session: Session, table: Table) -> int:
    """Return the highest id that a row of the table ever had, 0 if there never was one."""
    if is_postgresql(session):
        query = "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(?, 'id')), 0)"
    else:
        query = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?"
    return int(fetch(session, query, [table.name])[0][0])


def reserve(session: Session, table: Table, count: int) -> int:
    """Return the first of `count` ids in a row that no row of the table ever had.

    The caller holds the write lock and writes rows under them all, or under the last at least.
    """
    if not is_postgresql(session):
        return highest_ever(session, table) + 1
    query = "SELECT setval(name, nextval(name) + ? - 1) FROM pg_get_serial_sequence(?, 'id') name"
    return int(fetch(session, query, [max(count, 1), table.name])[0][0]) - max(count, 1) + 1


def state(session: Session) -> tuple[int, int] | None:
    """Return what tells the state that a transaction sees from all others that its connection saw.

    None where that cannot be told at once, as by a server.
    """
    if is_postgresql(session):
        return None
    connection = _driver(session)
    # What others have committed, and what was written by this connection.
    return connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes


def fetch(session: Session, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """Return the rows of a query that is written in plain SQL.

    Args:
        session: the transaction.
        query: a parameter is `?`; `IN ?` takes a list of any size up to some 30,000.
        values: of the parameters; numbers, texts and bytes, or lists of them. What comes back is of
            these kinds only too: times and lists in columns are for SQLAlchemy's expressions.
    """
    if is_postgresql(session):
        with _driver(session).cursor(binary=True) as cursor:
            return list(cursor.execute(_numbered(query), values).fetchall())
    sizes: list[int] = []
    flat: list[Any] = []
    for value in values:
        if isinstance(value, list):
            sizes.append(_room(len(value)))
            flat += value
            flat += value[-1:] * (sizes[-1] - len(value))
        else:
            sizes.append(_NOT_A_LIST)
            flat.append(value)
    found = _driver(session).execute(_spread(query, tuple(sizes)), flat)
    rows: list[tuple[Any, ...]] = found.fetchall()
    return rows


def _room(size: int) -> int:
    """Return for how many values the statement is that takes a list of this size.

    The last value is then named more than once, which changes nothing. SQLite keeps what it has
    compiled by its text, and to compile one for fifty values takes longer than to run it.
    """
    if not 1 < size <= _ROUNDED:
        return size
    step: int = 1 << max(size.bit_length() - 2, 0)
    return -(-size // step) * step


def run(session: Session, statement: str, rows: Iterable[Values]) -> None:
    """Run a statement in plain SQL, with `?` for a parameter, once for each of the rows."""
    if is_postgresql(session):
        with _driver(session).cursor() as cursor:
            cursor.executemany(_numbered(statement), rows)
    else:
        _driver(session).executemany(statement, rows)


def stored_time(session: Session) -> Callable[[datetime | None], datetime | str | None]:
    """Return what brings a time into the form that the database keeps: SQLite has a text in UTC.

    A tenth of an import would go to SQLAlchemy's own conversion.
    """
    return _zoned if is_postgresql(session) else _time_text


def add_rows(
    session: Session,
    table: Table,
    names: Sequence[str],
    rows: Iterable[Values],
) -> None:
    """Insert many rows.

    Args:
        session: the transaction.
        table: where they go.
        names: the columns that each of them has values for.
        rows: the values as the database keeps them: lists are JSON, truths are 0 and 1, times are
            as `stored_time` makes them.
    """
    listed = ", ".join(f'"{column}"' for column in names)
    if is_postgresql(session):
        with (
            _driver(session).cursor() as cursor,
            cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(names))
        statement = f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})'  # noqa: S608 (ours)
        _driver(session).executemany(statement, rows)


def put_rows(session: Session, table: Table, rows: Sequence[Values]) -> None:
    """Write whole rows, in the order of the table's columns, instead of those with their keys.

    No two of the rows may have the same key.
    """
    _upsert(session, table, rows, "excluded.{0}")


def append_bytes(session: Session, table: Table, rows: Sequence[Values]) -> None:
    """Like `put_rows`, but a row's bytes are put behind those that are there under its key."""
    joined = '"{1}".{0} || excluded.{0}'
    _upsert(session, table, rows, joined if is_postgresql(session) else f"CAST({joined} AS BLOB)")


def _upsert(session: Session, table: Table, rows: Sequence[Values], becomes: str) -> None:
    if not rows:
        return
    statement = _upserting(table, becomes, session.get_bind().dialect)
    if is_postgresql(session):
        columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
        with _driver(session).cursor() as cursor:
            cursor.execute(statement, columns)
    else:
        _driver(session).executemany(statement, rows)


@lru_cache(maxsize=32)
def _upserting(table: Table, becomes: str, dialect: Dialect) -> str:
    """Return the statement that upserts rows; PostgreSQL's takes a list for each column."""
    names = [f'"{column.name}"' for column in table.c]
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    written = [f'"{column.name}"' for column in table.c if not column.primary_key]
    changes = ", ".join(f"{one} = {becomes.format(one, table.name)}" for one in written)
    if dialect.name == POSTGRESQL:
        kinds = ", ".join(f"%s::{column.type.compile(dialect)}[]" for column in table.c)
        given = f"SELECT * FROM unnest({kinds})"  # noqa: S608 (names of our columns and types)
    else:
        given = f"VALUES ({', '.join('?' * len(names))})"
    return (
        f'INSERT INTO "{table.name}" ({", ".join(names)}) {given}'
        f" ON CONFLICT ({keys}) DO UPDATE SET {changes}"
    )


def _zoned(when: datetime | None) -> datetime | None:
    if when is not None and when.tzinfo is None:
        raise ValueError(f"a time without a zone: {when}")
    return when


def _time_text(when: datetime | None) -> str | None:
    if (zoned := _zoned(when)) is None:
        return None
    return zoned.astimezone(UTC).isoformat(" ", "microseconds")[:_TIME]


@lru_cache(maxsize=256)
def _numbered(statement: str) -> str:
    """Return a statement as PostgreSQL's driver takes it; a list is an array there."""
    return _PARAMETER.sub(
        lambda found: "= ANY(%s)" if found[1] else "%s", statement.replace("%", "%%")
    )


@lru_cache(maxsize=256)
def _spread(query: str, sizes: tuple[int, ...]) -> str:
    """Return a query with as many marks for each list as it is long."""
    if all(size == _NOT_A_LIST for size in sizes):
        return query
    left = iter(sizes)

    def marks(found: re.Match[str]) -> str:
        size = next(left)
        return found[0] if size == _NOT_A_LIST else f"IN ({', '.join('?' * size)})"

    return _PARAMETER.sub(marks, query)


def _driver(session: Session) -> Any:
    """Return the driver's own connection, in the transaction that the session is in."""
    return session.connection().connection.driver_connection
