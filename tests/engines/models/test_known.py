"""What a directory or a name tells of a model, and what stays unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.engines.models import known, places
from workbench.engines.tokenizer import Tokenizer

PINNED = """
name = "opus-mt-zh-en"
description = "mine"
licence = "MIT"
repository = "me/opus-mt-zh-en"
revision = "{revision}"
base_url = "https://hub.example"
[[files]]
name = "config.json"
"""


@pytest.mark.parametrize(
    ("name", "told", "direction"),
    [
        ("opus-mt-de-en", {}, ("de", "en")),
        ("opus-mt-tc-big-zh-ja", {}, ("zh", "ja")),
        ("mine", {"source_lang": "eng", "target_lang": "cmn"}, ("en", "zh")),
        ("opus-mt-de-en", {"source_lang": "zho", "target_lang": "en"}, ("zh", "en")),
        ("mine", {"source_lang": 3}, ("", "")),
        ("mine", [1], ("", "")),
        ("mine", {}, ("", "")),
    ],
)
def test_the_direction_is_told_by_the_tokeniser_or_the_name(
    tmp_path: Path, name: str, told: object, direction: tuple[str, str]
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "tokenizer_config.json").write_text(json.dumps(told))
    found = known.of_directory(folder)
    assert (found.source_language, found.target_language) == direction
    assert (found.name, found.licence) == (name, "unknown")


@pytest.mark.parametrize("content", [None, b"{", b"name = 3", b"\xff"])
def test_a_directory_tells_what_it_can_whatever_is_in_it(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "manifest.toml").write_bytes(content)
        (tmp_path / "tokenizer_config.json").write_bytes(content)
    assert known.of_directory(tmp_path).licence == "unknown"


def test_a_directory_called_like_a_known_model_is_that_model(tmp_path: Path) -> None:
    assert known.of_directory(tmp_path / "opus-mt-en-zh").source_prefix == ">>cmn_Hans<<"


def test_a_manifest_of_ones_own_pins_another_revision() -> None:
    places.own_manifests().mkdir(parents=True)
    (places.own_manifests() / "x.toml").write_text(PINNED.format(revision="1e" * 20))
    assert known.available()["opus-mt-zh-en"].revision == "1e" * 20
    assert known.of_repository("ME/opus-mt-zh-en") is not None
    assert known.of_repository("Helsinki-NLP/opus-mt-zh-en") is None
    assert known.of_repository("") is None


def test_the_prefix_of_a_language_is_one_piece(copied: Path) -> None:
    vocabulary = json.loads((copied / "vocab.json").read_text("utf-8"))
    vocabulary[">>cmn_Hans<<"] = vocabulary.pop("莫")
    (copied / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    pieces = Tokenizer(copied, prefix=">>cmn_Hans<<").encode("The harbour is busy.")
    assert pieces[0] == ">>cmn_Hans<<"
    assert pieces[1:] == Tokenizer(copied).encode("The harbour is busy.")
