"""The database as a file: opening, refusing, transactions, threads and processes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.postgresql import address
from workbench.errors import (
    CorruptDatabaseError,
    DiskFullError,
    StorageError,
    WorkbenchError,
)
from workbench.storage import settings
from workbench.storage.database import Database
from workbench.storage.driver import driver
from workbench.storage.places import Place


def put(database: Database, key: str, value: str) -> None:
    with database.transaction() as session:
        settings.put(session, key, value)


def get(database: Database, key: str) -> str | None:
    with database.reading() as session:
        return settings.get(session, key)


def fail_half_way(database: Database) -> None:
    with database.transaction() as session:
        settings.put(session, "a", "1")
        raise KeyError


def read_all(path: Path) -> None:
    with Database.open(path) as database:
        for number in range(300):
            get(database, f"key {number}")


def test_what_is_written_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "w.db"
    with Database.open(path) as database:
        put(database, "a", "1")
    with Database.open(path) as database:
        assert get(database, "a") == "1"


def test_connections_are_durable_and_strict(tmp_path: Path) -> None:
    with Database.open(tmp_path / "w.db") as database, database.reading() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 15000,
    }


def test_two_that_open_a_new_file_together_both_succeed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite refuses one of them the log at once, which only a race of processes would show."""
    refusals = iter([True, True])

    def execute(connection: Any, sql: str, *values: Any) -> Any:
        if "journal_mode" in sql and next(refusals, False):
            error = driver.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        return driver.Connection.execute(connection, sql, *values)

    refused = type("Refused", (driver.Connection,), {"execute": execute})
    monkeypatch.setattr(driver, "connect", partial(driver.connect, factory=refused))
    with Database.open(tmp_path / "w.db") as database:
        put(database, "a", "1")
        assert get(database, "a") == "1"
    assert next(refusals, None) is None


def test_an_exception_leaves_nothing_behind(place: Place) -> None:
    with Database.open(place) as database:
        with pytest.raises(KeyError):
            fail_half_way(database)
        assert get(database, "a") is None


def test_a_reader_sees_one_state_and_waits_for_nobody(place: Place) -> None:
    with Database.open(place) as database:
        put(database, "a", "1")
        with database.reading() as session:
            assert settings.get(session, "a") == "1"
            put(database, "a", "2")
            assert settings.get(session, "a") == "1"
        assert get(database, "a") == "2"


def test_writers_in_many_threads_lose_nothing(place: Place) -> None:
    with Database.open(place) as database:

        def count() -> None:
            for _ in range(20):
                with database.transaction() as session:
                    settings.count_up(session, "n")

        threads = [threading.Thread(target=count) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert get(database, "n") == "120"


COUNT_UP = """
import sys
from workbench.storage import settings
from workbench.storage.database import Database
with Database.open(sys.argv[1]) as database:
    for _ in range(30):
        with database.transaction() as session:
            settings.count_up(session, "n")
"""


def test_processes_may_make_and_use_one_database_at_once(empty_place: Place) -> None:
    command = [sys.executable, "-c", COUNT_UP, address(empty_place)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        _, problems = process.communicate(timeout=60)
        assert process.returncode == 0, problems.decode()
    with Database.open(empty_place) as database:
        assert get(database, "n") == "90"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="a folder, not a database"):
        Database.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="cannot be made") as caught:
        Database.open(tmp_path / "file" / "sub" / "w.db")
    assert str(tmp_path / "file" / "sub") in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_unwritable_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    Database.open(path).close()
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="--db"), Database.open(path) as database:
            put(database, "a", "1")
    finally:
        tmp_path.chmod(0o700)


def test_a_read_only_database_says_so(tmp_path: Path) -> None:
    with Database.open(tmp_path / "w.db") as database:
        with database.reading() as session:
            session.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(StorageError, match="may not be written"):
            put(database, "a", "1")


@pytest.mark.parametrize(
    "content",
    [b"this is not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000, b"\x00" * 99],
)
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.db"
    path.write_bytes(content)
    with pytest.raises(CorruptDatabaseError, match="Move the damaged file away"):
        Database.open(path)
    assert path.read_bytes() == content


def test_a_truncated_database_is_told_from_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with Database.open(path) as database:
        for number in range(300):
            put(database, f"key {number}", "value" * 100)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(CorruptDatabaseError):
        read_all(path)


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with driver.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(StorageError, match="not one of the workbench"):
        Database.open(path)


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    path.touch()
    with Database.open(path) as database:
        put(database, "a", "1")
        assert get(database, "a") == "1"


def test_a_full_disk_is_told_and_what_was_stored_stays(tmp_path: Path) -> None:
    with Database.open(tmp_path / "w.db") as database:
        put(database, "a", "1")
        with database.reading() as session:
            pages = session.execute(text("PRAGMA page_count")).scalar_one()
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(DiskFullError, match="no room left"):
            put(database, "big", "x" * 100_000)
        assert get(database, "a") == "1"
        assert get(database, "big") is None


WRITE_MUCH = """
import resource, sys
from workbench.errors import WorkbenchError
from workbench.storage import settings
from workbench.storage.database import Database
database = Database.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    for number in range(10_000):
        with database.transaction() as session:
            settings.put(session, str(number), "x" * 1000)
        print(number, flush=True)
except WorkbenchError as error:
    sys.exit(f"ours: {error}")
"""


def test_a_disk_that_refuses_a_write_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    command = [sys.executable, "-c", WRITE_MUCH, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.stderr.startswith("ours: "), done.stderr
    assert "Traceback" not in done.stderr
    acknowledged = done.stdout.split()
    assert acknowledged
    with Database.open(path) as database:
        assert all(get(database, number) for number in acknowledged)


def test_a_database_kept_busy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.storage.sqlite.BUSY_SECONDS", 0.05)
    path = tmp_path / "w.db"
    with Database.open(path) as database:
        other = driver.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkbenchError, match="busy for too long"):
            put(database, "a", "1")
        other.execute("ROLLBACK")
        other.close()
        put(database, "a", "1")
