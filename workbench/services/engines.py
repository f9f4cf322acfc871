"""The models that draft: which there are, loading, choosing, installing, converting, removing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.engines.loading import LazyEngine
from workbench.engines.loading import load as load_engine
from workbench.engines.models import catalogue as models
from workbench.engines.models import records
from workbench.engines.models.entries import ModelEntry
from workbench.errors import ModelNotInstalledError, UsageError

Progress = Callable[[int, int | None], None]
"""Told how many bytes are done, and of how many where that is known."""

Tell = Callable[[str], None]
"""Told in a person's words which step begins."""

SOURCE, TARGET = "zh", "en"
"""The direction of a document: Chinese to English."""


def catalogue() -> tuple[ModelEntry, ...]:
    """Return every model: known ones first, then those that a person installed."""
    return models.models()


def load(
    name: str | None = None, *, backend: str = "auto", progress: Tell | None = None
) -> LazyEngine:
    """Return an engine for Chinese documents; its model is loaded by the first translation.

    Args:
        name: a model's name or directory; None for what `WORKBENCH_ENGINE` says, else what `use`
            chose, else opus-mt where it is installed, else the embedded model.
        backend: `ctranslate2`, `transformers`, or `auto`.
        progress: told the steps when the model has to be converted first.

    Raises:
        UsageError: there is no such back end, or the model does not translate Chinese to English.
        EngineError: the model is not on this machine, or not whole.
    """
    engine = load_engine(name, backend=backend, progress=progress)
    _refuse_other_directions(
        engine.info.name, engine.info.source_language, engine.info.target_language
    )
    return engine


def install(
    model: str,
    *,
    source: Path | None = None,
    revision: str | None = None,
    prefix: str | None = None,
    hub: str | None = None,
    progress: Progress | None = None,
) -> ModelEntry:
    """Install a model by name, from a directory, or by a hub's `owner/name`; verified either way.

    Args:
        model: which one.
        source: a directory to copy it from instead of downloading it.
        revision: of a model on a hub that no manifest knows: 40 hexadecimal digits.
        prefix: what a model from a hub wants before each source (`>>cmn_Hans<<`).
        hub: the address of another hub than the manifest's.
        progress: told how far it is.

    Returns:
        The model as it is listed from now on; its notes say what is odd about it.

    Raises:
        UsageError: the name is taken, or no revision is pinned.
        EngineError: it is not known, not whole, or cannot be fetched; nothing is left half-done.
    """
    from workbench.engines.models import installation

    return installation.install(
        model, source=source, revision=revision, prefix=prefix, base_url=hub, progress=progress
    )


def use(name: str) -> str:
    """Draft with this model from now on where no other is asked for; return how it is remembered.

    Raises:
        UsageError: it does not translate Chinese to English.
        EngineError: it is not on this machine, or not whole.
    """
    model = models.find(name)
    _refuse_other_directions(
        model.manifest.name, model.manifest.source_language, model.manifest.target_language
    )
    remembered = models.remembered_as(model)
    records.choose(remembered)
    return remembered


def use_default() -> str:
    """Forget what `use` chose; return the model that drafts now."""
    records.forget_choice()
    return models.selected()


def in_use() -> str:
    """Return the name or directory of the model that drafts where no other is asked for."""
    return models.selected()


def convert(name: str, *, compute_type: str = "int8", progress: Tell | None = None) -> Path:
    """Convert a model for CTranslate2 now, unless that is done already, and return where it lies.

    Raises:
        UsageError: there is no such compute type.
        EngineError: the model is not there or not whole, or the conversion failed.
    """
    from workbench.engines.models import conversion

    return conversion.convert(models.find(name).directory, compute_type, progress=progress)


def remove(name: str) -> None:
    """Delete an installed model, what was converted from it, and what is remembered of it.

    Where no model has the name, what a run of tuning left behind under it is deleted.

    Raises:
        UsageError: it is the embedded model, or another process is making it.
        ModelNotInstalledError: it is not installed, nor was it to be.
    """
    from workbench.engines.tuning import folder

    try:
        models.remove(name)
    except ModelNotInstalledError:
        if not folder.forget(name):
            raise


def left_behind() -> dict[str, int]:
    """Return the names of tuning runs that were stopped or refused, and the bytes each takes."""
    from workbench.engines.tuning import folder

    return folder.left_behind()


def _refuse_other_directions(name: str, source: str, target: str) -> None:
    """Let a model pass that goes from Chinese to English, or whose direction nobody knows.

    Raises:
        UsageError: it goes another way.
    """
    for language, wanted in ((source, SOURCE), (target, TARGET)):
        if language and language.replace("_", "-").split("-")[0].lower() != wanted:
            raise UsageError(
                f"the model {name} translates {source}→{target}; documents are drafted from "
                "Chinese into English",
                hint="`workbench models list` shows the direction of each; try this one with "
                "`workbench models bench` or `workbench models compare --file`.",
            )
