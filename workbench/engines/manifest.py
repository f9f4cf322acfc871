"""What is known of a model before it is on the machine: where from, which files, whose.

A manifest is a TOML file in ``models/``. Promises: reading one checks every field, so that the rest
of the room need not; a revision is always pinned where files are downloaded from.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.engines.places import shipped_models
from workbench.errors import FormatError, UnreadableFileError

EMBEDDED = "embedded"
"""The name of the small model that ships with the workbench."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model: its name, and size in bytes and SHA-256 where they are known."""

    name: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """One model.

    Attributes:
        name: what a person types to choose it.
        description: one sentence on what it is.
        licence: SPDX expression of the weights.
        source_language, target_language: BCP 47 tags.
        source_prefix: what the model wants before each source (``>>cmn_Hans<<``), or empty.
        longest_source: pieces beyond which a source is translated in parts.
        repository, revision, base_url: where it is downloaded from; empty for the embedded model.
        files: what belongs to it.
    """

    name: str
    description: str
    licence: str
    source_language: str = "zh"
    target_language: str = "en"
    source_prefix: str = ""
    moses_punctuation: bool = False
    longest_source: int | None = None
    repository: str = ""
    revision: str = ""
    base_url: str = ""
    files: tuple[ModelFile, ...] = ()

    @property
    def is_embedded(self) -> bool:
        """Whether this is the model that ships with the workbench."""
        return self.name == EMBEDDED


def read(path: Path) -> Manifest:
    """Read one manifest.

    Raises:
        UnreadableFileError: the file is not there or may not be read.
        FormatError: it is no TOML, or a field is missing or of another type.
    """
    try:
        fields = tomllib.loads(path.read_text("utf-8"))
    except OSError as exc:
        raise UnreadableFileError("the model's manifest cannot be read", where=str(path)) from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise FormatError(f"the manifest is no TOML: {exc}", where=str(path)) from exc
    try:
        return _manifest(fields)
    except (KeyError, TypeError, ValueError) as exc:
        raise FormatError(f"the manifest is not complete: {exc}", where=str(path)) from exc


def _manifest(fields: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        **{**fields, "files": tuple(ModelFile(**entry) for entry in fields.get("files", ()))}
    )
    if manifest.repository and not (manifest.revision and manifest.base_url and manifest.files):
        raise ValueError("a repository needs a pinned revision, a base_url and files")
    return manifest


def shipped_manifests() -> tuple[Manifest, ...]:
    """The manifests that ship with the workbench, the embedded model's first."""
    folder = shipped_models()
    found = [folder / EMBEDDED / "manifest.toml", *sorted(folder.glob("*.toml"))]
    return tuple(read(path) for path in found if path.exists())
