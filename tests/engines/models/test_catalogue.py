"""Models are found by name or path, and what is missing says how to get it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.engines.models import catalogue, places
from workbench.errors import ModelDirectoryError, ModelNotInstalledError, UsageError


def test_the_list_tells_what_is_there() -> None:
    entries = {entry.name: entry for entry in catalogue.models()}
    assert entries["embedded"].installed
    assert entries["embedded"].is_embedded
    assert not entries["opus-mt-zh-en"].installed
    assert entries["opus-mt-zh-en"].size > 300_000_000
    assert entries["opus-mt-zh-en"].path is None


def test_a_model_that_is_not_installed_says_which_command_gets_it() -> None:
    with pytest.raises(ModelNotInstalledError, match="workbench models install opus-mt-zh-en"):
        catalogue.find("opus-mt-zh-en")


def test_an_unknown_name_shows_the_known_ones() -> None:
    with pytest.raises(ModelNotInstalledError, match="embedded, opus-mt-en-zh, opus-mt-zh-en"):
        catalogue.find("opus-mt-zh-fr")


def test_a_directory_can_be_named_by_its_path(copied: Path) -> None:
    model = catalogue.find(str(copied))
    assert model.manifest.name == "some-model"
    assert not model.manifest.is_embedded


def test_the_embedded_model_is_known_by_its_path_too(embedded: Path) -> None:
    assert catalogue.find(str(embedded)).manifest == catalogue.manifest("embedded")


def test_a_broken_directory_is_refused_by_path(copied: Path) -> None:
    (copied / "target.spm").unlink()
    with pytest.raises(ModelDirectoryError, match=r"target\.spm"):
        catalogue.find(str(copied))


def test_opus_mt_is_the_default_once_it_is_whole(copied: Path) -> None:
    assert catalogue.default_name() == "embedded"
    target = places.installed_models() / "opus-mt-zh-en"
    shutil.copytree(copied, target)
    assert catalogue.default_name() == "opus-mt-zh-en"
    (target / "config.json").unlink()
    assert catalogue.default_name() == "embedded"


def test_the_embedded_model_stays() -> None:
    with pytest.raises(UsageError, match="part of the workbench"):
        catalogue.remove("embedded")


def test_a_broken_installed_model_can_be_removed(copied: Path) -> None:
    target = places.installed_models() / "mine"
    shutil.copytree(copied, target)
    (target / "config.json").write_text("{")
    catalogue.remove("mine")
    assert not target.exists()
    with pytest.raises(ModelNotInstalledError):
        catalogue.remove("opus-mt-zh-en")
