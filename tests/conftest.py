"""Keeps the developer's machine out of every test: own home, own database, no network."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import postgresql as server
from workbench.storage.places import Place

# A deadline would assert a time, and the machine that runs the tests may be busy.
settings.register_profile("workbench", deadline=None)
settings.load_profile("workbench")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home, so that no configuration or database of the machine is seen."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "WORKBENCH_DB"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)
    # Converted models are shared between the tests of one run: converting is slow, and pure.
    cache = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        local = self.family == socket.AF_UNIX or str(address[0]) in {"127.0.0.1", "::1"}
        assert local, f"a test tried to reach {address!r}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[server.Cluster]:
    """A server for the whole run; only tests with the mark `peer("postgresql")` may use it."""
    with server.careless() as running:
        yield running


_BOTH = ["file", pytest.param("server", marks=pytest.mark.peer("postgresql"))]


@pytest.fixture(params=_BOTH)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place for a database: a file that is not there yet, and a server's that is as good as new.

    Whoever changes the tables there needs `empty_place`.
    """
    if request.param == "file":
        return tmp_path / "w.db"
    running: server.Cluster = request.getfixturevalue("postgresql")
    return running.shared()


@pytest.fixture(params=_BOTH)
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place where nobody has opened a database: no file, a server's without a table."""
    if request.param == "file":
        yield tmp_path / "w.db"
    else:
        running: server.Cluster = request.getfixturevalue("postgresql")
        made = running.database()
        yield made
        running.drop(made)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests whose peer is not on the machine, with the reason; in CI let them fail."""
    if os.environ.get("CI"):
        return
    for item in items:
        for mark in item.iter_markers("peer"):
            if not _is_here(mark.args[0]):
                item.add_marker(pytest.mark.skip(reason=f"{mark.args[0]} is not installed"))


def _is_here(peer: str) -> bool:
    if peer == "postgresql":
        return server.programs() is not None
    return shutil.which(peer) is not None
