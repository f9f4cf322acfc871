"""The doctor tells what is well and what is ill, and never fails itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

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
    assert [fact for fact in found.values() if not fact.ok] == []
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
    with closing(driver.connect(ws.location)) as careless:  # where foreign keys are off
        careless.execute("DELETE FROM paragraph")
        careless.commit()
    found = facts(ws.location)
    assert not found["integrity"].ok
    assert "rows point to rows that are not there" in found["integrity"].detail


def test_a_unit_that_the_concordance_misses_is_ill(
    ws: Workspace, make_document: MakeDocument
) -> None:
    editing.confirm(ws, make_document().segments[0].id, "The port was busy.")
    with ws.database.transaction() as session:
        session.execute(text("DELETE FROM unit"))
    assert not facts(ws.location)["concordance"].ok


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


def test_a_little_room_is_ill(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LITTLE", 2**62)
    assert not facts(ws.location)["disk"].ok
