"""What is known of a model before it is on the machine: where from, which files, whose.

A manifest is a TOML file: those in ``models/`` ship with the workbench, those in the user's own
folder (`places.own_manifests`) add further models, and each installed model carries one. Promises:
reading one checks every field, so that the rest of the room need not; a revision is always pinned
where files are downloaded from; no name in it leads out of the directory that it is for.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from workbench.engines.models.places import own_manifests as own_folder
from workbench.engines.models.places import shipped_models
from workbench.errors import FormatError, UnreadableFileError

EMBEDDED = "embedded"
"""The name of the small model that ships with the workbench."""

FILE_NAME = "manifest.toml"
"""The manifest inside a model's own directory."""

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
_REPOSITORY: Final = re.compile(rf"{_NAME.pattern}/{_NAME.pattern}")
_REVISION: Final = re.compile(r"[0-9a-f]{40}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ADDRESS: Final = re.compile(r"https?://\S+")


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
        author: whose it is: who made the weights and wants to be named.
        provenance: what it was made from and when, where it was made on this machine.
        source_language, target_language: BCP 47 tags; empty where unknown.
        source_prefix: what the model wants before each source (``>>cmn_Hans<<``), or empty.
        moses_punctuation: whether its authors normalised punctuation before they trained.
        longest_source: pieces beyond which a source is translated in parts.
        repository, revision: what a hub calls it; empty where it comes from none.
        base_url: the hub; empty where it can only be copied from a directory.
        files: what belongs to it.
    """

    name: str
    description: str
    licence: str
    author: str = ""
    provenance: str = ""
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

    @property
    def direction(self) -> str:
        """The direction as shown (``zh→en``); empty where it is not known."""
        if not (self.source_language and self.target_language):
            return ""
        return f"{self.source_language}→{self.target_language}"


def is_name(text: str) -> bool:
    """Whether a model can be called so: letters, digits and ``._+-``, no dot at its beginning."""
    return _NAME.fullmatch(text) is not None


def is_repository(text: str) -> bool:
    """Whether it has the form of a hub's ``owner/name``."""
    return _REPOSITORY.fullmatch(text) is not None


def is_revision(text: str) -> bool:
    """Whether it is a full revision: 40 hexadecimal digits in lower case."""
    return _REVISION.fullmatch(text) is not None


def read(path: Path) -> Manifest:
    """Read one manifest.

    Raises:
        UnreadableFileError: the file is not there or may not be read.
        FormatError: it is no TOML, or a field is missing, unknown or of another type.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as exc:
        raise UnreadableFileError("the model's manifest cannot be read", where=str(path)) from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise FormatError(f"the manifest is no TOML: {exc}", where=str(path)) from exc
    try:
        files = tuple(_of_type(ModelFile, entry) for entry in found.pop("files", ()))
        manifest: Manifest = _of_type(Manifest, found | {"files": files})
        _check(manifest)
    except (TypeError, ValueError) as exc:
        raise FormatError(f"the manifest is not complete: {exc}", where=str(path)) from exc
    return manifest


def write(path: Path, manifest: Manifest) -> None:
    """Write a manifest that `read` reads as the same; what has its usual value is left out."""
    lines = [
        f"{field.name} = {_toml(getattr(manifest, field.name))}"
        for field in fields(Manifest)
        if field.name != "files" and getattr(manifest, field.name) != field.default
    ]
    for file in manifest.files:
        lines += ["", "[[files]]"]
        known = {"name": file.name, "size": file.size, "sha256": file.sha256}
        lines += [f"{key} = {_toml(value)}" for key, value in known.items() if value is not None]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def shipped_manifests() -> tuple[Manifest, ...]:
    """The manifests that ship with the workbench, the embedded model's first."""
    folder = shipped_models()
    found = [folder / EMBEDDED / FILE_NAME, *sorted(folder.glob("*.toml"))]
    return tuple(read(path) for path in found if path.exists())


def own_manifests() -> tuple[dict[str, Manifest], dict[str, FormatError]]:
    """A person's own manifests by name, and what is wrong with those that cannot be read."""
    known: dict[str, Manifest] = {}
    broken: dict[str, FormatError] = {}
    for path in sorted(own_folder().glob("*.toml")):
        try:
            manifest = read(path)
            known[manifest.name] = manifest
        except FormatError as error:
            broken[path.stem] = error
        except UnreadableFileError as error:
            broken[path.stem] = FormatError(error.what, where=error.where)
    return known, broken


_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "moses_punctuation": (bool,),
    "longest_source": (int, type(None)),
    "size": (int, type(None)),
    "sha256": (str, type(None)),
    "files": (tuple,),
}


def _of_type(kind: type, found: Any) -> Any:
    """A value of the dataclass ``kind``, with fields of the types that it wants.

    Raises:
        TypeError: a field is missing, unknown or of another type.
    """
    if not isinstance(found, Mapping):
        raise TypeError(f"{found!r} is no table")
    for key, value in found.items():
        wanted = _KINDS.get(key, (str,))
        if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
            raise TypeError(f"{key} is {value!r}, not of the type {wanted[0].__name__}")
    return kind(**found)


def _check(manifest: Manifest) -> None:
    """See that names are names and that a download is pinned.

    Raises:
        ValueError: something is not; says what.
    """
    for name in (manifest.name, *(file.name for file in manifest.files)):
        if not is_name(name):
            raise ValueError(f"{name!r} is no name of a model or file")
    for file in manifest.files:
        if file.sha256 is not None and not _SHA256.fullmatch(file.sha256):
            raise ValueError(f"the sha256 of {file.name} is not 64 hexadecimal digits")
    if not manifest.repository:
        return
    if not (manifest.revision and manifest.files):
        raise ValueError("a repository needs a pinned revision and files")
    if not is_revision(manifest.revision):
        raise ValueError("the pinned revision is not 40 hexadecimal digits")
    if not is_repository(manifest.repository):
        raise ValueError("a repository is owner/name")
    if manifest.base_url and not _ADDRESS.fullmatch(manifest.base_url):
        raise ValueError("the base_url does not begin with https://")


def _toml(value: str | bool | int) -> str:
    """A basic string is written like JSON's (TOML 1.0, Strings), with DEL escaped as well."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
