"""The user's database: one SQLite file, opened once, used from any thread.

What holds for every transaction:

- A writing one takes the write lock at its start (`BEGIN IMMEDIATE`): one that reads first and
  wants to write later would be refused when another wrote in between, whatever the timeout.
- When `transaction()` has ended, what it wrote survives kill -9 and a power cut (write-ahead log,
  `synchronous = FULL`). When it ended by an exception, nothing was written.
- Readers see one state and wait for nobody.
- Each has a connection of its own; a connection is never used by two threads at the same time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.orm import Session

from workbench.errors import StorageError, UsageError
from workbench.storage.driver import driver
from workbench.storage.failures import busy, told
from workbench.storage.schema import SHIPPED, Migrations, prepare

BUSY_SECONDS: Final = 15
"""How long a writer waits for another one; an import holds the lock for about a second a batch."""

Transaction = Session
"""What a block of `transaction()` or `reading()` holds; services pass it on to repositories."""

_MODE: Final = "workbench_begin"

_RETRY_SECONDS: Final = 0.02


class Database:
    """An open database. Make one with `Database.open`.

    Attributes:
        path: the file.
        backup: the copy that was made because the file had to be upgraded, else None.
    """

    def __init__(self, path: Path, engine: Engine, backup: Path | None) -> None:
        self.path = path
        self.backup = backup
        self._engine = engine
        self._writer = engine.execution_options(**{_MODE: "BEGIN IMMEDIATE"})

    @classmethod
    def open(
        cls, location: str | Path | None = None, *, migrations: Migrations = SHIPPED
    ) -> Database:
        """Open the database, creating or upgrading it if need be.

        Args:
            location: the file; None for what `WORKBENCH_DB` names, else the user's own one.
            migrations: the revisions to bring it to.

        Raises:
            UsageError: the location is a URL of a database server.
            StorageError: it cannot be opened, or one of the kinds of this error says why.
        """
        path = locate(location)
        _make_room(path)
        engine = _engine(path)
        writer = engine.execution_options(**{_MODE: "BEGIN IMMEDIATE"})
        try:
            with told(path):
                copy = prepare(writer, path, migrations)
        except BaseException:
            engine.dispose()
            raise
        return cls(path, engine, copy)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Hold the write lock for the block; commit at its end, roll back if it raises."""
        with told(self.path), Session(self._writer, autoflush=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """See one state of the database for the block; nothing can be written."""
        with told(self.path), Session(self._engine, autoflush=False) as session:
            yield session

    def close(self) -> None:
        """Close the connections; the last process to do so folds the log into the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def locate(location: str | Path | None) -> Path:
    """Return the file that a location means; None: `WORKBENCH_DB`, else the user's own database.

    Raises:
        UsageError: it is a URL of something else than SQLite.
    """
    given = str(location or os.environ.get("WORKBENCH_DB") or "")
    if not given:
        from platformdirs import user_data_path

        return user_data_path("workbench", appauthor=False) / "workbench.db"
    given = given.removeprefix("sqlite:///")
    if "://" in given:
        raise UsageError(
            "the workbench works on SQLite files; database servers are not supported yet",
            where=given.split("@")[-1],
            hint="Give the path of a file with --db or WORKBENCH_DB.",
        )
    return Path(given).expanduser().absolute()


def _make_room(path: Path) -> None:
    """Make the folder of the database; say so where that is not possible."""
    if path.is_dir():
        raise StorageError(
            "this is a folder, not a database file",
            where=str(path),
            hint=f"Name a file in it, for example {path / 'workbench.db'}.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StorageError(
            f"the folder of the database cannot be made ({exc.strerror or exc})",
            where=str(path.parent),
            hint="Name another file with --db or WORKBENCH_DB.",
        ) from exc


def _engine(path: Path) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: _connect(path),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _connect(path: Path) -> Any:
    connection = driver.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
    # Transactions are begun by `_begin` alone, never by the driver.
    connection.isolation_level = None
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: Any) -> None:
    """Switch the file to the write-ahead log, which it then keeps.

    Two processes that open a new file together meet in this one step: each has read the file and
    wants it alone. SQLite refuses one of them at once, without the wait that it grants elsewhere
    (it would be a deadlock), so that one tries again.
    """
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except driver.OperationalError as exc:
            if not busy(exc) or time.monotonic() > patience:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_MODE, "BEGIN")
    connection.exec_driver_sql(mode)
