"""Models are installed whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.hub import serving
from workbench.engines import catalogue, places
from workbench.engines.installation import install
from workbench.engines.loading import load
from workbench.engines.manifest import Manifest, ModelFile, shipped_manifests
from workbench.errors import DownloadError, ModelDirectoryError, ModelNotInstalledError, UsageError


@pytest.fixture
def on_hub(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """A model called `small` that the hub has: the embedded model's files."""
    files = tuple(ModelFile(path.name, path.stat().st_size) for path in sorted(copied.iterdir()))
    manifest = Manifest(
        "small", "a model on a hub", "MIT", repository="some/small", revision="0f" * 20,
        base_url="http://127.0.0.1:9", files=files,
    )  # fmt: skip
    known = (*shipped_manifests(), manifest)
    monkeypatch.setattr("workbench.engines.catalogue.shipped_manifests", lambda: known)
    return manifest


def test_a_model_is_downloaded_and_translates(copied: Path, on_hub: Manifest) -> None:
    told: list[tuple[int, int | None]] = []
    with serving(copied) as hub:
        entry = install("small", base_url=hub.url, progress=lambda *told_: told.append(told_))
        assert hub.requests[0][0] == f"/some/small/resolve/{on_hub.revision}/config.json"
    assert (entry.name, entry.installed, entry.licence) == ("small", True, "MIT")
    assert told[-1] == (entry.size, entry.size)
    assert load("small").translate(["我喜欢你。"])[0].text
    assert [path.name for path in places.installed_models().iterdir()] == ["small"]


def test_an_interrupted_installation_is_continued(copied: Path, on_hub: Manifest) -> None:
    with serving(copied) as hub:
        hub.cut_after = 200_000
        with pytest.raises(DownloadError):
            install(on_hub.name, base_url=hub.url)
        with pytest.raises(ModelNotInstalledError):
            catalogue.find("small")
        hub.cut_after = None
        assert install("small", base_url=hub.url).installed
        resumed = [path for path, asked in hub.requests if asked == "bytes=200000-"]
        assert len(resumed) == 1


def test_without_a_network_there_is_one_clear_message(on_hub: Manifest) -> None:
    with pytest.raises(DownloadError, match="could not be fetched"):
        install(on_hub.name)
    assert not catalogue.entry("small").installed
    assert [path.name[0] for path in places.installed_models().iterdir()] == ["."]


def test_what_is_no_model_is_not_kept(copied: Path, on_hub: Manifest) -> None:
    size = (copied / "config.json").stat().st_size
    (copied / "config.json").write_text("x" * size)
    with serving(copied) as hub, pytest.raises(ModelDirectoryError, match="no JSON"):
        install(on_hub.name, base_url=hub.url)
    assert not list(places.installed_models().iterdir())


def test_a_directory_is_installed_listed_and_removed(copied: Path) -> None:
    entry = install(str(copied))
    assert (entry.name, entry.licence, entry.is_embedded) == ("some-model", "unknown", False)
    assert "some-model" in {found.name for found in catalogue.models()}
    assert entry.path is not None
    assert entry.path.parent == places.installed_models()
    with pytest.raises(UsageError, match="there already"):
        install(str(copied))
    catalogue.remove("some-model")
    assert "some-model" not in {found.name for found in catalogue.models()}


def test_a_broken_directory_leaves_nothing(copied: Path) -> None:
    (copied / "vocab.json").unlink()
    with pytest.raises(ModelDirectoryError, match=r"vocab\.json"):
        install(str(copied))
    assert not places.installed_models().exists()


@pytest.mark.parametrize("name", ["embedded", "nonsense"])
def test_what_cannot_be_installed_says_so(name: str) -> None:
    with pytest.raises((UsageError, ModelNotInstalledError), match=name):
        install(name)
