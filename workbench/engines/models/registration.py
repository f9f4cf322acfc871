"""Put a model that lies aside into its place, with the manifest that it carries from then on.

Whoever fetches, copies or trains a model makes it in a directory beside the installed ones and
hands it over here. Promises: a model's directory appears complete, checked and with its manifest
(licence, whose it is, revision, size and SHA-256 of each file), or not at all.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from workbench.engines.models import catalogue, directory, known, places
from workbench.engines.models.download import checksum
from workbench.engines.models.durable import put
from workbench.engines.models.entries import ModelEntry
from workbench.engines.models.manifest import FILE_NAME, Manifest, ModelFile, is_name, write
from workbench.errors import UsageError


def vacant(name: str) -> Path:
    """Where a model called ``name`` will lie; its parent is made, a broken model there is deleted.

    Raises:
        UsageError: a whole model lies there already, or nothing may be called so.
    """
    if not is_name(name):
        raise UsageError(
            f"a model cannot be called {name!r}", hint="Use letters, digits and the marks . _ + -"
        )
    entries = {found.name: found for found in catalogue.models()}
    taken = entries.get(name)
    if taken is not None and (taken.is_embedded or taken.installed):
        other = "`workbench models install NAME --from DIRECTORY` gives it another name."
        raise UsageError(
            f"a model called {name!r} is there already",
            hint=other if taken.is_embedded else f"`workbench models remove {name}` first; {other}",
        )
    target = places.installed_models() / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    return target


def register(aside: Path, manifest: Manifest) -> ModelEntry:
    """Check the model in the directory ``aside`` and move it to where installed models lie.

    Raises:
        ModelDirectoryError: it is not whole.
        UsageError: the name is taken.
    """
    found = directory.examine(aside)
    files = tuple(
        ModelFile(path.name, path.stat().st_size, checksum(path)) for path in sorted(found.files)
    )
    write(aside / FILE_NAME, replace(manifest, files=files))
    put(aside, vacant(manifest.name))
    return catalogue.entry(manifest.name)


def differences(folder: Path, manifest: Manifest) -> list[str]:
    """In what the files of ``folder`` are not those that ``manifest`` names, a sentence each."""
    found = []
    for file in manifest.files:
        path = folder / file.name
        if not path.is_file():
            found.append(f"{file.name} is missing")
        elif file.size is not None and path.stat().st_size != file.size:
            size = path.stat().st_size
            found.append(f"{file.name} has {size:,} bytes and not {file.size:,}")
        elif file.sha256 is not None and checksum(path) != file.sha256:
            found.append(f"{file.name} has another checksum")
    return found


def pinned(name: str) -> Manifest | None:
    """The manifest that says which files the model ``name`` should have; None without one."""
    manifest = known.available().get(name)
    return manifest if manifest is not None and manifest.files else None
