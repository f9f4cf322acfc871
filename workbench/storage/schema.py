"""Brings a database to this version's tables, or refuses it, before anything else happens.

The revision that a file has is read by hand: Alembic costs 0.4 s to import and is needed only when
there is something to do. A new file gets its tables through the same revisions as an old one. An
old one is copied beside itself first; all revisions run in one transaction, so that a failing one
leaves the file as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from workbench.errors import NewerDatabaseError, StorageError
from workbench.storage import backups
from workbench.storage.failures import corrupt

_SCRIPTS: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migrations:
    """The revisions that this version knows.

    Attributes:
        revisions: their names, oldest first; the last one is what the code expects.
        folders: where their scripts lie.
    """

    revisions: tuple[str, ...]
    folders: tuple[Path, ...]

    @property
    def head(self) -> str:
        """The revision that the code expects."""
        return self.revisions[-1]


SHIPPED: Final = Migrations(("0001", "0002", "0003", "0004"), (_SCRIPTS / "versions",))


def prepare(engine: Engine, path: Path, migrations: Migrations) -> Path | None:
    """Create or upgrade the tables where that is due.

    Args:
        engine: one whose transactions take the write lock at once.
        path: the database file, for messages and for the backup beside it.
        migrations: the revisions to bring it to.

    Returns:
        The backup that was made, None if no upgrade was due.

    Raises:
        NewerDatabaseError: the file has a revision that is not known here.
        CorruptDatabaseError: the file is damaged.
        StorageError: the file is a database of something else.
    """
    with engine.connect() as connection:
        found = revision(connection, path)
    if found == migrations.head:
        return None
    if found is not None and found not in migrations.revisions:
        raise NewerDatabaseError(
            f"the database was written by a newer version of the workbench (revision {found})",
            where=str(path),
            hint="Install the newer version, or name another database with --db.",
        )
    copy = None if found is None else backups.make(engine, path, found)
    _upgrade(engine, path, migrations)
    return copy


def revision(connection: Connection, path: Path) -> str | None:
    """Return the revision of the open database, None for an empty one."""
    tables = set(
        connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    )
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StorageError(
            "this is a database, but not one of the workbench",
            where=str(path),
            hint="Name another file with --db.",
        )
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().first()
    return None if found is None else str(found)


def _upgrade(engine: Engine, path: Path, migrations: Migrations) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _plain(_SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_plain, migrations.folders)))
    with engine.connect() as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, migrations.head)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise corrupt(path)
        finally:
            _foreign_keys(connection, on=True)


def _plain(path: Path) -> str:
    """A path as a value of a configuration that gives `%` a meaning."""
    return str(path).replace("%", "%%")


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch the keys outside of any transaction: within one SQLite ignores it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
