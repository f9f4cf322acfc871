"""Connections to a PostgreSQL server, so that all that holds of a file holds there too.

- A writing transaction takes one lock of the database at its start (`pg_advisory_xact_lock`), as
  SQLite's does: what several persons do happens one after the other, so that nothing is lost, two
  writers can never wait for each other, and ids and postings only ever grow. It is let go with the
  transaction, also when the client is gone.
- A reading one sees a single state (`REPEATABLE READ`), cannot write, and waits for nobody.
- A commit has returned when it is on the server's disk (`synchronous_commit`).
- A connection that lay idle is tried before it is used: the server may have been restarted.
"""

from __future__ import annotations

import time
from functools import partial
from threading import Event
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DisconnectionError

from workbench.errors import StorageError, UsageError
from workbench.storage.places import Server

BUSY_SECONDS: Final = 15
"""How long a writer waits for another one."""

_WRITES: Final = "workbench_writes"
_CONNECT_SECONDS: Final = 10
_IDLE_SECONDS: Final = 30
_STUCK_SECONDS: Final = 300  # of a writer who says nothing: its machine fell asleep or off the net
_OLDEST: Final = 130000
_LOCK: Final = 0x776F726B62656E63  # “workbenc”: whoever else locks by number will have another

_TAKE: Final = (
    f"SELECT set_config('idle_in_transaction_session_timeout', '{_STUCK_SECONDS}s', true),"
    f" pg_advisory_xact_lock({_LOCK})"
)
_SESSION: Final = """
SET TIME ZONE 'UTC';
SET lock_timeout = '{busy}s';
SET jit = off;
SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off';
"""


def engines(server: Server) -> tuple[Engine, Engine]:
    """Return what readers connect by, and writers; they share their connections.

    Raises:
        UsageError: the driver is not installed.
    """
    _driver()
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: _connect(server),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
        use_native_hstore=False,
    )
    event.listen(engine, "begin", _begin)
    closed = Event()
    event.listen(engine, "engine_disposed", lambda _engine: closed.set())
    event.listen(engine, "checkin", partial(_take_back, closed))
    event.listen(engine, "checkout", _try)
    return engine, engine.execution_options(**{_WRITES: True})


def require_usable(connection: Connection, server: Server) -> None:
    """Look once whether the server can hold Chinese texts and our statements.

    Raises:
        StorageError: it is too old, or the database's encoding is not UTF-8.
    """
    raw: Any = connection.connection.driver_connection
    if raw.info.server_version < _OLDEST:
        raise StorageError(
            f"the server is too old (PostgreSQL {raw.info.server_version // 10000})",
            where=str(server),
            hint=f"The workbench needs PostgreSQL {_OLDEST // 10000} or newer.",
        )
    encoding = raw.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StorageError(
            f"the database's encoding is {encoding}, which cannot hold every character",
            where=str(server),
            hint="Make one with `createdb --encoding UTF8 --template template0 NAME`.",
        )


def _driver() -> Any:
    try:
        import psycopg
    except ImportError as exc:
        raise UsageError(
            "working on a PostgreSQL server needs the package psycopg",
            hint="Install it with `pip install 'psycopg[binary]'`.",
        ) from exc
    return psycopg


def _connect(server: Server) -> Any:
    psycopg = _driver()
    given = psycopg.conninfo.conninfo_to_dict(server.url)
    usual = {"connect_timeout": _CONNECT_SECONDS, "application_name": "workbench"}
    connection = psycopg.connect(**{**usual, **given}, client_encoding="utf8")
    try:
        connection.execute(_SESSION.format(busy=BUSY_SECONDS))
        connection.commit()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    """Tell the driver how to begin; it does so with the first statement."""
    levels = _driver().IsolationLevel
    raw: Any = connection.connection.driver_connection
    writes = connection.get_execution_options().get(_WRITES, False)
    # A writer sees what was committed before it got the lock, and nobody else writes after that.
    raw.isolation_level = levels.READ_COMMITTED if writes else levels.REPEATABLE_READ
    raw.read_only = not writes
    if writes:
        connection.exec_driver_sql(_TAKE)


def _take_back(closed: Event, connection: Any, record: Any) -> None:
    """Note since when a connection lies idle; end one that comes back when all is closed.

    It does where somebody has stopped taking what is read bit by bit, and closed the database.
    """
    record.info["since"] = time.monotonic()
    if closed.is_set():
        connection.close()


def _try(connection: Any, record: Any, _proxy: Any) -> None:
    """Ask an idle connection whether it lives; the pool makes another one where it does not."""
    if time.monotonic() - record.info.get("since", time.monotonic()) < _IDLE_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except _driver().Error as exc:
        raise DisconnectionError from exc
