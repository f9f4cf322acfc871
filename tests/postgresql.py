"""A PostgreSQL server of the tests' own: made for one run of them, gone after it.

It listens on a socket in its own folder only, and forgets to sync: what a power cut leaves is
tested on a server that does. Tests that only put rows into a database share one, whose rows are
brought back before each (20 ms); the others have one of their own, copied from one that is ready.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from workbench.services.workspace import Workspace
from workbench.storage.places import Place, Server

_DEBIAN = "/usr/lib/postgresql/*/bin"  # not on anybody's PATH there
_ACCOUNT = "workbench"
_CARELESS = ("fsync=off", "full_page_writes=off")

# The server ends with whoever started it, even if that was killed: its input ends then.
_GUARD = '"$@" & server=$!; cat >/dev/null; kill -QUIT $server; wait $server'
_DISCONNECT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
_SAVE = """
CREATE SCHEMA saved;
CREATE TABLE saved.sequences AS SELECT sequencename, last_value FROM pg_sequences;
DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE saved.%I AS TABLE public.%I', t, t);
    END LOOP;
END $$
"""
_BRING_BACK = """
DO $$ DECLARE t text; BEGIN
    SET LOCAL session_replication_role = replica;  -- no foreign key is looked at
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%I SELECT * FROM saved.%I', t, t);
    END LOOP;
    PERFORM setval(sequencename::regclass, coalesce(last_value, 1), last_value IS NOT NULL)
        FROM saved.sequences;
END $$
"""


def programs() -> Path | None:
    """Return the folder of the server's programs, the newest of Debian's, None if there is none."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    versions = [path for path in Path("/").glob(_DEBIAN.lstrip("/")) if (path / "initdb").exists()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def address(place: Place) -> str:
    """Return a place as another process takes it."""
    return place.url if isinstance(place, Server) else str(place)


@dataclass
class Cluster:
    """A running server.

    Attributes:
        folder: where its socket and its data are.
        process: what guards it.
    """

    folder: Path
    process: subprocess.Popen[bytes]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _shared: Server | None = None

    def server(self, name: str, account: str = _ACCOUNT) -> Server:
        """Return the address of a database."""
        return Server(f"postgresql://{account}@/{name}?host={self.folder}")

    def run(self, statement: str, name: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as the account that may do all, outside of any transaction."""
        import psycopg

        with psycopg.connect(self.server(name).url, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def database(self, template: str = "template0") -> Server:
        """Make a database and return its address."""
        name = f"test{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.server(name)

    def ready(self) -> Server:
        """Make a database that has been opened before, so that opening it costs nothing."""
        if not self.run("SELECT 1 FROM pg_database WHERE datname = 'ready'"):
            self.run("CREATE DATABASE ready TEMPLATE template0 ENCODING 'UTF8'")
            Workspace.open(self.server("ready"), user="LW").close()
        return self.database("ready")

    def drop(self, place: Server) -> None:
        """Take a database away, whoever is still connected to it."""
        self.run(f"DROP DATABASE {place.name} WITH (FORCE)")

    def shared(self) -> Server:
        """Return the database that tests share, as it was when it had just been opened."""
        if self._shared is None:
            self._shared = self.ready()
            self.run(_SAVE, self._shared.name)
        self.run(_DISCONNECT.format(name=self._shared.name))
        self.run(_BRING_BACK, self._shared.name)
        return self._shared

    def stop(self) -> None:
        """End the server as a power cut would, and wait for it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


@contextmanager
def cluster(*settings: str) -> Iterator[Cluster]:
    """Make a server and run it for the block; the settings are as in its configuration file."""
    folder = Path(tempfile.mkdtemp(prefix="wb-pg-"))  # short: a socket's path has 107 bytes at most
    if (user := _user()) is not None:
        shutil.chown(folder, user)
    try:
        options = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        _call("initdb", "-D", f"{folder}/data", "-U", _ACCOUNT, *options)
        running = start(folder, *settings)
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder)


@contextmanager
def careless() -> Iterator[Cluster]:
    """Make a server that is fast, and lets a power cut damage it."""
    with cluster(*_CARELESS) as running:
        yield running


def start(folder: Path, *settings: str) -> Cluster:
    """Run the server whose data are in a folder, and wait until it answers."""
    given = [f"unix_socket_directories={folder}", "listen_addresses=", *settings]
    command = [_program("postgres"), "-D", f"{folder}/data", *(f"-c{one}" for one in given)]
    guarded = ["sh", "-c", _GUARD, "sh", *command]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            guarded, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=folder, user=_user()
        )
    running = Cluster(folder, process)
    _wait(running)
    return running


def _wait(running: Cluster) -> None:
    import psycopg

    for _ in range(600):
        try:
            running.run("SELECT 1")
        except psycopg.OperationalError:
            if running.process.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return
    raise TimeoutError((running.folder / "log").read_text())


def _call(program: str, *arguments: str) -> None:
    command = [_program(program), *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd="/", user=_user())


def _program(name: str) -> str:
    found = programs()
    assert found is not None, "PostgreSQL's server is not installed"
    return str(found / name)


def _user() -> str | None:
    """Return whom the server runs as: it refuses to be root's."""
    return "postgres" if os.geteuid() == 0 else None
