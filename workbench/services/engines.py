"""The models that draft: which there are, loading, installing, converting, removing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.engines import catalogue as models
from workbench.engines.entries import ModelEntry
from workbench.engines.loading import LazyEngine
from workbench.engines.loading import load as load_engine

Progress = Callable[[int, int | None], None]
"""Told how many bytes are done, and of how many where that is known."""


def catalogue() -> tuple[ModelEntry, ...]:
    """Return every model: known ones first, then those that a person installed."""
    return models.models()


def load(name: str | None = None, *, backend: str = "auto") -> LazyEngine:
    """Return an engine; its model is loaded by the first translation.

    Args:
        name: a model's name or directory; None for what `WORKBENCH_ENGINE` says, else opus-mt where
            it is installed, else the embedded model.
        backend: `ctranslate2`, `transformers`, or `auto`.

    Raises:
        UsageError: there is no such back end.
        EngineError: the model is not on this machine, or not whole.
    """
    return load_engine(name, backend=backend)


def install(name_or_dir: str, *, progress: Progress | None = None) -> ModelEntry:
    """Install a model by name, or from a directory; it is verified either way.

    Raises:
        EngineError: it is not known, not whole, or cannot be fetched; nothing is left half-done.
    """
    from workbench.engines import installation

    return installation.install(name_or_dir, progress=progress)


def convert(name: str, *, compute_type: str = "int8") -> Path:
    """Convert a model for CTranslate2 now, unless that is done already, and return where it lies.

    Raises:
        UsageError: there is no such compute type.
        EngineError: the model is not there or not whole, or the conversion failed.
    """
    from workbench.engines import conversion

    return conversion.convert(models.find(name).directory, compute_type)


def remove(name: str) -> None:
    """Delete an installed model and what was converted from it.

    Raises:
        UsageError: it is the embedded model.
        ModelNotInstalledError: it is not installed.
    """
    models.remove(name)
