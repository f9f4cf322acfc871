"""Tables and their migrations: they agree, old files are upgraded, newer ones refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

import workbench.storage
from tests.postgresql import address
from workbench.errors import CorruptDatabaseError, NewerDatabaseError, StorageError
from workbench.storage import settings
from workbench.storage.database import Database
from workbench.storage.driver import driver
from workbench.storage.places import Place, Server
from workbench.storage.schema import SHIPPED, Migrations
from workbench.storage.tables import Base

SCRIPTS = Path(workbench.storage.__file__).parent / "migrations"

NEXT = '''
"""A revision of some later version."""
from alembic import op
revision = "next"
down_revision = "{head}"
def upgrade() -> None:
    """Add a table."""
    op.execute("CREATE TABLE novelty (id INTEGER PRIMARY KEY)")
    {more}
'''


def later(tmp_path: Path, more: str = "pass") -> Migrations:
    """What a later version would know."""
    folder = tmp_path / "100% later"
    folder.mkdir(exist_ok=True)
    (folder / "next.py").write_text(NEXT.format(head=SHIPPED.head, more=more))
    return Migrations((*SHIPPED.revisions, "next"), (*SHIPPED.folders, folder))


def test_models_and_migrations_agree(empty_place: Place) -> None:
    Database.open(empty_place).close()
    scheme = "postgresql+psycopg" if isinstance(empty_place, Server) else "sqlite"
    url = address(empty_place).removeprefix("postgresql:")
    engine = create_engine(f"{scheme}:{url}" if url.startswith("//") else f"{scheme}:///{url}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_revisions_known_are_those_of_the_scripts() -> None:
    scripts = ScriptDirectory(str(SCRIPTS))
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == SHIPPED.revisions
    assert scripts.get_current_head() == SHIPPED.head


def test_an_old_database_is_copied_and_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with Database.open(path) as database:
        assert database.backup is None
        with database.transaction() as session:
            settings.put(session, "a", "1")
    with Database.open(path, migrations=later(tmp_path)) as database:
        copy = database.backup
        with database.reading() as session:
            assert settings.get(session, "a") == "1"
            assert session.execute(text("SELECT count(*) FROM novelty")).scalar_one() == 0
    assert copy is not None
    assert copy.parent == tmp_path
    assert SHIPPED.head in copy.name
    with Database.open(copy) as database, database.reading() as session:
        assert settings.get(session, "a") == "1"
    assert list(tmp_path.glob("*.part")) == []


def test_an_upgraded_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    Database.open(path).close()
    Database.open(path, migrations=later(tmp_path)).close()
    with Database.open(path, migrations=later(tmp_path)) as database:
        assert database.backup is None


def test_a_failing_upgrade_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with Database.open(path) as database, database.transaction() as session:
        settings.put(session, "a", "1")
    with pytest.raises(StorageError, match="no_such_table"):
        Database.open(path, migrations=later(tmp_path, 'op.execute("DROP TABLE no_such_table")'))
    with Database.open(path) as database, database.reading() as session:
        assert settings.get(session, "a") == "1"
        found = session.execute(text("SELECT name FROM sqlite_master WHERE name = 'novelty'"))
        assert found.first() is None


def test_an_upgrade_that_would_lose_a_row_s_owner_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    Database.open(path).close()
    orphan = "INSERT INTO termtarget (term_id, rank, text, status) VALUES (7, 0, 'x', 'preferred')"
    with pytest.raises(CorruptDatabaseError, match=r"newest copy is w\.backup"):
        Database.open(path, migrations=later(tmp_path, f'op.execute("{orphan}")'))
    Database.open(path).close()


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    Database.open(path, migrations=later(tmp_path)).close()
    before = path.read_bytes()
    with pytest.raises(NewerDatabaseError, match="newer version"):
        Database.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*backup*")) == []


def test_the_copy_holds_what_is_still_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    reader = Database.open(path)  # keeps the log from being folded into the file
    with reader.transaction() as session:
        settings.put(session, "a", "1")
    with Database.open(path, migrations=later(tmp_path)) as database:
        assert database.backup is not None
        copy = driver.connect(database.backup)
        assert copy.execute("SELECT value FROM setting WHERE key = 'a'").fetchall() == [("1",)]
        copy.close()
    reader.close()


OPEN = """
import sys
from workbench.storage.database import Database
from workbench.storage.driver import driver
from workbench.storage.places import Place, Server
Database.open(sys.argv[1]).close()
print(*sorted(set(sys.modules) & {"alembic", "numpy", "mako"}))
"""


def test_opening_imports_alembic_only_where_it_is_due(tmp_path: Path) -> None:
    def opened() -> str:
        command = [sys.executable, "-c", OPEN, str(tmp_path / "w.db")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "alembic" in opened()
    assert opened().split() == []
