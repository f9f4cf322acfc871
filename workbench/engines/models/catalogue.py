"""Which models there are: the embedded one, those that can be installed, those that were.

A model is chosen by name or by the path of its directory. Promises: listing opens no model; a
broken directory or manifest is listed as what it is instead of breaking the list.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from workbench.engines.models import conversion, directory, known, places, records
from workbench.engines.models.entries import ModelEntry, broken_manifest, entry_of
from workbench.engines.models.manifest import EMBEDDED, Manifest, own_manifests
from workbench.errors import ModelDirectoryError, ModelNotInstalledError, UsageError

PREFERRED = "opus-mt-zh-en"
"""The model that drafts by default once it is installed."""

VARIABLE = "WORKBENCH_ENGINE"
"""Environment variable that names the model to use when none is given."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is on this machine: its checked directory and what is known of it."""

    directory: directory.ModelDirectory
    manifest: Manifest


def models() -> tuple[ModelEntry, ...]:
    """Every model: known ones first, then those a person installed, then broken manifests."""
    names = dict.fromkeys([*known.available(), *_installed()])
    found = [entry(name) for name in names]
    in_use = selected()
    if _is_path(in_use):  # a directory that was never installed, used where it lies
        path = Path(in_use).expanduser()
        found.append(entry_of(in_use, known.of_directory(path), path, in_use=True))
    broken = own_manifests()[1]
    return (*found, *(broken_manifest(name, str(error)) for name, error in broken.items()))


def entry(name: str) -> ModelEntry:
    """The entry of one model.

    Raises:
        ModelNotInstalledError: no model has that name.
    """
    wanted = manifest(name)
    return entry_of(name, wanted, path_of(wanted), in_use=name == selected())


def manifest(name: str) -> Manifest:
    """What is known of the model ``name``: of the installed one, if it is.

    Raises:
        ModelNotInstalledError: no model has that name.
    """
    if name in _installed():
        return known.of_directory(places.installed_models() / name)
    available = known.available()
    if name not in available:
        raise ModelNotInstalledError(
            f"there is no model called {name!r}",
            hint=f"Known are {', '.join(sorted({*available, *_installed()}))}; "
            "a directory path works too.",
        )
    return available[name]


def find(name: str) -> Model:
    """The model ``name``, or the one in the directory ``name``, checked.

    Raises:
        ModelNotInstalledError: it is not on this machine.
        ModelDirectoryError: it is, but not whole.
    """
    if _is_path(name):
        path = Path(name).expanduser().resolve()
        return Model(directory.examine(path), _of_path(path))
    wanted = manifest(name)
    path = path_of(wanted)
    if not path.is_dir():
        raise ModelNotInstalledError(
            f"the model {name!r} is not installed",
            hint=f"`workbench models install {name}` gets it; the embedded model works meanwhile "
            "(`workbench models use embedded`).",
        )
    return Model(directory.examine(path), wanted)


def selected() -> str:
    """The model to draft with when none is named: what ``WORKBENCH_ENGINE`` says, else the default.

    Returns:
        A name or the path of a directory.
    """
    return os.environ.get(VARIABLE) or default_name()


def default_name() -> str:
    """The model to draft with when nothing names one.

    The one that `workbench models use` chose, else opus-mt if it is whole, else the embedded one.
    """
    if (chosen := records.chosen()) is not None:
        return chosen
    with contextlib.suppress(ModelDirectoryError):
        directory.examine(places.installed_models() / PREFERRED)
        return PREFERRED
    return EMBEDDED


def remembered_as(model: Model) -> str:
    """What to remember a model by: its name where it is listed by that, else its path."""
    path = model.directory.path.resolve()
    is_listed = path_of(model.manifest).resolve() == path
    return model.manifest.name if is_listed else str(path)


def path_of(manifest: Manifest) -> Path:
    """The directory of a model, whether or not it is there."""
    base = places.shipped_models() if manifest.is_embedded else places.installed_models()
    return base / manifest.name


def remove(name: str) -> None:
    """Delete an installed model, everything converted from it, and what is remembered of it.

    Raises:
        UsageError: it is the embedded model, which belongs to the workbench.
        ModelNotInstalledError: it is not installed.
    """
    if name == EMBEDDED:
        raise UsageError("the embedded model is part of the workbench and cannot be removed")
    installed = _installed()
    if name not in installed:
        raise ModelNotInstalledError(
            f"no model called {name!r} is installed",
            hint=f"Installed are {', '.join(installed)}." if installed else "None is.",
        )
    path = places.installed_models() / name
    with contextlib.suppress(ModelDirectoryError):  # a broken model can be removed all the same
        conversion.discard(directory.examine(path))
    aside = Path(tempfile.mkdtemp(prefix=".removing-", dir=path.parent))
    path.rename(aside / name)
    shutil.rmtree(aside)
    records.forget_speed(name)
    if records.chosen() == name:
        records.forget_choice()


def _is_path(name: str) -> bool:
    if "/" in name or "\\" in name:
        return True
    return Path(name).is_dir() and name not in {*known.available(), *_installed()}


def _installed() -> list[str]:
    """Names of the directories that a person installed, whole or not."""
    folder = places.installed_models()
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path.name for path in paths if path.is_dir() and not path.name.startswith(".")]


def _of_path(path: Path) -> Manifest:
    """What is known of the model in ``path``: all, if it is the embedded model's own directory."""
    embedded = known.available()[EMBEDDED]
    return embedded if path == path_of(embedded).resolve() else known.of_directory(path)
