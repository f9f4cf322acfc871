"""Convert a model for CTranslate2 once, into the user's cache directory.

Promises: a converted directory is either not there or complete, because it is made aside and
renamed; a process that is killed half-way leaves nothing that is ever used, and what it left is
swept up by the next conversion; two processes that convert at once both succeed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.engines import fingerprint
from workbench.engines.backend import attended_layer
from workbench.engines.models import places
from workbench.engines.models.directory import ModelDirectory
from workbench.engines.models.durable import put
from workbench.engines.models.processes import is_alive
from workbench.errors import EngineError, UsageError

COMPUTE_TYPES = ("int8", "float32")
"""``int8`` for speed, ``float32`` for comparing with the reference."""

LAYOUT = "2"
"""Raised when what we write into a converted directory changes."""

Tell = Callable[[str], None]
"""Told in a person's words which step begins."""

_PART = ".part-"


def converted_path(directory: ModelDirectory, compute_type: str = "int8") -> Path:
    """Where the converted form of ``directory`` lies, or would.

    Raises:
        UsageError: there is no such compute type.
    """
    if compute_type not in COMPUTE_TYPES:
        raise UsageError(
            f"there is no compute type {compute_type!r}", hint=f"Use {' or '.join(COMPUTE_TYPES)}."
        )
    name = fingerprint.of_files(directory.files, LAYOUT)
    return places.converted_models() / f"{name}-{compute_type}"


def is_converted(directory: ModelDirectory, compute_type: str = "int8") -> bool:
    """Whether the converted form of ``directory`` is there."""
    return (converted_path(directory, compute_type) / "model.bin").is_file()


def convert(
    directory: ModelDirectory, compute_type: str = "int8", *, progress: Tell | None = None
) -> Path:
    """The converted form of ``directory``, made now unless it is there.

    Args:
        directory: the model.
        compute_type: ``int8`` or ``float32``.
        progress: told each step as it begins; not called when nothing has to be done.

    Raises:
        UsageError: there is no such compute type.
        EngineError: the conversion failed, or there is no room for it.
    """
    target = converted_path(directory, compute_type)
    if not is_converted(directory, compute_type):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _sweep(target.parent)
            _convert_aside(directory, compute_type, target, progress or _silent)
        except OSError as exc:
            raise EngineError(
                f"the converted model cannot be written: {exc.strerror or exc}",
                where=str(target),
                hint="Make room there or set XDG_CACHE_HOME to another directory.",
            ) from exc
    return target


def discard(directory: ModelDirectory) -> None:
    """Delete every converted form of ``directory``."""
    for compute_type in COMPUTE_TYPES:
        shutil.rmtree(converted_path(directory, compute_type), ignore_errors=True)


def _silent(_step: str) -> None:
    """Tell nobody."""


def _convert_aside(directory: ModelDirectory, compute_type: str, target: Path, tell: Tell) -> None:
    """Convert into a directory of our own, then rename it, unless another process was faster."""
    aside = Path(tempfile.mkdtemp(prefix=f"{_PART}{os.getpid()}-", dir=target.parent))
    try:
        _run_converter(directory, compute_type, aside, tell)
        try:
            put(aside, target)
        except OSError:
            if not is_converted(directory, compute_type):
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _run_converter(directory: ModelDirectory, compute_type: str, target: Path, tell: Tell) -> None:
    tell("loading the libraries")
    from ctranslate2.converters import TransformersConverter
    from transformers.utils import logging

    from workbench.engines.tokenizer import load_tokenizer
    from workbench.engines.transformers_engine import load_model

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]

    class Converter(TransformersConverter):  # type: ignore[misc]
        """The stock converter, with our loaders: local, quiet, in float32."""

        def load_model(self, _class: Any, path: str, **_: Any) -> Any:
            tell(f"reading the weights ({directory.weights.stat().st_size / 1e6:.0f} MB)")
            return load_model(Path(path))

        def load_tokenizer(self, _class: Any, path: str, **_: Any) -> Any:
            return load_tokenizer(Path(path))

        def _load(self) -> Any:
            specification = super()._load()
            _let_attention_tell(specification.decoder)
            tell(f"writing them as {compute_type}")
            return specification

    try:
        Converter(str(directory.path)).convert(str(target), quantization=compute_type, force=True)
    except (RuntimeError, ValueError, KeyError, AttributeError) as exc:
        raise EngineError(
            f"the model cannot be converted ({exc})",
            where=str(directory.path),
            hint="Use the back end transformers, which needs no conversion.",
        ) from exc


def _let_attention_tell(decoder: Any) -> None:
    """Make the decoder return the attention that follows words, of all heads of one layer.

    Left alone it is that of a single head of the last layer, which follows few.
    """
    import numpy as np

    decoder.alignment_layer = np.int16(attended_layer(len(decoder.layer)))
    decoder.alignment_heads = np.int16(decoder.num_heads)


def _sweep(folder: Path) -> None:
    """Delete what processes that are no longer alive left half-made."""
    for path in folder.glob(f"{_PART}*"):
        number = path.name.removeprefix(_PART).split("-")[0]
        if number.isdigit() and not is_alive(int(number)):
            shutil.rmtree(path, ignore_errors=True)
