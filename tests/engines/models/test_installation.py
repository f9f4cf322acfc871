"""Models are installed whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.engines.hub import serving
from workbench.engines.confidence import Calibration, text_of
from workbench.engines.loading import load
from workbench.engines.models import catalogue, places
from workbench.engines.models.download import checksum
from workbench.engines.models.entries import State
from workbench.engines.models.installation import install
from workbench.engines.models.manifest import Manifest, ModelFile, read, write
from workbench.engines.models.registration import register
from workbench.errors import (
    DownloadError,
    FormatError,
    ModelDirectoryError,
    ModelNotInstalledError,
    UsageError,
)

REVISION = "0f" * 20
OTHER = "1e" * 20


def _pin(folder: Path, name: str = "small") -> Manifest:
    """Write a manifest of one's own for the files in a directory, and return it."""
    files = tuple(
        ModelFile(path.name, path.stat().st_size, checksum(path))
        for path in sorted(folder.iterdir())
    )
    manifest = Manifest(
        name, "a model on a hub", "MIT", author="Somebody", repository="some/small",
        revision=REVISION, base_url="http://127.0.0.1:9", files=files,
    )  # fmt: skip
    places.own_manifests().mkdir(parents=True, exist_ok=True)
    write(places.own_manifests() / f"{name}.toml", manifest)
    return manifest


@pytest.fixture
def on_hub(copied: Path) -> Manifest:
    """A model called `small` that the hub has: the embedded model's files."""
    return _pin(copied)


def test_a_model_is_downloaded_and_translates(copied: Path, on_hub: Manifest) -> None:
    told: list[tuple[int, int | None]] = []
    with serving(copied) as hub:
        entry = install("small", base_url=hub.url, progress=lambda *told_: told.append(told_))
        assert hub.requests[0][0] == f"/some/small/resolve/{on_hub.revision}/config.json"
    assert (entry.name, entry.installed, entry.licence) == ("small", True, "MIT")
    assert told[-1] == (entry.size, entry.size)
    assert load("small").translate(["我喜欢你。"])[0].text
    assert (entry.author, entry.revision, entry.notes) == ("Somebody", REVISION, ())
    assert [path.name for path in places.installed_models().iterdir()] == ["small"]
    kept = read(places.installed_models() / "small" / "manifest.toml")
    assert kept == on_hub


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


def test_what_is_no_model_is_not_kept(copied: Path) -> None:
    size = (copied / "config.json").stat().st_size
    (copied / "config.json").write_text("x" * size)
    on_hub = _pin(copied)
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


def test_a_file_that_is_not_the_pinned_one_is_not_kept(copied: Path, on_hub: Manifest) -> None:
    content = (copied / "source.spm").read_bytes()
    (copied / "source.spm").write_bytes(content[:-1] + b"?")
    with serving(copied) as hub, pytest.raises(DownloadError, match="another checksum"):
        install(on_hub.name, base_url=hub.url)
    assert not catalogue.entry("small").installed


def test_a_known_model_comes_from_a_directory_and_is_held_to_its_manifest(
    copied: Path, on_hub: Manifest
) -> None:
    entry = install("small", source=copied)
    assert (entry.name, entry.licence, entry.revision, entry.notes) == (
        "small", "MIT", REVISION, (),
    )  # fmt: skip


def test_another_revision_is_installed_and_told(copied: Path, on_hub: Manifest) -> None:
    (copied / "generation_config.json").write_text('{"num_beams": 2}')
    entry = install("small", source=copied)
    assert entry.installed
    assert entry.revision == ""
    assert entry.notes == (f"of unknown revision, not of the pinned one ({REVISION[:12]})",)


def _snapshot(folder: Path, copied: Path, revision: str) -> Path:
    """The directory as a hub's own tools keep it in their cache."""
    path = folder / "models--some--small" / "snapshots" / revision
    shutil.copytree(copied, path)
    return path


def test_a_hubs_cache_tells_the_revision(copied: Path, on_hub: Manifest, tmp_path: Path) -> None:
    entry = install(str(_snapshot(tmp_path, copied, OTHER)))
    assert (entry.name, entry.revision) == ("small", OTHER)
    assert entry.notes == (f"of revision {OTHER[:12]}, not of the pinned one ({REVISION[:12]})",)
    catalogue.remove("small")
    assert install(str(_snapshot(tmp_path, copied, REVISION))).notes == ()


def test_a_hubs_cache_tells_whose_a_model_is_that_no_manifest_knows(
    copied: Path, tmp_path: Path
) -> None:
    entry = install(str(_snapshot(tmp_path, copied, OTHER)))
    assert (entry.name, entry.repository, entry.revision) == ("small", "some/small", OTHER)
    assert (entry.author, entry.licence, entry.notes) == ("some", "unknown", ())
    catalogue.remove("small")
    with pytest.raises(ModelNotInstalledError):
        install("small")


def test_a_directory_that_claims_to_be_the_pinned_revision_is_held_to_it(
    copied: Path, on_hub: Manifest, tmp_path: Path
) -> None:
    path = _snapshot(tmp_path, copied, REVISION)
    (path / "generation_config.json").write_text('{"num_beams": 2}')
    with pytest.raises(ModelDirectoryError, match=r"generation_config\.json has 16 bytes and not"):
        install(str(path))
    assert not catalogue.entry("small").installed


def test_a_directory_filled_by_a_hubs_tools_tells_the_revision(copied: Path) -> None:
    note = copied / ".cache" / "huggingface" / "download" / "config.json.metadata"
    note.parent.mkdir(parents=True)
    note.write_text(f"{OTHER}\netag\n0.0\n")
    assert install(str(copied)).revision == OTHER


def test_a_model_is_carried_to_another_machine_with_all_that_is_known_of_it(
    copied: Path, on_hub: Manifest, tmp_path: Path
) -> None:
    install("small", source=copied)
    stick = tmp_path / "stick" / "small"
    shutil.copytree(places.installed_models() / "small", stick)
    catalogue.remove("small")
    (places.own_manifests() / "small.toml").unlink()
    entry = install(str(stick))
    assert (entry.licence, entry.author, entry.revision) == ("MIT", "Somebody", REVISION)
    catalogue.remove("small")
    (stick / "vocab.json").write_bytes((stick / "vocab.json").read_bytes() + b" ")
    with pytest.raises(ModelDirectoryError, match=r"vocab\.json has .* and not"):
        install(str(stick))


def test_card_provenance_and_calibration_go_along(copied: Path) -> None:
    files = {
        "README.md": "# A card",
        "provenance.toml": 'base = "embedded"',
        "confidence.toml": text_of(Calibration(1.0, (2.0, -1.0, -1.0, 0.0), 45.0, 80), head="Own."),
    }
    for name, text in files.items():
        (copied / name).write_text(text, "utf-8")
    entry = install(str(copied))
    assert entry.path is not None
    assert {name: (entry.path / name).read_text("utf-8") for name in files} == files
    (copied / "confidence.toml").write_text("usable = ", "utf-8")
    with pytest.raises(FormatError, match="calibration cannot be read"):
        install("other", source=copied)
    assert [path.name for path in places.installed_models().iterdir()] == [entry.name]


def test_a_name_that_nobody_knows_says_what_else_can_be_given() -> None:
    with pytest.raises(ModelNotInstalledError, match="opus-mt-de-en") as caught:
        install("opus-mt-de-en")
    assert "--revision" in caught.value.hint
    assert str(places.own_manifests()) in caught.value.hint


def test_a_broken_copy_is_replaced_by_a_whole_one(copied: Path, on_hub: Manifest) -> None:
    install("small", source=copied)
    (places.installed_models() / "small" / "target.spm").unlink()
    assert catalogue.entry("small").state is State.DAMAGED
    assert install("small", source=copied).installed


def test_not_every_name_can_be_given(copied: Path) -> None:
    with pytest.raises(UsageError, match="there already"):
        install("embedded", source=copied)
    with pytest.raises(UsageError, match="cannot be called"):
        install("../up", source=copied)


def test_a_model_that_was_made_here_tells_from_what(copied: Path) -> None:
    made = Manifest("mine", "d", "MIT", provenance="embedded, tuned on 300 units by LW")
    entry = register(copied, made)
    assert entry.installed
    assert entry.provenance == "embedded, tuned on 300 units by LW"
    kept = read(places.installed_models() / "mine" / "manifest.toml")
    assert "model.safetensors" in {file.name for file in kept.files}
    assert all(file.sha256 for file in kept.files)
