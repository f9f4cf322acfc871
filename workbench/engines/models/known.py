"""What is known of a model by its name, its directory or its place on a hub.

Manifests that ship with the workbench come first, a person's own add to them or pin another
revision, and a directory tells what it can: by the manifest in it, by how a hub's own tools named
it, by its tokeniser's languages. Promises: nothing here fails on a directory, whatever is in it;
what is not known is empty or ``unknown``, never guessed.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.engines.models.manifest import (
    FILE_NAME,
    Manifest,
    is_name,
    is_repository,
    is_revision,
    own_manifests,
    read,
    shipped_manifests,
)
from workbench.errors import InputError

UNKNOWN = "unknown"

_OPUS = re.compile(r"opus-mt(?:-tc(?:-\w+)?)?-([a-z]{2,3})-([a-z]{2,3})")
_TWO_LETTERS = {
    "ara": "ar", "chi": "zh", "cmn": "zh", "deu": "de", "eng": "en", "fra": "fr", "ita": "it",
    "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es",
    "ukr": "uk", "vie": "vi", "yue": "yue", "zho": "zh",
}  # fmt: skip


def available() -> dict[str, Manifest]:
    """Every model that has a manifest, by name; a person's own manifest wins over a shipped one."""
    shipped = {manifest.name: manifest for manifest in shipped_manifests()}
    own = {name: found for name, found in own_manifests()[0].items() if not found.is_embedded}
    return shipped | own


def of_directory(path: Path) -> Manifest:
    """What can be said of the model in ``path``; it need not be whole."""
    name = _name(path)
    try:
        return replace(read(path / FILE_NAME), name=name)
    except InputError:  # none, or none that can be read
        pass
    repository, revision = origin(path)
    known = of_repository(repository) or available().get(name)
    if known is not None and not known.is_embedded:
        return replace(known, name=name, revision=revision or known.revision)
    return described(name, path, repository=repository, revision=revision)


def of_repository(repository: str) -> Manifest | None:
    """The manifest that is for a hub's repository, in whatever case it is written."""
    wanted = repository.lower()
    found = (m for m in available().values() if m.repository.lower() == wanted and wanted)
    return next(found, None)


def described(name: str, path: Path, *, repository: str = "", revision: str = "") -> Manifest:
    """What can be said of a model without a manifest, by its name and its tokeniser."""
    source, target = _languages(name, path)
    owner = repository.partition("/")[0]
    return Manifest(
        name,
        f"{repository}, from a hub" if repository else "a model of your own",
        UNKNOWN,
        author=owner,
        source_language=source,
        target_language=target,
        moses_punctuation=_OPUS.match(name) is not None,
        repository=repository,
        revision=revision,
    )


def origin(path: Path) -> tuple[str, str]:
    """The repository and revision of a copy that a hub's own tools made; empty where unknown.

    They keep ``models--OWNER--NAME/snapshots/REVISION`` in their cache, and leave the revision in
    ``.cache/huggingface/download/config.json.metadata`` of a directory that they filled.
    """
    if path.parent.name == "snapshots" and is_revision(path.name):
        repository = path.parent.parent.name.removeprefix("models--").replace("--", "/")
        return (repository if is_repository(repository) else "", path.name)
    note = path / ".cache" / "huggingface" / "download" / "config.json.metadata"
    try:
        revision = note.read_text("utf-8").split("\n", 1)[0].strip()
    except (OSError, UnicodeDecodeError):
        return "", ""
    return "", revision if is_revision(revision) else ""


def _name(path: Path) -> str:
    repository, revision = origin(path)
    if repository and path.name == revision:
        return repository.partition("/")[2]
    return path.name if is_name(path.name) else "model"


def _languages(name: str, path: Path) -> tuple[str, str]:
    """The languages that the tokeniser names, else those in the name; empty where neither does."""
    try:
        config: Any = json.loads((path / "tokenizer_config.json").read_bytes())
    except (OSError, ValueError):
        config = {}
    told = config if isinstance(config, dict) else {}
    named = _OPUS.match(name)
    found = []
    for place, key in enumerate(("source_lang", "target_lang")):
        code = told.get(key) or (named.group(place + 1) if named else "")
        found.append(_TWO_LETTERS.get(code, code) if isinstance(code, str) else "")
    return found[0], found[1]
