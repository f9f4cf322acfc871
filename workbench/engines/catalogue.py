"""Which models there are: the embedded one, those that can be installed, those that were.

A model is chosen by name or by the path of its directory. Promises: listing opens no model; a
broken directory is listed as not installed instead of breaking the list.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.engines import conversion, directory, places, records
from workbench.engines.manifest import EMBEDDED, Manifest, shipped_manifests
from workbench.errors import ModelDirectoryError, ModelNotInstalledError, UsageError

PREFERRED = "opus-mt-zh-en"
"""The model that drafts by default once it is installed."""


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model in the list.

    Attributes:
        name: what a person types to choose it.
        path: its directory, None while it is not installed.
        size: bytes on disk, or to download as far as that is known.
        licence: SPDX expression, or ``unknown`` for a directory of the user's own.
        installed: whether it can be used now.
        converted: whether its int8 form is made already.
        is_embedded: whether it is the small model that ships with the workbench.
        description: one line for people.
    """

    name: str
    path: Path | None
    size: int
    licence: str
    installed: bool
    converted: bool
    is_embedded: bool
    description: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is on this machine: its checked directory and what is known of it."""

    directory: directory.ModelDirectory
    manifest: Manifest


def models() -> tuple[ModelEntry, ...]:
    """Every model: known ones first, then those a person installed from a directory."""
    known = shipped_manifests()
    own = [
        manifest for manifest in _own_manifests() if manifest.name not in {m.name for m in known}
    ]
    return tuple(_entry(manifest) for manifest in [*known, *own])


def entry(name: str) -> ModelEntry:
    """The entry of one model.

    Raises:
        ModelNotInstalledError: no model has that name.
    """
    return _entry(manifest(name))


def manifest(name: str) -> Manifest:
    """What is known of the model ``name``.

    Raises:
        ModelNotInstalledError: no model has that name.
    """
    known = {found.name: found for found in (*_own_manifests(), *shipped_manifests())}
    if name not in known:
        raise ModelNotInstalledError(
            f"there is no model called {name!r}",
            hint=f"Known are {', '.join(sorted(known))}; a directory path works too.",
        )
    return known[name]


def find(name: str) -> Model:
    """The model ``name``, or the one in the directory ``name``, checked.

    Raises:
        ModelNotInstalledError: it is not on this machine.
        ModelDirectoryError: it is, but not whole.
    """
    if "/" in name or "\\" in name or (Path(name).is_dir() and name not in _names()):
        path = Path(name).expanduser().resolve()
        return Model(directory.examine(path), _of_path(path))
    wanted = manifest(name)
    path = path_of(wanted)
    if not path.is_dir():
        raise ModelNotInstalledError(
            f"the model {name!r} is not installed",
            hint=f"`workbench models install {name}` gets it; the embedded model works meanwhile.",
        )
    return Model(directory.examine(path), wanted)


def default_name() -> str:
    """The model to draft with when none is named.

    The one that `workbench models use` chose, else opus-mt if it is whole, else the embedded one.
    """
    if (chosen := records.chosen()) is not None:
        return chosen
    preferred = next(found for found in models() if found.name == PREFERRED)
    return PREFERRED if preferred.installed else EMBEDDED


def path_of(manifest: Manifest) -> Path:
    """The directory of a model, whether or not it is there."""
    base = places.shipped_models() if manifest.is_embedded else places.installed_models()
    return base / manifest.name


def remove(name: str) -> None:
    """Delete an installed model and everything converted from it.

    Raises:
        UsageError: it is the embedded model, which belongs to the workbench.
        ModelNotInstalledError: it is not installed.
    """
    wanted = manifest(name)
    path = path_of(wanted)
    if wanted.is_embedded:
        raise UsageError("the embedded model is part of the workbench and cannot be removed")
    if not path.is_dir():
        raise ModelNotInstalledError(f"the model {name!r} is not installed")
    with contextlib.suppress(ModelDirectoryError):  # a broken model can be removed all the same
        conversion.discard(directory.examine(path))
    shutil.rmtree(path)


def _names() -> set[str]:
    return {found.name for found in (*shipped_manifests(), *_own_manifests())}


def _own_manifests() -> list[Manifest]:
    """Manifests of the directories that a person installed."""
    folder = places.installed_models()
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return [_of_directory(p.name) for p in paths if p.is_dir() and not p.name.startswith(".")]


def _of_path(path: Path) -> Manifest:
    """What is known of the model in ``path``: all, if it is the embedded model's own directory."""
    embedded = manifest(EMBEDDED)
    return embedded if path == path_of(embedded).resolve() else _of_directory(path.name)


def _of_directory(name: str) -> Manifest:
    """What can be said of a directory: what is known of its name, if it is a known one."""
    known = {found.name: found for found in shipped_manifests() if not found.is_embedded}
    unknown = Manifest(name, "a model of your own", "unknown")
    return replace(known.get(name, unknown), name=name)


def _entry(manifest: Manifest) -> ModelEntry:
    path = path_of(manifest)
    try:
        found = directory.examine(path)
    except ModelDirectoryError:
        size = sum(file.size or 0 for file in manifest.files)
        return _listed(manifest, None, size, converted=False)
    return _listed(manifest, path, found.size, converted=conversion.is_converted(found))


def _listed(manifest: Manifest, path: Path | None, size: int, *, converted: bool) -> ModelEntry:
    return ModelEntry(
        manifest.name,
        path,
        size,
        manifest.licence,
        installed=path is not None,
        converted=converted,
        is_embedded=manifest.is_embedded,
        description=manifest.description,
    )
