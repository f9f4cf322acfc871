"""What was made aside is on the disk before it has its name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.engines.models.durable import put


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes that were flushed, in order; everything else goes on as usual."""
    found: list[int] = []
    fsync = os.fsync

    def noting(number: int) -> None:
        found.append(os.fstat(number).st_ino)
        fsync(number)

    monkeypatch.setattr(os, "fsync", noting)
    return found


def test_a_file_is_flushed_then_renamed_then_its_folder_is(
    tmp_path: Path, flushed: list[int]
) -> None:
    aside, target = tmp_path / "file.part", tmp_path / "file"
    aside.write_text("new")
    target.write_text("old")
    inode = aside.stat().st_ino
    assert put(aside, target) == target
    assert (target.read_text(), aside.exists()) == ("new", False)
    assert flushed == [inode, tmp_path.stat().st_ino]


def test_of_a_directory_every_file_is_flushed(tmp_path: Path, flushed: list[int]) -> None:
    aside = tmp_path / "model.part"
    aside.mkdir()
    for name in ("one", "two"):
        (aside / name).write_text(name)
    wanted = {path.stat().st_ino for path in (aside, aside / "one", aside / "two")}
    put(aside, tmp_path / "model")
    assert (tmp_path / "model" / "two").read_text() == "two"
    assert set(flushed[:-1]) == wanted
    assert flushed[-1] == tmp_path.stat().st_ino


def test_a_directory_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    for name in ("aside", "model"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    with pytest.raises(OSError, match="not empty"):
        put(tmp_path / "aside", tmp_path / "model")
    assert (tmp_path / "model" / "file").read_text() == "model"
