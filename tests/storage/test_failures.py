"""Each complaint of SQLite becomes a message that says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from workbench.errors import CorruptDatabaseError, DiskFullError, StorageError
from workbench.storage import failures
from workbench.storage.driver import driver


class Complaint(sqlite3.OperationalError):
    """What a driver raises, with its result code."""

    def __init__(self, code: int | None) -> None:
        super().__init__("something")
        if code is not None:
            self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        (sqlite3.SQLITE_FULL, DiskFullError, "no room left"),
        (sqlite3.SQLITE_CORRUPT, CorruptDatabaseError, "damaged"),
        (sqlite3.SQLITE_CORRUPT_INDEX, CorruptDatabaseError, "damaged"),
        (sqlite3.SQLITE_NOTADB, CorruptDatabaseError, "no database"),
        (sqlite3.SQLITE_BUSY, StorageError, "busy for too long"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageError, "busy for too long"),
        (sqlite3.SQLITE_LOCKED, StorageError, "locked"),
        (sqlite3.SQLITE_READONLY, StorageError, "may not be written"),
        (sqlite3.SQLITE_PERM, StorageError, "may not be opened"),
        (sqlite3.SQLITE_CANTOPEN, StorageError, "cannot be opened"),
        (sqlite3.SQLITE_IOERR_WRITE, StorageError, "refused to read or write"),
        (sqlite3.SQLITE_ERROR, StorageError, "could not do it"),
        (None, StorageError, "could not do it"),
    ],
)
def test_every_code_has_its_words(
    tmp_path: Path, code: int | None, kind: type[StorageError], said: str
) -> None:
    error = failures.explain(Complaint(code), tmp_path / "w.db")
    assert type(error) is kind
    assert said in error.what
    assert error.where == str(tmp_path / "w.db")
    assert error.hint


def test_a_failing_write_on_a_full_disk_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "_FULL", 2**62)
    error = failures.explain(Complaint(sqlite3.SQLITE_IOERR_WRITE), tmp_path / "w.db")
    assert type(error) is DiskFullError
    elsewhere = failures.explain(Complaint(sqlite3.SQLITE_IOERR_READ), tmp_path / "no" / "w.db")
    assert type(elsewhere) is StorageError


def test_the_driver_s_own_errors_are_told_too(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught, failures.told(tmp_path / "w.db"):
        raise driver.OperationalError("disk on fire")
    assert "disk on fire" in str(caught.value)
    assert isinstance(caught.value.__cause__, driver.Error)


def test_a_corrupt_file_s_message_names_the_newest_copy(tmp_path: Path) -> None:
    for stamp in ("20260101T000000Z", "20260301T000000Z"):
        (tmp_path / f"w.backup-{stamp}-0001.db").touch()
    assert "w.backup-20260301T000000Z-0001.db" in failures.corrupt(tmp_path / "w.db").hint
