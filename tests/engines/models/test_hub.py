"""Models are fetched by a hub's own name for them, with a revision or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.engines.hub import Hub, serving
from workbench.engines.loading import load
from workbench.engines.models import catalogue, hub, places
from workbench.engines.models.installation import install
from workbench.engines.models.processes import alone
from workbench.errors import DownloadError, ModelDirectoryError, UsageError

NAME = "someone/opus-mt-en-zh-small"
REVISION = "1e" * 20


@pytest.fixture
def there(copied: Path) -> Iterator[Hub]:
    """A hub that has the embedded model's files under every name."""
    with serving(copied) as running:
        yield running


def test_a_model_that_no_manifest_knows_needs_a_revision(there: Hub) -> None:
    with pytest.raises(UsageError, match="its revision has to be said") as caught:
        install(NAME, base_url=there.url)
    assert "--revision" in caught.value.hint
    assert str(places.own_manifests()) in caught.value.hint
    with pytest.raises(UsageError, match="'main' is no full revision"):
        install(NAME, revision="main", base_url=there.url)
    assert not there.requests


def test_a_model_is_fetched_by_its_name_on_the_hub(there: Hub) -> None:
    told: list[int] = []
    entry = install(
        NAME, revision=REVISION, base_url=there.url, progress=lambda done, _: told.append(done)
    )
    assert there.requests[0][0] == f"/{NAME}/resolve/{REVISION}/config.json"
    assert (entry.name, entry.installed, entry.licence) == ("opus-mt-en-zh-small", True, "unknown")
    assert (entry.author, entry.repository, entry.revision) == ("someone", NAME, REVISION)
    assert (entry.source_language, entry.target_language) == ("zh", "en")  # as its tokeniser says
    assert told == sorted(told)
    assert told[-1] == entry.size
    assert load(entry.name).translate(["我喜欢你。"])[0].text


def test_an_interrupted_download_is_continued(there: Hub) -> None:
    there.cut_after = 200_000
    with pytest.raises(DownloadError):
        install(NAME, revision=REVISION, base_url=there.url)
    there.cut_after = None
    assert install(NAME, revision=REVISION, base_url=there.url).installed
    assert [asked for _, asked in there.requests if asked] == ["bytes=200000-"]


@pytest.mark.parametrize(
    ("card", "licence"),
    [
        ("---\nlanguage: zh\nlicense: cc-by-4.0\n---\n# Model\n", "CC-BY-4.0"),
        ('---\nlicense: "apache-2.0"\n---\n', "Apache-2.0"),
        ("---\nlicense: something-else\n---\n", "something-else"),
        ("---\nlanguage: zh\n---\nlicense: mit\n", "unknown"),
        ("# Model\nlicense: mit\n", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_licence_is_what_the_card_says(copied: Path, card: str, licence: str) -> None:
    (copied / "README.md").write_text(card)
    assert hub.licence(copied / "README.md") == licence


def test_a_card_is_kept_with_the_model(there: Hub, copied: Path) -> None:
    (copied / "README.md").write_text("---\nlicense: mit\n---\n")
    entry = install(NAME, revision=REVISION, base_url=there.url)
    assert entry.licence == "MIT"
    assert entry.path is not None
    assert (entry.path / "README.md").is_file()


def test_torch_weights_are_taken_where_there_are_no_others(there: Hub, copied: Path) -> None:
    torch.save(load_file(copied / "model.safetensors"), copied / "pytorch_model.bin")
    (copied / "model.safetensors").unlink()
    entry = install(NAME, revision=REVISION, base_url=there.url)
    assert entry.path is not None
    assert (entry.path / "pytorch_model.bin").is_file()


def test_a_model_without_weights_is_refused(there: Hub, copied: Path) -> None:
    (copied / "model.safetensors").unlink()
    with pytest.raises(DownloadError, match="no weights there"):
        install(NAME, revision=REVISION, base_url=there.url)


def test_what_is_no_marian_model_is_refused_before_its_weights_come(
    there: Hub, copied: Path
) -> None:
    (copied / "config.json").write_text('{"model_type": "bert"}')
    with pytest.raises(ModelDirectoryError, match="not a Marian model"):
        install(NAME, revision=REVISION, base_url=there.url)
    assert len(there.requests) == 1
    assert not list(places.installed_models().iterdir())


def test_a_known_model_is_found_by_its_name_on_the_hub(there: Hub, copied: Path) -> None:
    """Its manifest names files that this hub does not have whole, so it cannot come."""
    with pytest.raises(DownloadError, match=r"404|should have"):
        install("helsinki-nlp/Opus-MT-zh-en", base_url=there.url)
    pinned = catalogue.manifest("opus-mt-zh-en")
    assert there.requests[0][0].startswith(f"/{pinned.repository}/resolve/{pinned.revision}/")


def test_another_revision_of_a_known_model_is_told(there: Hub) -> None:
    entry = install("Helsinki-NLP/opus-mt-zh-en", revision=REVISION, base_url=there.url)
    assert (entry.name, entry.revision, entry.licence) == ("opus-mt-zh-en", REVISION, "CC-BY-4.0")
    assert "not of the pinned one" in entry.notes[0]


def test_a_model_of_many_languages_is_told_which_to_write(there: Hub, copied: Path) -> None:
    vocabulary = json.loads((copied / "vocab.json").read_text("utf-8"))
    vocabulary[">>cmn_Hans<<"] = vocabulary.pop("莫")
    (copied / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    entry = install(NAME, revision=REVISION, base_url=there.url)
    assert "say which with the prefix >>cmn_Hans<<" in entry.notes[0]
    catalogue.remove(entry.name)
    entry = install(NAME, revision=REVISION, prefix=">>cmn_Hans<<", base_url=there.url)
    assert entry.notes == ()
    assert catalogue.manifest(entry.name).source_prefix == ">>cmn_Hans<<"
    catalogue.remove(entry.name)
    entry = install(NAME, revision=REVISION, prefix=">>deu<<", base_url=there.url)
    assert "does not know the prefix" in entry.notes[0]


def test_a_name_without_a_network_is_one_clear_message() -> None:
    with pytest.raises(DownloadError, match="could not be fetched"):
        install(NAME, revision=REVISION, base_url="http://127.0.0.1:9")


def test_two_processes_do_not_fetch_the_same_model(there: Hub) -> None:
    places.installed_models().mkdir(parents=True)
    lock = places.installed_models() / ".opus-mt-en-zh-small.lock"
    with (
        alone(lock, "installing opus-mt-en-zh-small"),
        pytest.raises(UsageError, match="is installing opus-mt-en-zh-small"),
    ):
        install(NAME, revision=REVISION, base_url=there.url)
    assert not there.requests
    assert install(NAME, revision=REVISION, base_url=there.url).installed
    assert [path.name for path in places.installed_models().iterdir()] == ["opus-mt-en-zh-small"]
