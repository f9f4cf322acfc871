"""The wheel works as well as the checkout: what ships is inside it, and is found there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the build back end that the environment has."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
         "-w", str(place), str(ROOT)],
        check=True,
    )  # fmt: skip
    (built,) = place.glob("*.whl")
    return built


def test_the_wheel_carries_what_ships(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "workbench/_data/glossaries/diplomacy.csv" in names
    assert "workbench/_data/models/embedded/model.safetensors" in names
    assert "workbench/_data/models/opus-mt-zh-en.toml" in names
    assert "workbench/py.typed" in names
    assert any(name.startswith("workbench/storage/migrations/versions/") for name in names)


def test_an_installed_wheel_drafts_a_document(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(place)
    text = tmp_path / "text.txt"
    text.write_text("双方同意扩大贸易。\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(place), "WORKBENCH_DB": str(tmp_path / "w.db")}

    def workbench(*arguments: str) -> str:
        script = "import sys; from workbench.cli.app import main; main()"
        return subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    assert str(place) in subprocess.run(
        [sys.executable, "-c", "import workbench; print(workbench.__file__)"],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    workbench("import", str(text))
    workbench("translate", "text.txt")
    assert "trade" in workbench("export", "text.txt")
    assert "世界贸易组织" in workbench("glossary", "find", "世界贸易组织")
