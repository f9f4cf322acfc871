"""A whole but tiny model directory to break, and the embedded model to translate with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.engines.models import places
from workbench.engines.models.directory import REQUIRED


@pytest.fixture
def embedded() -> Path:
    """The directory of the embedded model."""
    return places.shipped_models() / "embedded"


@pytest.fixture
def copied(embedded: Path, tmp_path: Path) -> Path:
    """A copy of the embedded model's files, to break or to install."""
    folder = tmp_path / "some-model"
    folder.mkdir()
    for name in (*REQUIRED, "model.safetensors"):
        shutil.copyfile(embedded / name, folder / name)
    return folder
