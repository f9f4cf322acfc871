"""Files arrive whole, are resumed, and never appear wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.engines.hub import serving
from workbench.engines.models.download import download, download_if_there
from workbench.engines.models.manifest import ModelFile
from workbench.errors import DownloadError

CONTENT = bytes(range(256)) * 4096


@pytest.fixture
def served(tmp_path: Path) -> Path:
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "weights").write_bytes(CONTENT)
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def test_a_file_arrives_and_is_counted(served: Path, into: Path) -> None:
    arrived: list[int] = []
    wanted = ModelFile("weights", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    with serving(served) as hub:
        path = download(f"{hub.url}/weights", wanted, into, arrived.append)
    assert path.read_bytes() == CONTENT
    assert sum(arrived) == len(CONTENT)
    assert [p.name for p in into.iterdir()] == ["weights"]


def test_a_lost_connection_is_resumed(served: Path, into: Path) -> None:
    wanted = ModelFile("weights", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    with serving(served) as hub:
        hub.cut_after = 300_000
        with pytest.raises(DownloadError, match="lost after") as caught:
            download(f"{hub.url}/weights", wanted, into, lambda _: None)
        assert "kept" in caught.value.hint
        assert (into / "weights.part").stat().st_size == 300_000
        hub.cut_after = None
        arrived: list[int] = []
        path = download(f"{hub.url}/weights", wanted, into, arrived.append)
        assert hub.requests[-1] == ("/weights", "bytes=300000-")
    assert path.read_bytes() == CONTENT
    assert sum(arrived) == len(CONTENT)


def test_a_hub_that_cannot_resume_sends_all_again(served: Path, into: Path) -> None:
    (into / "weights.part").write_bytes(b"old")
    with serving(served) as hub:
        hub.ranges_work = False
        path = download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)
    assert path.read_bytes() == CONTENT


def test_a_part_that_is_complete_is_taken(served: Path, into: Path) -> None:
    (into / "weights.part").write_bytes(CONTENT)
    with serving(served) as hub:
        path = download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (ModelFile("weights", 17), "should have 17"),
        (ModelFile("weights", None, "00" * 32), "another checksum"),
    ],
)
def test_a_wrong_file_is_deleted(served: Path, into: Path, wanted: ModelFile, reason: str) -> None:
    with serving(served) as hub, pytest.raises(DownloadError, match=reason):
        download(f"{hub.url}/weights", wanted, into, lambda _: None)
    assert not list(into.iterdir())


def test_a_refusal_says_the_status(served: Path, into: Path) -> None:
    with serving(served) as hub, pytest.raises(DownloadError, match="404"):
        download(f"{hub.url}/nothing", ModelFile("nothing"), into, lambda _: None)


def test_a_hub_that_is_gone(served: Path, into: Path) -> None:
    with serving(served) as hub:
        gone = hub.url
    with pytest.raises(DownloadError, match="could not be fetched") as caught:
        download(f"{gone}/weights", ModelFile("weights"), into, lambda _: None)
    assert "embedded model works meanwhile" in caught.value.hint


GIT_NAME = hashlib.sha1(b"blob %d\0" % len(CONTENT) + CONTENT).hexdigest()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize("tag", [f'"{GIT_NAME}"', f'W/"{GIT_NAME}"', '"an-opaque-tag"'])
def test_the_name_that_git_gives_a_file_is_checked(served: Path, into: Path, tag: str) -> None:
    with serving(served) as hub:
        hub.tags["weights"] = tag
        download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)


def test_a_file_that_git_calls_otherwise_is_refused(served: Path, into: Path) -> None:
    with serving(served) as hub:
        hub.tags["weights"] = f'"{"0" * 40}"'
        with pytest.raises(DownloadError, match="than the hub declares"):
            download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)
    assert not list(into.iterdir())


def test_what_the_hub_says_of_a_large_file_is_checked(served: Path, into: Path) -> None:
    """The place that the hub leads to may have tags of its own kind, which say nothing."""
    with serving(served) as hub:
        hub.linked["weights"] = f'"{SHA256}"'
        hub.tags["weights"] = f'"{"0" * 64}"'
        download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)
        (into / "weights").unlink()
        hub.linked["weights"] = f'"{"0" * 64}"'
        with pytest.raises(DownloadError, match="than the hub declares"):
            download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)


def test_a_large_file_is_resumed_where_the_hub_leads_to(served: Path, into: Path) -> None:
    with serving(served) as hub:
        hub.linked["weights"] = f'"{SHA256}"'
        hub.cut_after = 300_000
        with pytest.raises(DownloadError):
            download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)
        hub.cut_after = None
        path = download(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)
        assert hub.requests[-1] == ("/elsewhere/weights", "bytes=300000-")
    assert path.read_bytes() == CONTENT


def test_a_file_that_need_not_be_there(served: Path, into: Path) -> None:
    with serving(served) as hub:
        address = f"{hub.url}/none"
        assert download_if_there(address, ModelFile("none"), into, lambda _: None) is None
        path = download_if_there(f"{hub.url}/weights", ModelFile("weights"), into, lambda _: None)
        assert path == into / "weights"
    with pytest.raises(DownloadError, match="could not be fetched"):
        download_if_there(address, ModelFile("none"), into, lambda _: None)
