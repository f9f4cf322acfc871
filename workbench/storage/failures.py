"""What the database complains about, told to a person; here SQLite's complaints.

Every statement of the storage runs inside `told`: the driver's exceptions end there and ours come
out, with the file concerned and what to do next.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

from sqlalchemy.exc import DBAPIError

from workbench.errors import CorruptDatabaseError, DiskFullError, StorageError
from workbench.storage import backups
from workbench.storage.driver import driver
from workbench.storage.places import Place

_FULL: Final = 1 << 20
"""An I/O error with less room than this on the disk is called a full disk."""

_PRIMARY: Final = 0xFF  # the rest of a result code says more about it


@contextmanager
def told(place: Place) -> Iterator[None]:
    """Turn the database's exceptions in the block into ours.

    Raises:
        StorageError: or one of its kinds; see `workbench.errors`.
    """
    try:
        yield
    except DBAPIError as exc:
        raise explain(exc.orig, place) from exc
    except _driver_error(place) as exc:
        raise explain(exc, place) from exc


def _driver_error(place: Place) -> type[Exception]:
    """Return what the driver itself raises, where SQLAlchemy is not in between."""
    if isinstance(place, Path):
        return cast(type[Exception], driver.Error)
    import psycopg

    return psycopg.Error


def explain(error: BaseException | None, place: Place) -> StorageError:
    """Return our error for one of the driver's."""
    if isinstance(place, Path):
        return _explain(error, place)
    from workbench.storage import server_failures

    return server_failures.explain(error, place)


def _explain(error: BaseException | None, path: Path) -> StorageError:
    """Return our error for one of SQLite's, by its result code."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & _PRIMARY if isinstance(code, int) else sqlite3.SQLITE_ERROR
    if primary == sqlite3.SQLITE_FULL or (primary == sqlite3.SQLITE_IOERR and _is_full(path)):
        return DiskFullError(
            "there is no room left for the database; nothing of this step was stored",
            where=str(path),
            hint="Free some space, then do it again; what was stored before is safe.",
        )
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return corrupt(path)
    what, hint = _OTHERS.get(primary, _UNKNOWN)
    return StorageError(what.format(error=error), where=str(path), hint=hint)


def busy(error: BaseException) -> bool:
    """Say whether SQLite gave up because another process held a lock."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & _PRIMARY == sqlite3.SQLITE_BUSY


def corrupt(path: Path) -> CorruptDatabaseError:
    """Return the error for a file that is damaged or no database at all."""
    copies = backups.beside(path)
    found = f"The newest copy is {copies[-1].name}: move" if copies else "Move"
    return CorruptDatabaseError(
        "the file is damaged, or no database of the workbench",
        where=str(path),
        hint=f"{found} the damaged file away{' and put the copy here' if copies else ''}, or name "
        "another file with --db; `sqlite3 FILE .recover` may save what is in a damaged one.",
    )


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _FULL
    except OSError:
        return False


_UNKNOWN: Final = (
    "the database could not do it ({error})",
    "Run `workbench doctor`; if it finds nothing, please report this message.",
)
_OTHERS: Final = {
    sqlite3.SQLITE_BUSY: (
        "another process has kept the database busy for too long",
        "Wait until it has finished (an import, an upgrade), then do it again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "the database is locked by another step of this process",
        "Do it again; if it persists, please report it.",
    ),
    sqlite3.SQLITE_READONLY: (
        "the database may not be written",
        "Give yourself write permission on the file and its folder, or name another with --db.",
    ),
    sqlite3.SQLITE_PERM: (
        "the database may not be opened",
        "Give yourself permission on the file and its folder, or name another with --db.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened or created",
        "Check that its folder exists and that you may write there, or name another with --db.",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk refused to read or write ({error})",
        "Check the disk and its free space, then run `workbench doctor`.",
    ),
}
