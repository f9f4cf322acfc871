"""The user's database, opened once, used from any thread: a SQLite file, or a PostgreSQL server.

What holds for every transaction, on both:

- A writing one takes the write lock at its start; writers come one after the other.
- When `transaction()` has ended, what it wrote survives kill -9 and a power cut. When it ended by
  an exception, nothing was written.
- Readers see one state and wait for nobody.
- Each has a connection of its own; a connection is never used by two threads at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workbench.storage import schema
from workbench.storage.failures import told
from workbench.storage.places import Place, Server, locate
from workbench.storage.schema import SHIPPED, Migrations

Transaction = Session
"""What a block of `transaction()` or `reading()` holds; services pass it on to repositories."""


class Database:
    """An open database. Make one with `Database.open`.

    Attributes:
        place: the file, or the server.
        backup: the copy that was made because the file had to be upgraded, else None.
    """

    def __init__(
        self, place: Place, engines: tuple[Engine, Engine], backup: Path | None = None
    ) -> None:
        self.place = place
        self.backup = backup
        self._reader, self._writer = engines

    @classmethod
    def open(
        cls,
        location: str | Place | None = None,
        *,
        migrations: Migrations = SHIPPED,
        upgrade: bool = False,
    ) -> Database:
        """Open the database, creating it if need be, and upgrading it where that is ours to decide.

        Args:
            location: the file or the server; None for what `WORKBENCH_DB` names, else the user's
                own file.
            migrations: the revisions to bring it to.
            upgrade: upgrade a team's database, too, which all its users have to agree on; a file
                is always upgraded, for a copy is made of it first.

        Raises:
            UsageError: the location is a URL that we have no use for.
            StorageError: it cannot be opened, or one of the kinds of this error says why.
        """
        place = locate(location)
        engines = _engines(place)
        try:
            with told(place):
                copy = schema.prepare(engines, place, migrations, upgrade=upgrade)
        except BaseException:
            engines[0].dispose()
            raise
        return cls(place, engines, copy)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Hold the write lock for the block; commit at its end, roll back if it raises."""
        with told(self.place), Session(self._writer, autoflush=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """See one state of the database for the block; nothing can be written."""
        with told(self.place), Session(self._reader, autoflush=False) as session:
            yield session

    def close(self) -> None:
        """Close the connections; the last process to do so folds a file's log into it."""
        self._reader.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_there(place: Place) -> bool:
    """Say whether there is a database of the workbench at a place, without making one.

    Raises:
        StorageError: the server cannot be asked.
    """
    if isinstance(place, Path):
        return place.exists()
    engines = _engines(place)
    try:
        with told(place), engines[0].connect() as connection:
            return schema.revision(connection, place) is not None
    finally:
        engines[0].dispose()


def _engines(place: Place) -> tuple[Engine, Engine]:
    """Return what readers connect by, and writers."""
    if isinstance(place, Server):
        from workbench.storage import postgresql

        return postgresql.engines(place)
    from workbench.storage import sqlite

    return sqlite.engines(place)
