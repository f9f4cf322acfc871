"""Brings a database to this version's tables, or refuses it, before anything else happens.

The revision that it has is read by hand: Alembic costs 0.4 s to import and is needed only when
there is something to do. A new database gets its tables through the same revisions as an old one;
all run in one transaction, so that a failing one leaves everything as it was. An old file is copied
beside itself first. A server's database is upgraded only where somebody asks for it: versions that
are older cannot use it any more, and its copies are for whoever keeps the server to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from workbench.errors import NewerDatabaseError, OlderDatabaseError, StorageError
from workbench.storage import backups
from workbench.storage.failures import corrupt
from workbench.storage.places import Place, Server

_SCRIPTS: Final = Path(__file__).parent / "migrations"
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_SERVER_TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_OWNER: Final = (
    "SELECT quote_ident(rolname) FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba"
    " WHERE datname = current_database() AND rolname <> current_user"
    " AND pg_has_role(datdba, 'MEMBER')"
)


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


SHIPPED: Final = Migrations(("0001", "0002", "0003", "0004", "0005"), (_SCRIPTS / "versions",))


def prepare(
    engines: tuple[Engine, Engine], place: Place, migrations: Migrations, *, upgrade: bool
) -> Path | None:
    """Create or upgrade the tables where that is due.

    Args:
        engines: what reads, and what takes the write lock at the start of each transaction.
        place: the database, for messages and for the backup beside a file.
        migrations: the revisions to bring it to.
        upgrade: whether a server's database of an older version is to be upgraded, or refused.

    Returns:
        The backup that was made, None if no upgrade was due.

    Raises:
        NewerDatabaseError: the database has a revision that is not known here.
        OlderDatabaseError: a server's has an old one, and nobody has said that it be upgraded.
        CorruptDatabaseError: the file is damaged.
        StorageError: it is a database of something else.
    """
    _, writer = engines
    with (engines[0] if isinstance(place, Server) else writer).connect() as connection:
        found = revision(connection, place)
    if found == migrations.head:
        return None
    if found is not None and found not in migrations.revisions:
        raise NewerDatabaseError(
            f"the database was written by a newer version of the workbench (revision {found})",
            where=str(place),
            hint="Install the newer version, or name another database with --db.",
        )
    if isinstance(place, Server):
        if found is not None and not upgrade:
            raise OlderDatabaseError(
                f"the team's database has revision {found}, this version of the workbench needs "
                f"{migrations.head}",
                where=str(place),
                hint="Agree with your colleagues: older versions cannot use it afterwards. Make a "
                "copy with pg_dump, then run `workbench upgrade`.",
            )
        _upgrade_server(writer, migrations)
        return None
    copy = None if found is None else backups.make(writer, place, found)
    _upgrade_file(writer, place, migrations)
    return copy


def revision(connection: Connection, place: Place) -> str | None:
    """Return the revision of the open database, None for an empty one."""
    query = _TABLES
    if isinstance(place, Server):
        from workbench.storage.postgresql import require_usable

        require_usable(connection, place)
        query = _SERVER_TABLES
    tables = set(connection.exec_driver_sql(query).scalars())
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StorageError(
            "this is a database, but not one of the workbench",
            where=str(place),
            hint="Name another one with --db.",
        )
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().first()
    return None if found is None else str(found)


def _upgrade_server(engine: Engine, migrations: Migrations) -> None:
    """Run the revisions, as the role that owns the database where the account is a member of it.

    So the tables belong to the team, whoever of it made them, and any of it can upgrade them.
    """
    with engine.connect() as connection, connection.begin():
        owner = connection.exec_driver_sql(_OWNER).scalars().first()
        if owner is not None:
            connection.exec_driver_sql(f"SET LOCAL ROLE {owner}")
        _run(connection, migrations)


def _upgrade_file(engine: Engine, path: Path, migrations: Migrations) -> None:
    with engine.connect() as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                _run(connection, migrations)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise corrupt(path)
        finally:
            _foreign_keys(connection, on=True)


def _run(connection: Connection, migrations: Migrations) -> None:
    """Run the revisions that the database is without, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _plain(_SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_plain, migrations.folders)))
    config.attributes["connection"] = connection
    command.upgrade(config, migrations.head)


def _plain(path: Path) -> str:
    """A path as a value of a configuration that gives `%` a meaning."""
    return str(path).replace("%", "%%")


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch the keys outside of any transaction: within one SQLite ignores it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
