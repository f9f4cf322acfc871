"""Check a model directory before anything heavy opens it.

A broken download otherwise shows as a crash deep inside a library, or worse as nonsense on the
screen. Promises: what `examine` accepts has every file, whole weights, and a vocabulary of the size
that the weights have; each refusal names the file and says what to do; nothing in a file is run.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.engines import confidence
from workbench.engines.models import vocabulary, weights
from workbench.engines.models.weights import HINT
from workbench.errors import ModelDirectoryError

CONFIG = "config.json"
REQUIRED = (
    CONFIG,
    "generation_config.json",
    "source.spm",
    "target.spm",
    "tokenizer_config.json",
    "vocab.json",
)
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""Either is enough; the first is preferred because it holds no code."""

CARD = "README.md"
"""Where a model's authors say what it is and under which licence."""

PROVENANCE = "provenance.toml"
"""How a model was tuned, where it was."""

COMPANIONS = (CARD, PROVENANCE, confidence.FILE_NAME)
"""What goes with a model where it has it, and does not decide what it says."""

_NUMBERS = ("vocab_size", "d_model", "encoder_layers", "decoder_layers")
_TOKENIZER = "MarianTokenizer"


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
        prefixes: what a source may begin with to ask for one of several target languages.
    """

    path: Path
    weights: Path
    vocabulary: int
    positions: int
    beams: int
    longest: int
    prefixes: tuple[str, ...] = ()

    @property
    def files(self) -> list[Path]:
        """Every file that decides what the model says."""
        return [*(self.path / name for name in REQUIRED), self.weights]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.files)


def examine(path: Path) -> ModelDirectory:
    """Check the model in ``path``; a second look at the same files costs nothing.

    Raises:
        ModelDirectoryError: it is not whole, or not a Marian model.
    """
    found = _whole_files(path)
    stats = [(file, file.stat()) for file in [*(path / name for name in REQUIRED), found]]
    return _examined(path, found, tuple((str(f), s.st_size, s.st_mtime_ns) for f, s in stats))


@lru_cache(maxsize=32)
def _examined(path: Path, found: Path, _as_of: tuple[tuple[str, int, int], ...]) -> ModelDirectory:
    """What `examine` finds out, kept for as long as no file changes."""
    config = configuration(path / CONFIG)
    pieces = _json(path / "vocab.json")
    vocabulary.check(path, pieces, config)
    _check_tokenizer(path / "tokenizer_config.json")
    weights.check(found, config)
    generation = _json(path / "generation_config.json")
    positions = _number(config, "max_position_embeddings", 512)
    return ModelDirectory(
        path,
        found,
        len(pieces),
        positions,
        beams=_number(generation, "num_beams", 1),
        longest=min(positions, _number(generation, "max_length", positions)),
        prefixes=vocabulary.prefixes(pieces),
    )


def _whole_files(path: Path) -> Path:
    """See that every file is there and not empty; the file of weights."""
    if not path.is_dir():
        raise ModelDirectoryError(
            "there is no such model directory",
            where=str(path),
            hint="Give the directory that holds config.json.",
        )
    found = next((path / name for name in WEIGHTS if (path / name).is_file()), path / WEIGHTS[0])
    for file in [*(path / name for name in REQUIRED), found]:
        if not file.is_file():
            raise ModelDirectoryError("the file is missing", where=str(file), hint=HINT)
        if file.stat().st_size == 0:
            raise ModelDirectoryError("the file is empty", where=str(file), hint=HINT)
    return found


def configuration(path: Path) -> dict[str, Any]:
    """The configuration in the file ``path``, with every number that the checks rely on.

    Raises:
        ModelDirectoryError: it is none, or not of a Marian model.
    """
    config = _json(path)
    if config.get("model_type") != "marian":
        raise ModelDirectoryError(
            f"this is a model of type {config.get('model_type')!r}, not a Marian model",
            where=str(path),
            hint="Choose the directory of an opus-mt model.",
        )
    for name in _NUMBERS:
        if _number(config, name, 0) <= 0:
            raise ModelDirectoryError(
                f"{name} is {config.get(name)!r}, not a number", where=str(path), hint=HINT
            )
    return config


def _check_tokenizer(path: Path) -> None:
    """See that the pieces are cut as Marian models want it, with one vocabulary for both sides."""
    config = _json(path)
    kind = config.get("tokenizer_class") or _TOKENIZER
    if kind != _TOKENIZER:
        raise ModelDirectoryError(
            f"the tokeniser is a {kind}, not a {_TOKENIZER}", where=str(path), hint=HINT
        )
    if config.get("separate_vocabs"):
        raise ModelDirectoryError(
            "the model has a vocabulary for each language, which is not supported",
            where=str(path),
            hint="Choose a revision of it with one vocabulary, as most opus-mt models have.",
        )


def _number(values: dict[str, Any], name: str, default: int) -> int:
    """A whole number of a configuration; ``default`` where it is not given, 0 where it is none."""
    value = values.get(name)
    if value is None:
        return default
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except OSError as exc:
        raise ModelDirectoryError(
            f"the file cannot be read: {exc.strerror}", where=str(path)
        ) from exc
    except (ValueError, RecursionError) as exc:
        raise ModelDirectoryError("the file is no JSON", where=str(path), hint=HINT) from exc
    if not isinstance(value, dict):
        raise ModelDirectoryError("the file is no JSON object", where=str(path), hint=HINT)
    return value
