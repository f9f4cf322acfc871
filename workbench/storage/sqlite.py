"""Connections to a SQLite file: durable, strict, and with transactions that we begin ourselves.

The file is in write-ahead mode with `synchronous = FULL`; a writing transaction begins with
`BEGIN IMMEDIATE`, for one that reads first and wants to write later would be refused when another
wrote in between, whatever the timeout.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from workbench.errors import StorageError
from workbench.storage.driver import driver
from workbench.storage.failures import busy

BUSY_SECONDS: Final = 15
"""How long a writer waits for another one; an import holds the lock for about a second a batch."""

MAPPED: Final = 1 << 30
"""Bytes of a file that are read where they lie: a look-up then takes two thirds of the time."""

KEPT: Final = 64 << 10
"""KiB of pages that are kept for writing: importing into a big memory then takes a tenth less."""

_MODE: Final = "workbench_begin"
_RETRY_SECONDS: Final = 0.02


def engines(path: Path) -> tuple[Engine, Engine]:
    """Return what readers connect by, and writers; they share their connections.

    Raises:
        StorageError: the folder of the file cannot be made.
    """
    _make_room(path)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: _connect(path),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
    )
    event.listen(engine, "begin", _begin)
    return engine, engine.execution_options(**{_MODE: "BEGIN IMMEDIATE"})


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


def _connect(path: Path) -> Any:
    connection = driver.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
    # Transactions are begun by `_begin` alone, never by the driver.
    connection.isolation_level = None
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        connection.execute(f"PRAGMA cache_size = -{KEPT}")
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
