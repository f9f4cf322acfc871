"""Which SQLite works for us: the interpreter's own, or a younger one where that one is at fault.

SQLite 3.7.0 to 3.51.2 can damage a database in write-ahead mode when a checkpoint races with a
commit (the “WAL-reset bug”, fixed in 3.51.3). Many systems ship such a version; the package
`pysqlite3` brings a sound one along and is used where it is installed and needed.

Never open the user's database by another SQLite in the same process, not even to look at it: POSIX
locks belong to the process, so the two do not see each other's, and closing one lets go of both.
"""

from __future__ import annotations

import importlib
import sqlite3
from types import ModuleType
from typing import Final

SOUND: Final = (3, 51, 3)
"""The first version of SQLite without the bug."""


def _choose() -> ModuleType:
    if sqlite3.sqlite_version_info >= SOUND:
        return sqlite3
    try:
        bundled = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3
    return bundled if bundled.sqlite_version_info > sqlite3.sqlite_version_info else sqlite3


driver: Final = _choose()
"""The DB-API module that every connection comes from."""

version: Final[str] = driver.sqlite_version
is_sound: Final[bool] = driver.sqlite_version_info >= SOUND
