"""The models through the service, and a real draft from the model that ships along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.conftest import MakeDocument
from workbench.core.status import Origin
from workbench.errors import ModelDirectoryError, ModelNotInstalledError, UsageError
from workbench.services import engines
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


def test_the_embedded_model_is_always_there() -> None:
    entries = {entry.name: entry for entry in engines.catalogue()}
    assert entries["embedded"].installed
    assert not entries["opus-mt-zh-en"].installed


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
