"""Look at a file of weights without loading it: which tensors it has, and that it is whole.

A file that is cut short otherwise shows as a crash deep inside a library, and one with tensors
missing as nonsense on the screen, because the library fills them with noise. Promises: nothing in
the file is run; only its directory of tensors is read, not the numbers.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.engines.models import torch_weights
from workbench.engines.models.torch_weights import Shapes, UnsafeWeightsError, WeightsError
from workbench.errors import ModelDirectoryError

HINT = "Install the model again, or copy the missing file from where the model came from."

_UNREADABLE = (
    ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_POINTER = b"version https://git-lfs"
_EMBEDDINGS = {
    "model.shared.weight": "vocab_size",
    "model.encoder.embed_tokens.weight": "vocab_size",
    "model.decoder.embed_tokens.weight": "decoder_vocab_size",
}


def check(path: Path, config: Mapping[str, Any]) -> None:
    """See that the weights in ``path`` are whole and those of the model that ``config`` describes.

    Raises:
        ModelDirectoryError: they are not.
    """
    with path.open("rb") as stream:
        if stream.read(len(_POINTER)) == _POINTER:
            raise ModelDirectoryError(
                "the file is only a pointer to the weights, not the weights",
                where=str(path),
                hint="Fetch large files with the tool that made the copy, or install it again.",
            )
    shapes = _shapes(path)
    _check_embeddings(path, shapes, config)
    for side in ("encoder", "decoder"):
        _check_layers(path, shapes, side, int(config[f"{side}_layers"]))


def _shapes(path: Path) -> Shapes:
    try:
        if path.suffix == ".safetensors":
            return _safetensors(path)
        return torch_weights.shapes(path)
    except UnsafeWeightsError as exc:
        raise ModelDirectoryError(
            f"the file is not only weights: opened carelessly it would run {exc}",
            where=str(path),
            hint="Delete it, and install the model again from where its authors publish it.",
        ) from exc
    except WeightsError as exc:
        raise ModelDirectoryError(
            f"the weights are damaged or cut short: {exc}", where=str(path), hint=HINT
        ) from exc


def _safetensors(path: Path) -> Shapes:
    """Compare the header's own account of the file with the file (safetensors format, header)."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8).ljust(8, b"\xff"))
        raw = stream.read(length) if length < size else b""
    try:
        header = json.loads(raw)
        tensors = {name: entry for name, entry in header.items() if name != "__metadata__"}
        end = max(int(entry["data_offsets"][1]) for entry in tensors.values())
        shapes = {name: tuple(map(int, entry["shape"])) for name, entry in tensors.items()}
    except _UNREADABLE as exc:
        raise WeightsError("its header cannot be read") from exc
    if (beyond := 8 + length + end - size) != 0:
        raise WeightsError(f"it has {size:,} bytes and should have {size + beyond:,}")
    return shapes


def _check_embeddings(path: Path, shapes: Shapes, config: Mapping[str, Any]) -> None:
    """The embedding has a row for each piece: else vocabulary and weights are not of one model."""
    found = {name: shapes[name] for name in _EMBEDDINGS if name in shapes}
    if not found:
        raise ModelDirectoryError(
            "these are not the weights of a Marian model: they have no embedding of pieces",
            where=str(path),
            hint="Choose the directory of an opus-mt model.",
        )
    for name, shape in found.items():
        pieces = config.get(_EMBEDDINGS[name]) or config["vocab_size"]
        if shape != (pieces, config["d_model"]):
            raise ModelDirectoryError(
                f"the weights' embedding is {_times(shape)}, config.json says "
                f"{_times((pieces, config['d_model']))} (pieces × width)",
                where=str(path),
                hint="Weights, config.json and vocab.json must come from one and the same model.",
            )


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(f"{size:,}" for size in shape) or "a single number"


def _check_layers(path: Path, shapes: Shapes, side: str, layers: int) -> None:
    for number in range(layers):
        if f"model.{side}.layers.{number}.fc1.weight" not in shapes:
            raise ModelDirectoryError(
                f"the weights have {number} {side} layers, config.json says {layers}",
                where=str(path),
                hint="Weights and config.json must come from one and the same model.",
            )
