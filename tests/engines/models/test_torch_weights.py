"""Torch files are looked at without torch, and nothing in them is ever run."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import tempfile
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from workbench.engines.loading import load
from workbench.engines.models.directory import examine
from workbench.engines.models.torch_weights import UnsafeWeightsError, WeightsError, shapes
from workbench.engines.transformers_engine import load_model
from workbench.errors import EngineError, ModelDirectoryError

LAYOUTS = pytest.mark.parametrize("zipped", [True, False], ids=["archive", "row of pickles"])


class Trap:
    """What unpickles into a command that leaves a file behind."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, (f"touch {self.trace}",)


def _save(table: object, path: Path, *, zipped: bool) -> None:
    torch.save(table, path, _use_new_zipfile_serialization=zipped)


@pytest.fixture
def tensors(copied: Path) -> dict[str, torch.Tensor]:
    """The model's tensors; its directory is left without weights."""
    loaded: dict[str, torch.Tensor] = load_file(copied / "model.safetensors")
    (copied / "model.safetensors").unlink()
    return loaded


@LAYOUTS
def test_the_shapes_are_those_that_torch_sees(
    copied: Path, tensors: dict[str, torch.Tensor], zipped: bool
) -> None:
    weights = copied / "pytorch_model.bin"
    _save(tensors, weights, zipped=zipped)
    assert shapes(weights) == {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    assert examine(copied).weights == weights


@LAYOUTS
def test_shared_tensors_and_parameters_are_known_too(tmp_path: Path, zipped: bool) -> None:
    whole = torch.zeros(4, 6)
    table = {"a": whole, "b": whole[1:3], "c": torch.nn.Parameter(torch.zeros(2))}
    _save(table, tmp_path / "w.bin", zipped=zipped)
    assert shapes(tmp_path / "w.bin") == {"a": (4, 6), "b": (2, 6), "c": (2,)}


@LAYOUTS
@pytest.mark.parametrize("kept", [3, 700, -1])
def test_weights_cut_short_are_noticed(
    copied: Path, tensors: dict[str, torch.Tensor], zipped: bool, kept: int
) -> None:
    weights = copied / "pytorch_model.bin"
    _save(tensors, weights, zipped=zipped)
    weights.write_bytes(weights.read_bytes()[:kept])
    with pytest.raises(ModelDirectoryError, match="damaged or cut short"):
        examine(copied)


@LAYOUTS
def test_a_pickle_that_would_run_something_is_refused_and_not_run(
    copied: Path, tensors: dict[str, torch.Tensor], tmp_path: Path, zipped: bool
) -> None:
    trace = tmp_path / "trace"
    _save({**tensors, "extra": Trap(trace)}, copied / "pytorch_model.bin", zipped=zipped)
    with pytest.raises(ModelDirectoryError, match=r"not only weights.*would run .*system"):
        examine(copied)
    with pytest.raises(ModelDirectoryError):
        load(str(copied), backend="transformers")
    assert not trace.exists()


def test_the_reference_does_not_run_it_either(copied: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    (copied / "model.safetensors").unlink()
    torch.save({"extra": Trap(trace)}, copied / "pytorch_model.bin")
    with pytest.raises((pickle.UnpicklingError, EngineError)):
        load_model(copied)
    assert not trace.exists()


def test_a_bare_pickle_is_refused_and_not_run(tmp_path: Path) -> None:
    trace, path = tmp_path / "trace", tmp_path / "w.bin"
    path.write_bytes(pickle.dumps(Trap(trace)))
    with pytest.raises(UnsafeWeightsError, match="system"):
        shapes(path)
    assert not trace.exists()


@pytest.mark.parametrize("table", [[1, 2], {"a": 1}, {1: 2}])
@LAYOUTS
def test_a_pickle_that_is_no_weights_is_refused(
    tmp_path: Path, table: object, zipped: bool
) -> None:
    _save(table, tmp_path / "w.bin", zipped=zipped)
    with pytest.raises(WeightsError, match="it holds no t"):
        shapes(tmp_path / "w.bin")


@pytest.mark.parametrize("content", [b"<html>not found</html>", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_torch_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.bin").write_bytes(content)
    with pytest.raises(WeightsError, match="it is"):
        shapes(tmp_path / "w.bin")


def test_safetensors_are_preferred(copied: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    torch.save(Trap(trace), copied / "pytorch_model.bin")
    assert examine(copied).weights.name == "model.safetensors"
    assert load(str(copied), backend="transformers").translate(["我喜欢你。"])[0].text
    assert not trace.exists()


def test_weights_of_another_vocabulary_are_noticed(
    copied: Path, tensors: dict[str, torch.Tensor]
) -> None:
    tensors["model.shared.weight"] = tensors["model.shared.weight"][:-1].clone()
    torch.save(tensors, copied / "pytorch_model.bin")
    with pytest.raises(ModelDirectoryError, match=r"10,000 × 256, config\.json says 10,001 × 256"):
        examine(copied)


def test_a_layer_that_is_missing_is_noticed(copied: Path, tensors: dict[str, torch.Tensor]) -> None:
    for name in [name for name in tensors if name.startswith("model.encoder.layers.3.")]:
        del tensors[name]
    torch.save(tensors, copied / "pytorch_model.bin")
    with pytest.raises(ModelDirectoryError, match=r"3 encoder layers, config\.json says 4"):
        examine(copied)


def test_weights_of_no_marian_model_are_noticed(copied: Path) -> None:
    (copied / "model.safetensors").unlink()
    torch.save({"bert.weight": torch.zeros(2)}, copied / "pytorch_model.bin")
    with pytest.raises(ModelDirectoryError, match="not the weights of a Marian model"):
        examine(copied)


@LAYOUTS
@given(place=st.integers(0, 2000), byte=st.integers(0, 255))
def test_a_byte_gone_wrong_never_ends_in_a_crash(place: int, byte: int, zipped: bool) -> None:
    stream = io.BytesIO()
    table = {"a": torch.zeros(2, 3)}
    torch.save(table, stream, _use_new_zipfile_serialization=zipped)
    content = bytearray(stream.getvalue())
    content[place % len(content)] = byte
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "w.bin").write_bytes(content)
        with contextlib.suppress(WeightsError):
            assert all(isinstance(name, str) for name in shapes(Path(folder) / "w.bin"))
