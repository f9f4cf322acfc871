"""Broken model directories are refused before anything heavy opens them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from workbench.engines.directory import REQUIRED, examine
from workbench.errors import ModelDirectoryError


def test_the_embedded_model_is_whole(embedded: Path) -> None:
    found = examine(embedded)
    assert found.vocabulary == len(json.loads((embedded / "vocab.json").read_text("utf-8")))
    assert (found.positions, found.weights.name) == (512, "model.safetensors")
    assert found.beams > 1
    assert found.size < 30_000_000


@pytest.mark.parametrize("name", [*REQUIRED, "model.safetensors"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelDirectoryError, match=name) as caught:
        examine(copied)
    assert "missing" in caught.value.what
    assert caught.value.hint


@pytest.mark.parametrize("name", ["source.spm", "vocab.json", "model.safetensors"])
def test_an_empty_file_is_named(copied: Path, name: str) -> None:
    (copied / name).write_bytes(b"")
    with pytest.raises(ModelDirectoryError, match="empty"):
        examine(copied)


@pytest.mark.parametrize("kept", [4, 9, 500, 100_000])
def test_weights_cut_short_are_noticed(copied: Path, kept: int) -> None:
    weights = copied / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:kept])
    with pytest.raises(ModelDirectoryError, match="damaged or cut short"):
        examine(copied)


def test_weights_with_something_after_them_are_noticed(copied: Path) -> None:
    with (copied / "model.safetensors").open("ab") as stream:
        stream.write(b"more")
    with pytest.raises(ModelDirectoryError, match="should have"):
        examine(copied)


def test_a_pointer_instead_of_weights_is_explained(copied: Path) -> None:
    (copied / "model.safetensors").write_text("version https://git-lfs.example/v1\n")
    with pytest.raises(ModelDirectoryError, match="pointer"):
        examine(copied)


def test_torch_weights_need_the_end_of_their_archive(copied: Path) -> None:
    (copied / "model.safetensors").unlink()
    weights = copied / "pytorch_model.bin"
    with zipfile.ZipFile(weights, "w") as archive:
        archive.writestr("archive/data.pkl", b"x" * 1000)
    assert examine(copied).weights == weights
    weights.write_bytes(weights.read_bytes()[:-40])
    with pytest.raises(ModelDirectoryError, match="its end is missing"):
        examine(copied)
    weights.write_text("<html>not found</html>")
    with pytest.raises(ModelDirectoryError, match="no file of weights"):
        examine(copied)


def test_a_vocabulary_of_another_size_is_noticed(copied: Path) -> None:
    vocabulary = json.loads((copied / "vocab.json").read_text("utf-8"))
    vocabulary.pop("<unk>")
    (copied / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    with pytest.raises(ModelDirectoryError, match="pieces"):
        examine(copied)


def test_another_kind_of_model_is_refused(copied: Path) -> None:
    (copied / "config.json").write_text('{"model_type": "bert"}')
    with pytest.raises(ModelDirectoryError, match="'bert', not a Marian model"):
        examine(copied)


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_configuration_that_is_no_object_is_refused(copied: Path, text: str) -> None:
    (copied / "config.json").write_text(text)
    with pytest.raises(ModelDirectoryError, match="no JSON"):
        examine(copied)


def test_no_directory_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModelDirectoryError, match="no such model directory"):
        examine(tmp_path / "nowhere")
