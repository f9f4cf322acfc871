"""Where a database is: files, servers, and addresses that never show a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import UsageError
from workbench.storage.places import Server, locate


def test_the_location_comes_from_the_call_the_environment_or_the_user(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert locate(tmp_path / "a.db") == tmp_path / "a.db"
    assert locate(f"sqlite:///{tmp_path}/b.db") == tmp_path / "b.db"
    assert locate("~/c.db") == own_home / "c.db"
    assert str(locate(None)).startswith(str(own_home))
    monkeypatch.setenv("WORKBENCH_DB", str(tmp_path / "d.db"))
    assert locate(None) == tmp_path / "d.db"
    monkeypatch.setenv("WORKBENCH_DB", "postgresql://me@host/memory")
    assert locate(None) == Server("postgresql://me@host/memory")


def test_another_kind_of_server_is_refused_without_showing_its_password() -> None:
    with pytest.raises(UsageError, match="not on mysql") as caught:
        locate("mysql://me:secret@host/memory")
    assert "secret" not in str(caught.value)
    assert "host/memory" in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_is_known_by_any_of_its_names(scheme: str) -> None:
    assert locate(f"{scheme}://host/memory") == Server("postgresql://host/memory")


@pytest.mark.parametrize(
    ("url", "shown", "name"),
    [
        ("postgresql://me:se%40cret@host:5433/team", "postgresql://me@host:5433/team", "team"),
        ("postgresql://host/a?password=secret", "postgresql://host/a", "a"),
        (
            "postgresql://me:secret@/a%20b?host=/run/pg&sslmode=require",
            "postgresql://me@/a%20b?host=/run/pg&sslmode=require",
            "a b",
        ),
        ("postgresql://me:secret@one,two:99/x", "postgresql://me@one,two:99/x", "x"),
        ("postgresql:///", "postgresql:///", ""),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str, name: str) -> None:
    server = locate(url)
    assert isinstance(server, Server)
    assert (str(server), server.name) == (shown, name)
    assert "secret" not in repr(server)
    assert locate(shown) == Server(shown)
