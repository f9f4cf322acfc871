"""Check a model directory before anything heavy opens it.

A broken download otherwise shows as a crash deep inside a library, or worse as nonsense on the
screen. Promises: what `examine` accepts has every file, whole weights, and a vocabulary of the size
that the weights have; each refusal names the file and says what to do.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import ModelDirectoryError

REQUIRED = (
    "config.json",
    "generation_config.json",
    "source.spm",
    "target.spm",
    "tokenizer_config.json",
    "vocab.json",
)
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""Either is enough; the first is preferred because it holds no code."""

_HINT = "Install the model again, or copy the missing file from where the model came from."
_ZIP_END = b"PK\x05\x06"
_POINTER = b"version https://git-lfs"


@dataclass(frozen=True, slots=True)
class ModelDirectory:
    """A directory that holds a whole Marian model.

    Attributes:
        path: the directory.
        weights: the file of weights in it.
        vocabulary: number of pieces, ``<pad>`` included.
        positions: the longest source or target, in pieces.
        beams: the beam size that the model's authors recommend.
        longest: the longest target, in pieces.
    """

    path: Path
    weights: Path
    vocabulary: int
    positions: int
    beams: int
    longest: int

    @property
    def files(self) -> list[Path]:
        """Every file that decides what the model says."""
        return [*(self.path / name for name in REQUIRED), self.weights]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.files)


def examine(path: Path) -> ModelDirectory:
    """Check the model in ``path``.

    Raises:
        ModelDirectoryError: it is not whole, or not a Marian model.
    """
    weights = _whole_files(path)
    config = _json(path / "config.json")
    if config.get("model_type") != "marian":
        raise ModelDirectoryError(
            f"this is a model of type {config.get('model_type')!r}, not a Marian model",
            where=str(path / "config.json"),
            hint="Choose the directory of an opus-mt model.",
        )
    vocabulary = len(_json(path / "vocab.json"))
    if vocabulary != config.get("vocab_size"):
        raise ModelDirectoryError(
            f"the vocabulary has {vocabulary:,} pieces, the model {config.get('vocab_size')}",
            where=str(path / "vocab.json"),
            hint=_HINT,
        )
    _check_weights(weights, config)
    generation = _json(path / "generation_config.json")
    positions = int(config.get("max_position_embeddings", 512))
    beams = int(generation.get("num_beams") or 1)
    longest = min(positions, int(generation.get("max_length") or positions))
    return ModelDirectory(path, weights, vocabulary, positions, beams, longest)


def _whole_files(path: Path) -> Path:
    """See that every file is there and not empty; the file of weights."""
    if not path.is_dir():
        raise ModelDirectoryError(
            "there is no such model directory",
            where=str(path),
            hint="Give the directory that holds config.json.",
        )
    weights = next((path / name for name in WEIGHTS if (path / name).is_file()), path / WEIGHTS[0])
    for file in [*(path / name for name in REQUIRED), weights]:
        if not file.is_file():
            raise ModelDirectoryError("the file is missing", where=str(file), hint=_HINT)
        if file.stat().st_size == 0:
            raise ModelDirectoryError("the file is empty", where=str(file), hint=_HINT)
    return weights


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except OSError as exc:
        raise ModelDirectoryError(
            f"the file cannot be read: {exc.strerror}", where=str(path)
        ) from exc
    except ValueError as exc:
        raise ModelDirectoryError("the file is no JSON", where=str(path), hint=_HINT) from exc
    if not isinstance(value, dict):
        raise ModelDirectoryError("the file is no JSON object", where=str(path), hint=_HINT)
    return value


def _check_weights(path: Path, config: dict[str, Any]) -> None:
    with path.open("rb") as stream:
        start = stream.read(len(_POINTER))
    if start.startswith(_POINTER):
        raise ModelDirectoryError(
            "the file is only a pointer to the weights, not the weights",
            where=str(path),
            hint="Fetch large files with the tool that made the copy, or install the model again.",
        )
    if path.suffix == ".safetensors":
        _check_safetensors(path, config)
    else:
        _check_zip(path, start)


def _check_safetensors(path: Path, config: dict[str, Any]) -> None:
    """Compare the header's own account of the file with the file (safetensors format, header)."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8).ljust(8, b"\xff"))
        raw = stream.read(length) if length < size else b""
    try:
        header = json.loads(raw)
        tensors = {name: entry for name, entry in header.items() if name != "__metadata__"}
        end = max(entry["data_offsets"][1] for entry in tensors.values())
    except (ValueError, TypeError, KeyError, AttributeError) as exc:
        raise _damaged(path, "its header cannot be read") from exc
    if 8 + length + end != size:
        raise _damaged(path, f"it has {size:,} bytes and should have {8 + length + end:,}")
    shape = tensors.get("model.shared.weight", {}).get("shape")
    if shape is not None and shape != [config.get("vocab_size"), config.get("d_model")]:
        raise _damaged(path, f"its embedding has the shape {shape}, other than config.json says")


def _check_zip(path: Path, start: bytes) -> None:
    """See that a torch file ends as zip archives do; older torch files are no archives."""
    if not start.startswith(b"PK"):
        if start.startswith(b"\x80\x02"):
            return
        raise _damaged(path, "it is no file of weights")
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 65_557))
        if _ZIP_END not in stream.read():
            raise _damaged(path, "its end is missing")


def _damaged(path: Path, why: str) -> ModelDirectoryError:
    return ModelDirectoryError(
        f"the weights are damaged or cut short: {why}", where=str(path), hint=_HINT
    )
