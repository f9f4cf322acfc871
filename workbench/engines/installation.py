"""Install a model: from the hub, or from a directory.

Promises: the model's directory appears complete and checked, or not at all; downloads are resumed;
nothing outside the data directory is written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from workbench.engines import catalogue, directory, places
from workbench.engines.catalogue import ModelEntry
from workbench.engines.download import download
from workbench.engines.manifest import Manifest
from workbench.errors import EngineError, ModelDirectoryError, UsageError

Progress = Callable[[int, int | None], None]
"""Told how many bytes are there, and how many there will be where that is known."""


def install(
    model: str, *, base_url: str | None = None, progress: Progress | None = None
) -> ModelEntry:
    """Install ``model``, by the name of a known one or from a directory.

    Args:
        model: a name of the catalogue, or a path to a directory with a Marian model.
        base_url: another hub than the manifest's.
        progress: told how far the installation is.

    Raises:
        UsageError: it is the embedded model, or the name is taken.
        ModelNotInstalledError: no model has that name.
        ModelDirectoryError: the directory, or what was downloaded, is not a whole model.
        DownloadError: the hub could not be reached or sent something else.
        EngineError: there is no room for it.
    """
    report = progress or (lambda _done, _total: None)
    try:
        if Path(model).expanduser().is_dir() or "/" in model or "\\" in model:
            return _copy(Path(model).expanduser().resolve(), report)
        return _download(catalogue.manifest(model), base_url, report)
    except OSError as exc:
        raise EngineError(
            f"the model cannot be written: {exc.strerror or exc}",
            where=str(places.installed_models()),
            hint="Make room there, then install again.",
        ) from exc


def _copy(source: Path, report: Progress) -> ModelEntry:
    """Copy the files of a model directory aside, check the copy, rename it."""
    found = directory.examine(source)
    target = _free(places.installed_models() / source.name)
    aside = Path(tempfile.mkdtemp(prefix=".copying-", dir=target.parent))
    try:
        done = 0
        for path in found.files:
            shutil.copyfile(path, aside / path.name)
            done += path.stat().st_size
            report(done, found.size)
        directory.examine(aside)
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return catalogue.entry(source.name)


def _download(manifest: Manifest, base_url: str | None, report: Progress) -> ModelEntry:
    """Fetch every file aside, check the directory, rename it."""
    if not manifest.repository:
        raise UsageError(
            f"the model {manifest.name!r} is not one that can be downloaded",
            hint="`workbench models list` shows those that can.",
        )
    target = _free(catalogue.path_of(manifest))
    aside = target.parent / f".downloading-{manifest.name}-{manifest.revision[:12]}"
    aside.mkdir(exist_ok=True)
    total = sum(file.size or 0 for file in manifest.files) or None
    done = 0

    def count(arrived: int) -> None:
        nonlocal done
        done += arrived
        report(done, max(total, done) if total else None)

    for file in manifest.files:
        download(_address(manifest, base_url, file.name), file, aside, count)
    _examine_download(aside)
    aside.rename(target)
    return catalogue.entry(manifest.name)


def _examine_download(aside: Path) -> None:
    """Check what was fetched; a directory that is not whole is deleted, to be fetched afresh."""
    try:
        directory.examine(aside)
    except ModelDirectoryError:
        shutil.rmtree(aside)
        raise


def _address(manifest: Manifest, base_url: str | None, name: str) -> str:
    base = (base_url or manifest.base_url).rstrip("/")
    return f"{base}/{manifest.repository}/resolve/{manifest.revision}/{name}"


def _free(target: Path) -> Path:
    """``target`` with its parent made, unless a model is there already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    names = {found.name for found in catalogue.models() if found.is_embedded or found.installed}
    if target.name in names:
        raise UsageError(
            f"a model called {target.name!r} is there already",
            hint=f"`workbench models remove {target.name}` first, or rename the directory.",
        )
    if target.exists():
        shutil.rmtree(target)  # a broken directory of that name: it is what we replace
    return target
