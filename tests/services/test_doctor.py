"""The doctor tells what is well and what is ill, and never fails itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.postgresql import Cluster
from tests.services.conftest import MakeDocument
from workbench.engines.models import places
from workbench.errors import ModelDirectoryError
from workbench.services import doctor, editing
from workbench.services.workspace import Workspace
from workbench.storage.driver import driver
from workbench.storage.places import Place


def facts(location: Place) -> dict[str, doctor.Fact]:
    return {fact.name: fact for fact in doctor.examine(location)}


def test_a_sound_installation_is_well(ws: Workspace, make_document: MakeDocument) -> None:
    editing.confirm(ws, make_document().segments[0].id, "The port was busy.")
    found = facts(ws.location)
    ill = [fact.name for fact in found.values() if not fact.ok]
    # The tests' own server is told not to sync, which the doctor finds.
    assert ill == ([] if isinstance(ws.location, Path) else ["durability"])
    assert found["content"].detail.startswith("1 documents, 1 memory units, ")
    assert str(ws.location) in found["database"].detail
    assert "diplomacy" in found["starter glossaries"].detail
    assert found["model embedded"].ok


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    found = facts(tmp_path / "new.db")
    assert found["database"].ok
    assert "not there yet" in found["database"].detail
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_is_ill(tmp_path: Path) -> None:
    (tmp_path / "w.db").write_bytes(b"nonsense" * 1000)
    found = facts(tmp_path / "w.db")
    assert not found["database"].ok
    assert "Move the damaged file away" in found["database"].detail
    assert found["workbench"].ok


def test_a_row_that_points_nowhere_is_ill(ws: Workspace, make_document: MakeDocument) -> None:
    make_document()
    _delete_carelessly(ws.location)
    found = facts(ws.location)
    assert not found["integrity"].ok
    assert "rows point to rows that are not there" in found["integrity"].detail


def _delete_carelessly(place: Place) -> None:
    """Take paragraphs away as a program would that looks at no foreign key."""
    if isinstance(place, Path):
        with closing(driver.connect(place)) as careless:
            careless.execute("DELETE FROM paragraph")
            careless.commit()
    else:
        import psycopg

        with psycopg.connect(place.url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("DELETE FROM paragraph")


def test_a_unit_that_the_index_misses_is_ill(ws: Workspace, make_document: MakeDocument) -> None:
    editing.confirm(ws, make_document().segments[0].id, "The port was busy.")
    with ws.database.transaction() as session:
        session.execute(text("DELETE FROM unit"))
    assert not facts(ws.location)["memory index"].ok


def test_a_broken_model_is_ill(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ModelDirectoryError("vocab.json is truncated", hint="Install it again.")

    monkeypatch.setattr("workbench.services.engines.load", broken)
    fact = facts(ws.location)["engine"]
    assert not fact.ok
    assert "Install it again" in fact.detail


def test_an_installed_model_that_was_damaged_is_ill(ws: Workspace) -> None:
    folder = places.installed_models() / "mine"
    folder.mkdir(parents=True)
    fact = facts(ws.location)["model mine"]
    assert not fact.ok
    assert "config.json: the file is missing" in fact.detail


def test_a_little_room_is_ill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Workspace.open(tmp_path / "w.db").close()
    monkeypatch.setattr(doctor, "_LITTLE", 2**62)
    assert not facts(tmp_path / "w.db")["disk"].ok


@pytest.mark.peer("postgresql")
def test_a_server_is_looked_at(postgresql: Cluster) -> None:
    empty = postgresql.database()
    assert "not there yet" in facts(empty)["database"].detail
    Workspace.open(empty).close()
    found = facts(empty)
    assert found["server"].detail.startswith("PostgreSQL ")
    assert "fsync" in found["durability"].detail
    assert "pg_dump" in found["backups"].detail
    postgresql.drop(empty)
    gone = facts(empty)["database"]
    assert not gone.ok
    assert "no database of this name" in gone.detail
