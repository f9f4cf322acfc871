"""Manifests are read whole or refused with a reason."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.models import places
from workbench.engines.models.manifest import (
    Manifest,
    ModelFile,
    own_manifests,
    read,
    shipped_manifests,
    write,
)
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


DIGEST = "ab" * 32
PINNED = f"""
name = "m"
description = "d"
licence = "MIT"
repository = "a/b"
revision = "{"1" * 40}"
base_url = "https://hub.example"
[[files]]
name = "f"
size = 3
sha256 = "{DIGEST}"
"""


def test_a_manifest_may_name_checksums(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(PINNED)
    assert read(path).files == (ModelFile("f", 3, DIGEST),)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(_TEXTS, _TEXTS, st.booleans(), st.none() | st.integers(1, 999))
def test_what_is_written_is_read_the_same(
    description: str, author: str, moses: bool, longest: int | None
) -> None:
    manifest = Manifest(
        "m", description, "MIT", author=author, moses_punctuation=moses, longest_source=longest,
        source_language="en", files=(ModelFile("f"), ModelFile("g", 3, DIGEST)),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manifest.toml"
        write(path, manifest)
        assert read(path) == manifest


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('name = "f"', 'name = "../f"', "no name"),
        ('name = "m"', 'name = ".m"', "no name"),
        ("1" * 40, "main", "40 hexadecimal"),
        (DIGEST, "ab", "64 hexadecimal"),
        ("https://hub.example", "file:///etc", "https"),
        ('"a/b"', '"a"', "owner/name"),
        ("size = 3", 'size = "3"', "size is '3', not of the type int"),
        ('licence = "MIT"', "licence = 3", "licence is 3"),
        ('licence = "MIT"', 'licence = "MIT"\nmoses_punctuation = 1', "moses_punctuation is 1"),
        ('licence = "MIT"', 'licence = "MIT"\nlongest_source = true', "longest_source is True"),
    ],
)
def test_a_field_that_is_not_what_it_should_be_is_named(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    path = tmp_path / "m.toml"
    path.write_text(PINNED.replace(old, new))
    with pytest.raises(FormatError, match=reason):
        read(path)


def test_a_person_adds_manifests_and_a_broken_one_is_named(tmp_path: Path) -> None:
    assert own_manifests() == ({}, {})
    places.own_manifests().mkdir(parents=True)
    (places.own_manifests() / "mine.toml").write_text(PINNED)
    (places.own_manifests() / "wrong.toml").write_text("name = ")
    known, broken = own_manifests()
    assert list(known) == ["m"]
    assert list(broken) == ["wrong"]


def test_a_direction_is_shown_where_it_is_known() -> None:
    assert Manifest("m", "", "MIT").direction == "zh→en"
    assert Manifest("m", "", "MIT", source_language="").direction == ""


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
