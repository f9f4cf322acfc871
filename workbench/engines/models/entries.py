"""What a person is told of a model: whether it can be used, whose it is, how fast it was.

Promises: telling opens no model and never fails; what is wrong with a model is told, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from workbench.engines import fingerprint
from workbench.engines.models import conversion, directory, known, records
from workbench.engines.models.manifest import Manifest
from workbench.engines.models.records import Speed
from workbench.errors import ModelDirectoryError

_SOME: Final = 6
"""Languages that are named of a model that writes many."""


class State(StrEnum):
    """Whether a model can be used now; what is only available can be installed."""

    INSTALLED = "installed"
    ABSENT = "available"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model in the list.

    Attributes:
        name: what a person types to choose it.
        state: whether it can be used now.
        in_use: whether it drafts when no other is asked for.
        path: its directory, None while it is not installed.
        size: bytes on disk, or to download as far as that is known.
        licence: SPDX expression, or ``unknown``.
        author: whose it is; empty where unknown.
        provenance: what it was made from, when and by whom, where it was made on this machine.
        source_language, target_language: BCP 47 tags, empty where unknown.
        repository, revision: where it comes from, as far as it is known.
        converted: whether its int8 form is made already.
        speed: what was measured of it last on this machine.
        is_embedded: whether it is the small model that ships with the workbench.
        description: one line for people.
        notes: what else a person should know of it: damage, another revision than the pinned one.
    """

    name: str
    state: State
    in_use: bool
    path: Path | None
    size: int
    licence: str
    author: str
    provenance: str
    source_language: str
    target_language: str
    repository: str
    revision: str
    converted: bool
    speed: Speed | None
    is_embedded: bool
    description: str
    notes: tuple[str, ...] = ()

    @property
    def installed(self) -> bool:
        """Whether it can be used now."""
        return self.state is State.INSTALLED


def entry_of(name: str, manifest: Manifest, path: Path, *, in_use: bool) -> ModelEntry:
    """The entry of the model in ``path``, which need not be whole, nor be there."""
    listed = partial(_listed, name, manifest, in_use=in_use)
    try:
        found = directory.examine(path)
    except ModelDirectoryError as error:
        if path.is_dir():
            return listed(State.DAMAGED, path, notes=(str(error),))
        return listed(State.ABSENT, None)
    return listed(
        State.INSTALLED,
        path,
        size=found.size,
        converted=conversion.is_converted(found),
        speed=_speed(name, found),
        notes=_notes(name, manifest, found),
    )


def broken_manifest(name: str, error: str) -> ModelEntry:
    """The entry of a manifest of a person's own that cannot be read."""
    unread = Manifest(name, "a manifest that cannot be read", known.UNKNOWN, source_language="")
    return _listed(name, unread, State.DAMAGED, None, notes=(error,))


def _listed(
    name: str,
    manifest: Manifest,
    state: State,
    path: Path | None,
    *,
    in_use: bool = False,
    size: int | None = None,
    converted: bool = False,
    speed: Speed | None = None,
    notes: tuple[str, ...] = (),
) -> ModelEntry:
    if size is None:
        size = sum(file.size or 0 for file in manifest.files) if path is None else 0
    return ModelEntry(
        name,
        state,
        in_use,
        path,
        size,
        manifest.licence,
        manifest.author,
        manifest.provenance,
        manifest.source_language,
        manifest.target_language,
        manifest.repository,
        manifest.revision,
        converted,
        speed,
        manifest.is_embedded,
        manifest.description,
        notes,
    )


def _speed(name: str, found: directory.ModelDirectory) -> Speed | None:
    """What was measured, if it was measured of these files."""
    measured = records.speed(name)
    if measured is None or measured.fingerprint != fingerprint.of_files(found.files):
        return None
    return measured


def _notes(name: str, manifest: Manifest, found: directory.ModelDirectory) -> tuple[str, ...]:
    notes = []
    pinned = known.available().get(name)
    if pinned is not None and pinned.revision != manifest.revision:
        which = f"revision {manifest.revision[:12]}" if manifest.revision else "unknown revision"
        notes.append(f"of {which}, not of the pinned one ({pinned.revision[:12]})")
    if manifest.source_prefix not in ("", *found.prefixes):
        notes.append(f"its vocabulary does not know the prefix {manifest.source_prefix}")
    elif found.prefixes and not manifest.source_prefix:
        some = ", ".join(found.prefixes[:_SOME]) + (" …" if len(found.prefixes) > _SOME else "")
        notes.append(f"it writes several languages; say which with the prefix {some}")
    return tuple(notes)
