"""A database that a team shares on a server: who may do what, upgrades, failures, durability."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from tests import postgresql as server
from tests.postgresql import Cluster
from tests.storage.test_schema import later
from workbench.errors import (
    NewerDatabaseError,
    OlderDatabaseError,
    ServerError,
    StorageError,
    UsageError,
)
from workbench.services.workspace import Workspace
from workbench.storage import settings
from workbench.storage.database import Database, is_there
from workbench.storage.places import Server
from workbench.storage.schema import SHIPPED

pytestmark = pytest.mark.peer("postgresql")

_NUMBERS = count(1)


@pytest.fixture
def shared(postgresql: Cluster) -> Iterator[Server]:
    """A server's database that was opened once before."""
    made = postgresql.ready()
    yield made
    postgresql.drop(made)


@pytest.fixture
def empty(postgresql: Cluster) -> Iterator[Server]:
    """A server's database without a table."""
    made = postgresql.database()
    yield made
    postgresql.drop(made)


def put(database: Database, key: str, value: str) -> None:
    with database.transaction() as session:
        settings.put(session, key, value)


def get(database: Database, key: str) -> str | None:
    with database.reading() as session:
        return settings.get(session, key)


def shown(database: Database, name: str) -> str:
    with database.reading() as session:
        return str(session.execute(text(f"SHOW {name}")).scalar_one())


def test_the_first_to_open_an_empty_database_makes_its_tables(empty: Server) -> None:
    assert not is_there(empty)
    with Database.open(empty) as database:
        assert database.backup is None
        put(database, "a", "1")
    assert is_there(empty)
    with Database.open(str(empty)) as database:
        assert get(database, "a") == "1"


def test_connections_are_durable_in_utc_and_do_not_wait_forever(
    postgresql: Cluster, shared: Server
) -> None:
    for careless in ("synchronous_commit = off", "timezone = 'Asia/Shanghai'"):
        postgresql.run(f"ALTER DATABASE {shared.name} SET {careless}")
    with Database.open(shared) as database:
        assert shown(database, "synchronous_commit") == "on"
        assert shown(database, "timezone") == "UTC"
        assert shown(database, "lock_timeout") == "15s"
        assert shown(database, "application_name") == "workbench"


def test_a_writer_who_falls_asleep_is_let_go_but_no_reader(shared: Server) -> None:
    with Database.open(shared) as database:
        with database.transaction() as session:
            query = text("SHOW idle_in_transaction_session_timeout")
            assert session.execute(query).scalar_one() == "5min"
        assert shown(database, "idle_in_transaction_session_timeout") == "0"


def test_a_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'psycopg\[binary\]'"):
        Database.open("postgresql://me@host/team")


def test_a_stricter_server_stays_strict(postgresql: Cluster, shared: Server) -> None:
    postgresql.run(f"ALTER DATABASE {shared.name} SET synchronous_commit = remote_apply")
    with Database.open(shared) as database:
        assert shown(database, "synchronous_commit") == "remote_apply"


def test_a_reader_cannot_write(shared: Server) -> None:
    with Database.open(shared) as database:
        with pytest.raises(StorageError, match="takes no changes"), database.reading() as session:
            settings.put(session, "a", "1")
        put(database, "a", "2")  # the connection is as it was
        assert get(database, "a") == "2"


def test_an_older_database_waits_until_somebody_upgrades_it(shared: Server, tmp_path: Path) -> None:
    with Database.open(shared) as database:
        put(database, "a", "1")
    with pytest.raises(OlderDatabaseError, match=r"pg_dump.*workbench upgrade") as caught:
        Database.open(shared, migrations=later(tmp_path))
    assert SHIPPED.head in caught.value.what
    Database.open(shared).close()
    with Database.open(shared, migrations=later(tmp_path), upgrade=True) as database:
        assert database.backup is None
        assert get(database, "a") == "1"
    with pytest.raises(NewerDatabaseError, match="newer version"):
        Database.open(shared)
    with pytest.raises(NewerDatabaseError, match="newer version"):
        Database.open(shared, upgrade=True)


def test_a_failing_upgrade_leaves_everything_as_it_was(shared: Server, tmp_path: Path) -> None:
    broken = later(tmp_path, 'op.execute("DROP TABLE no_such_table")')
    with pytest.raises(StorageError, match="no_such_table"):
        Database.open(shared, migrations=broken, upgrade=True)
    with Database.open(shared) as database, database.reading() as session:
        found = session.execute(text("SELECT to_regclass('novelty')")).scalar_one()
        assert found is None


def test_a_database_of_something_else_is_refused(postgresql: Cluster, empty: Server) -> None:
    postgresql.run("CREATE TABLE recipes (name text)", empty.name)
    with pytest.raises(StorageError, match="not one of the workbench"):
        Database.open(empty)


def test_a_database_that_cannot_hold_chinese_is_refused(postgresql: Cluster) -> None:
    postgresql.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StorageError, match=r"LATIN1.*createdb --encoding UTF8"):
        Database.open(postgresql.server("latin"))


def test_a_name_that_the_server_does_not_know_is_told(postgresql: Cluster) -> None:
    with pytest.raises(ServerError, match="no database of this name"):
        Database.open(postgresql.server("nowhere"))
    with pytest.raises(ServerError, match="no account of this name"):
        Database.open(postgresql.server("ready", "nobody"))


def test_a_server_that_does_not_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="no database server answers"):
        Database.open(Server(f"postgresql://me@/team?host={tmp_path}"))


@pytest.fixture
def team(postgresql: Cluster) -> tuple[Server, Server]:
    """A database that a role owns, as two of its members see it."""
    number = next(_NUMBERS)
    role, members = f"team{number}", (f"lw{number}", f"hm{number}")
    postgresql.run(f"CREATE ROLE {role} NOLOGIN")
    for member in members:
        postgresql.run(f"CREATE ROLE {member} LOGIN IN ROLE {role}")
    postgresql.run(f"CREATE DATABASE {role} TEMPLATE template0 ENCODING 'UTF8' OWNER {role}")
    return postgresql.server(role, members[0]), postgresql.server(role, members[1])


def test_what_one_of_a_team_makes_is_the_team_s(
    team: tuple[Server, Server], tmp_path: Path
) -> None:
    one, two = team
    with Workspace.open(one, user="LW") as ws:
        put(ws.database, "a", "1")
    with Workspace.open(two, user="HM") as ws:
        put(ws.database, "a", "2")
    with Database.open(two, migrations=later(tmp_path), upgrade=True) as database:
        assert get(database, "a") == "2"
    with Database.open(one, migrations=later(tmp_path)) as database:
        put(database, "a", "3")


def test_a_stranger_may_do_nothing_and_is_told_whom_to_ask(
    postgresql: Cluster, team: tuple[Server, Server]
) -> None:
    name = team[0].name
    postgresql.run(f"CREATE ROLE {name}_stranger LOGIN")
    with pytest.raises(StorageError, match=r"may not do this.*Ask whoever keeps the server"):
        Database.open(postgresql.server(name, f"{name}_stranger"))
    Database.open(team[0]).close()
    with pytest.raises(StorageError, match="may not do this"):
        Database.open(postgresql.server(name, f"{name}_stranger"))


def test_who_may_only_read_can_read(postgresql: Cluster, team: tuple[Server, Server]) -> None:
    name = team[0].name
    with Workspace.open(team[0], user="LW") as ws:
        put(ws.database, "a", "1")
    postgresql.run(f"CREATE ROLE {name}_reader LOGIN IN ROLE pg_read_all_data")
    with Workspace.open(postgresql.server(name, f"{name}_reader"), user="R") as ws:
        assert get(ws.database, "a") == "1"
        with pytest.raises(StorageError, match="may not do this"):
            put(ws.database, "a", "2")


def test_a_database_kept_busy_is_told(shared: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.storage.postgresql.BUSY_SECONDS", 0.05)
    with Database.open(shared) as one, Database.open(shared) as two:
        with one.transaction() as session:
            settings.put(session, "a", "1")
            assert get(two, "a") is None  # readers wait for nobody
            with pytest.raises(StorageError, match="busy for too long"):
                put(two, "a", "1")
        put(two, "a", "1")


def test_a_connection_that_broke_is_told_and_the_next_one_works(
    postgresql: Cluster, shared: Server
) -> None:
    with Database.open(shared) as database:
        put(database, "a", "1")
        _end_sessions(postgresql, shared)
        with pytest.raises(ServerError, match="what was not acknowledged is not stored"):
            put(database, "a", "2")
        assert get(database, "a") == "1"


def test_a_connection_that_lay_idle_is_tried_first(
    postgresql: Cluster, shared: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Database.open(shared) as database:
        put(database, "a", "1")
        _end_sessions(postgresql, shared)
        monkeypatch.setattr("workbench.storage.postgresql._IDLE_SECONDS", 0)
        put(database, "a", "2")
        assert get(database, "a") == "2"


def test_a_connection_that_comes_back_late_is_ended(postgresql: Cluster, shared: Server) -> None:
    with Database.open(shared) as database:
        reading = database.reading()
        settings.get(reading.__enter__(), "a")
    reading.__exit__(None, None, None)
    left = postgresql.run(
        f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{shared.name}'"
        " AND pg_sleep(0.1) IS NOT NULL"
    )
    assert left == [(0,)]


def _end_sessions(postgresql: Cluster, place: Server) -> None:
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
    postgresql.run(f"{query}'{place.name}'")


HOLD = """
import sys, time
from workbench.storage import settings
from workbench.storage.database import Database
database = Database.open(sys.argv[1])
with database.transaction() as session:
    settings.put(session, "a", "half")
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_killed_writer_is_free_and_its_step_is_not_there(shared: Server) -> None:
    command = [sys.executable, "-c", HOLD, shared.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        other.kill()
    with Database.open(shared) as database:
        assert get(database, "a") is None
        put(database, "a", "1")


ACKNOWLEDGE = """
import sys
from itertools import count
from workbench.errors import WorkbenchError
from workbench.storage import settings
from workbench.storage.database import Database
database = Database.open(sys.argv[1])
try:
    for number in count():
        with database.transaction() as session:
            settings.put(session, str(number), "x")
        print(number, flush=True)
except WorkbenchError as error:
    sys.exit(f"ours: {error}")
"""


def test_a_server_that_stops_dead_has_kept_what_it_acknowledged() -> None:
    with server.cluster() as running:
        place = running.database()
        Database.open(place).close()
        command = [sys.executable, "-c", ACKNOWLEDGE, place.url]
        with subprocess.Popen(command, stdout=-1, stderr=-1, text=True) as client:
            assert client.stdout is not None
            assert client.stderr is not None
            numbers = [client.stdout.readline() for _ in range(20)]
            time.sleep(0.1)
            running.stop()
            numbers += client.stdout.readlines()
            assert client.stderr.read().startswith("ours: ")
        again = server.start(running.folder)
        try:
            with Database.open(place) as database:
                assert all(get(database, number.strip()) == "x" for number in numbers)
        finally:
            again.stop()
