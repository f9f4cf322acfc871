"""Opening a workspace: who is working, and the starter glossaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.test_schema import later
from workbench.services import glossary
from workbench.services.workspace import Workspace
from workbench.storage.database import Database


def test_the_user_is_given_or_known_to_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(tmp_path / "w.db", user="LW") as ws:
        assert ws.user == "LW"
    monkeypatch.setenv("LOGNAME", "login")
    with Workspace.open(tmp_path / "w.db") as ws:
        assert ws.user == "login"
    monkeypatch.setenv("WORKBENCH_USER", "environment")
    with Workspace.open(tmp_path / "w.db") as ws:
        assert ws.user == "environment"


def test_no_name_for_the_user_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    with Workspace.open(tmp_path / "w.db") as ws:
        assert ws.user == "unknown"


def test_the_starter_glossaries_are_there_at_once(ws: Workspace) -> None:
    terms = glossary.listing(ws)
    assert len(terms) > 400
    assert glossary.get(ws, "世界贸易组织").preferred == "World Trade Organization"
    assert {term.domain for term in terms} >= {"diplomacy", "economics-and-trade"}


def test_a_removed_starter_term_stays_removed(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "w.db") as ws:
        count = len(glossary.listing(ws))
        glossary.remove(ws, "世界贸易组织")
    with Workspace.open(tmp_path / "w.db") as ws:
        assert len(glossary.listing(ws)) == count - 1


def test_a_new_starter_glossary_adds_only_what_the_user_has_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "one.csv").write_text("source,target\n港口,port\n", encoding="utf-8")
    monkeypatch.setattr("workbench.services.starters.shipped", lambda _name: folder)
    with Workspace.open(tmp_path / "w.db") as ws:
        glossary.add(ws, "码头", "wharf")
    (folder / "two.csv").write_text("source,target\n码头,dock\n集卡,truck\n", encoding="utf-8")
    with Workspace.open(tmp_path / "w.db") as ws:
        found = {term.source: term.preferred for term in glossary.listing(ws)}
        assert found == {"港口": "port", "码头": "wharf", "集卡": "truck"}
        assert glossary.get(ws, "集卡").created_by == "workbench"


def test_an_upgrade_is_told_with_the_place_of_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.db"
    with Workspace.open(path) as ws:
        assert ws.notices == ()
    opened = Database.open(path, migrations=later(tmp_path))
    ws = Workspace(opened, "LW")
    assert str(opened.backup) in ws.notices[0]
    ws.close()
