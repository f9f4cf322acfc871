"""Install a model from a directory: for machines without a network.

Promises: the copy is what was read and is whole; card, provenance and calibration go along. Where
the directory says what its files should be (it carries a manifest, or is called like a known
model), they are held to it: damage is refused, another revision is told.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from workbench.engines import confidence
from workbench.engines.models import directory, known, places, registration
from workbench.engines.models.directory import COMPANIONS, ModelDirectory
from workbench.engines.models.entries import ModelEntry
from workbench.engines.models.manifest import FILE_NAME, Manifest, read
from workbench.errors import InputError, ModelDirectoryError

Progress = Callable[[int, int | None], None]


def copy(source: Path, name: str | None, report: Progress, prefix: str | None = None) -> ModelEntry:
    """Copy the model in ``source`` aside, check the copy, move it into place.

    Args:
        source: a directory with a Marian model.
        name: what to call it; None for what the directory is called.
        report: told how many bytes are copied, and of how many.
        prefix: what it wants before each source; None for what is known of it.

    Raises:
        UsageError: the name is taken.
        ModelDirectoryError: the model is not whole, or not what its manifest says.
        FormatError: its calibration cannot be read.
    """
    found = directory.examine(source)
    confidence.load(source)
    manifest = _identified(found, name)
    if prefix is not None:
        manifest = replace(manifest, source_prefix=prefix)
    registration.vacant(manifest.name)
    aside = Path(tempfile.mkdtemp(prefix=".copying-", dir=places.installed_models()))
    try:
        done = 0
        for path in found.files:
            shutil.copyfile(path, aside / path.name)
            done += path.stat().st_size
            report(done, found.size)
        for file in COMPANIONS:
            if (source / file).is_file():
                shutil.copyfile(source / file, aside / file)
        return registration.register(aside, manifest)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _identified(found: ModelDirectory, name: str | None) -> Manifest:
    """What is known of the model, its revision included.

    Raises:
        ModelDirectoryError: it claims to be a certain revision and is not.
    """
    source = found.path
    manifest = known.of_directory(source)
    if (source / FILE_NAME).is_file():
        _insist(source, manifest)
    wanted = registration.pinned(name or manifest.name)
    if wanted is None:
        return replace(manifest, name=name or manifest.name)
    revision = _revision(source)
    if revision == wanted.revision:
        _insist(source, wanted)
    elif not revision and _is_pinned(found, wanted):
        revision = wanted.revision
    if not revision:  # of whatever revision: it cannot be downloaded again
        wanted = replace(wanted, repository="", base_url="")
    return replace(wanted, revision=revision)


def _revision(source: Path) -> str:
    """The revision that a directory says that it has; empty where it says none."""
    try:
        return read(source / FILE_NAME).revision
    except InputError:
        return known.origin(source)[1]


def _is_pinned(found: ModelDirectory, wanted: Manifest) -> bool:
    """Whether the files are those of the manifest, as far as it knows them."""
    named = {file.name for file in wanted.files}
    return found.weights.name in named and not registration.differences(found.path, wanted)


def _insist(source: Path, manifest: Manifest) -> None:
    wrong = registration.differences(source, manifest)
    if wrong:
        raise ModelDirectoryError(
            f"the files are not those of the manifest: {'; '.join(wrong)}",
            where=str(source),
            hint="The copy is damaged or was changed: copy it again from where it came from.",
        )
