"""Manifests are read whole or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.engines.manifest import ModelFile, read, shipped_manifests
from workbench.errors import FormatError, UnreadableFileError


def test_the_shipped_models_are_known_with_pinned_revisions() -> None:
    known = {manifest.name: manifest for manifest in shipped_manifests()}
    assert set(known) == {"embedded", "opus-mt-zh-en", "opus-mt-en-zh"}
    forward, back = known["opus-mt-zh-en"], known["opus-mt-en-zh"]
    assert forward.revision == "cf109095479db38d6df799875e34039d4938aaa6"
    assert forward.licence == "CC-BY-4.0"
    assert ModelFile("pytorch_model.bin", 312_087_009) in forward.files
    assert back.revision == "408d9bc410a388e1d9aef112a2daba955b945255"
    assert (back.source_language, back.target_language) == ("en", "zh")
    assert back.source_prefix == ">>cmn_Hans<<"
    assert known["embedded"].is_embedded
    assert not known["embedded"].repository


def test_a_manifest_may_name_checksums(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(
        'name = "m"\ndescription = "d"\nlicence = "MIT"\nrepository = "a/b"\nrevision = "1"\n'
        'base_url = "https://hub.example"\n[[files]]\nname = "f"\nsize = 3\nsha256 = "ab"\n'
    )
    assert read(path).files == (ModelFile("f", 3, "ab"),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name = ", "no TOML"),
        ('name = "m"', "not complete"),
        ('name = "m"\ndescription = "d"\nlicence = "l"\nmodell = 1', "modell"),
        ('name = "m"\ndescription = "d"\nlicence = "l"\nrepository = "a/b"', "pinned revision"),
    ],
)
def test_a_wrong_manifest_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(FormatError, match=reason):
        read(path)


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"none\.toml"):
        read(tmp_path / "none.toml")
