"""The models through the service, and a real draft from the model that ships along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.model_files import copy_to, let_say
from tests.services.conftest import MakeDocument
from workbench.core.status import Origin
from workbench.engines.models import places
from workbench.engines.models.entries import State
from workbench.errors import ModelDirectoryError, ModelNotInstalledError, UsageError
from workbench.services import engines
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A directory with the embedded model's files."""
    return copy_to(tmp_path / "mine")


def test_the_embedded_model_is_always_there() -> None:
    entries = {entry.name: entry for entry in engines.catalogue()}
    assert entries["embedded"].installed
    assert entries["embedded"].in_use
    assert not entries["opus-mt-zh-en"].installed
    assert "Helsinki-NLP" in entries["opus-mt-zh-en"].author


def test_the_embedded_model_drafts(ws: Workspace, make_document: MakeDocument) -> None:
    engine = engines.load()
    assert engine.info.is_embedded
    document = make_document()
    drafted = Drafter(ws, engine).fill(document.id, [document.segments[2].id])
    assert [s.origin for s in drafted] == [Origin.MT]
    assert drafted[0].target.isascii()
    assert drafted[0].engine == engine.info.label
    assert "embedded" in drafted[0].engine


def test_converting_is_done_once() -> None:
    path = engines.convert("embedded")
    assert (path / "model.bin").is_file()
    assert engines.convert("embedded") == path


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        engines.load(backend="abacus")
    with pytest.raises(ModelNotInstalledError):
        engines.load("opus-mt-zh-en")
    with pytest.raises(UsageError):
        engines.remove("embedded")
    (tmp_path / "model").mkdir()
    with pytest.raises(ModelDirectoryError):
        engines.install(str(tmp_path / "model"))


def test_the_model_that_was_chosen_drafts_until_another_is_asked_for(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines.install("opus-mt-zh-en", source=copied)
    assert engines.load().info.name == "opus-mt-zh-en"
    assert engines.use("embedded") == "embedded"
    assert engines.load().info.name == "embedded"
    assert [e.name for e in engines.catalogue() if e.in_use] == ["embedded"]
    monkeypatch.setenv("WORKBENCH_ENGINE", "opus-mt-zh-en")
    assert engines.load().info.name == engines.in_use() == "opus-mt-zh-en"
    assert engines.load("embedded").info.name == "embedded"
    monkeypatch.delenv("WORKBENCH_ENGINE")
    assert engines.use_default() == "opus-mt-zh-en"


def test_a_model_that_is_removed_is_no_longer_in_use(copied: Path) -> None:
    engines.install(str(copied))
    engines.use("mine")
    engines.remove("mine")
    assert engines.in_use() == "embedded"
    assert engines.load().info.name == "embedded"


def test_a_directory_can_be_used_where_it_lies(copied: Path) -> None:
    assert engines.use(str(copied)) == str(copied.resolve())
    assert engines.load().info.name == "mine"
    (listed,) = [entry for entry in engines.catalogue() if entry.in_use]
    assert (listed.name, listed.installed) == (str(copied.resolve()), True)
    shutil.rmtree(copied)
    with pytest.raises(ModelDirectoryError, match="no such model directory"):
        engines.load()
    assert engines.use_default() == "embedded"


def test_what_cannot_draft_cannot_be_chosen(copied: Path) -> None:
    for name in ("opus-mt-zh-en", "no-such-model"):
        with pytest.raises(ModelNotInstalledError):
            engines.use(name)
    (copied / "target.spm").unlink()
    with pytest.raises(ModelDirectoryError):
        engines.use(str(copied))
    assert engines.in_use() == "embedded"


def test_a_model_of_another_direction_drafts_no_document(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_say(copied, source_language="en", target_language="zh")
    entry = engines.install(str(copied))
    assert (entry.source_language, entry.target_language) == ("en", "zh")
    for refused in (engines.load, engines.use):
        with pytest.raises(UsageError, match=r"translates en→zh.*Chinese into English"):
            refused("mine")
    monkeypatch.setenv("WORKBENCH_ENGINE", "mine")
    with pytest.raises(UsageError, match="translates en→zh"):
        engines.load()


def test_a_broken_manifest_and_a_broken_model_are_listed_as_what_they_are(copied: Path) -> None:
    engines.install(str(copied))
    (places.installed_models() / "mine" / "config.json").write_text("{")
    places.own_manifests().mkdir(parents=True)
    (places.own_manifests() / "wrong.toml").write_text("name = ")
    entries = {entry.name: entry for entry in engines.catalogue()}
    assert entries["mine"].state is entries["wrong"].state is State.DAMAGED
    assert "no JSON" in entries["mine"].notes[0]
    assert "no TOML" in entries["wrong"].notes[0]
    assert entries["embedded"].installed
