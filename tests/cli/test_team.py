"""Commands on a database that a team shares, and what they say of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, invoked
from tests.postgresql import Cluster
from tests.storage.test_schema import later
from workbench.storage.database import Database
from workbench.storage.places import Server

pytestmark = pytest.mark.peer("postgresql")

Team = Callable[..., Outcome]


@pytest.fixture
def team(postgresql: Cluster) -> Team:
    """Return a function that runs `workbench …` as LW or somebody else of a team."""
    place = postgresql.shared()

    def run(*arguments: str | Path, user: str = "LW") -> Outcome:
        return invoked(place.url, user, arguments)

    return run


def test_what_one_confirms_another_finds(team: Team, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(
        "source,target\n双方同意扩大贸易。,The two sides agreed to expand trade.\n", "utf-8"
    )
    assert team("tm", "import", path).code == 0
    found = team("tm", "search", "扩大贸易", user="HM")
    assert "The two sides agreed" in found.out
    assert team("tm", "lookup", "双方同意扩大贸易。", "--json", user="HM").json
    assert team("tm", "delete", "1", user="HM").code == 0
    assert team("tm", "search", "扩大贸易").out == ""
    assert "nothing to take back" in team("tm", "undo").err  # what HM did is HM's to undo
    assert team("tm", "undo", user="HM").code == 0
    assert "The two sides agreed" in team("tm", "search", "扩大贸易").out
    assert team("tm", "verify").code == 0
    out = tmp_path / "out.tmx"
    assert team("tm", "export", out).code == 0
    assert "双方同意扩大贸易。" in out.read_text("utf-8")


def test_a_document_is_imported_and_listed(team: Team, tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("会谈在上海举行。\n", encoding="utf-8")
    assert team("import", path).code == 0
    assert "talks.txt" in team("documents", user="HM").out


def test_an_older_database_is_refused_until_it_is_upgraded(
    postgresql: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = postgresql.ready()
    opening = partial(Database.open, migrations=later(tmp_path))
    monkeypatch.setattr("workbench.services.workspace.Database.open", opening)
    refused = invoked(place.url, "LW", ("documents",))
    assert refused.code == 2
    assert "workbench upgrade" in refused.err
    done = invoked(place.url, "LW", ("upgrade",))
    assert done.code == 0
    assert "is up to date" in done.err
    assert invoked(place.url, "LW", ("documents",)).code == 0
    postgresql.drop(place)


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    place = Server(f"postgresql://me:secret@/team?host={tmp_path}")
    refused = invoked(place.url, "LW", ("documents",))
    assert refused.code == 2
    assert "no database server answers" in refused.err
    assert "secret" not in refused.err + refused.out
