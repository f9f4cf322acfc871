"""Models are measured and compared on real text, in either direction."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.model_files import copy_to, let_say
from tests.services.conftest import MakeDocument
from workbench.engines.models import places, records
from workbench.errors import UnreadableFileError, UsageError
from workbench.services import engines, trial_texts, trials
from workbench.services.workspace import Workspace

SOURCES = ("双方同意扩大贸易。", "港口去年很忙。", "谢谢大家。", "港口去年很忙。")


def _copy(name: str, source_language: str = "zh", target_language: str = "en") -> str:
    """Install the embedded model's files under a name, as a model of another direction."""
    folder = copy_to(places.installed_models() / name)
    let_say(folder, source_language=source_language, target_language=target_language)
    return name


def _listed(name: str) -> records.Speed | None:
    return {entry.name: entry.speed for entry in engines.catalogue()}[name]


def test_a_speed_is_measured_and_listed() -> None:
    told: list[tuple[int, int]] = []
    assert _listed("embedded") is None
    speed = trials.bench("embedded", SOURCES, progress=lambda *now: told.append(now))
    assert _listed("embedded") == speed
    assert (speed.segments, speed.beams) == (4, 4)
    assert min(speed.segments_per_second, speed.first_ms, speed.load_ms) > 0
    assert told[-1] == (4, 4)


def test_the_speed_of_another_model_is_not_shown() -> None:
    name = _copy("mine")
    trials.bench(name, SOURCES)
    assert _listed(name) is not None
    (places.installed_models() / name / "generation_config.json").write_text('{"num_beams": 1}')
    assert _listed(name) is None
    engines.remove(name)
    assert records.speed(name) is None


def test_a_model_is_measured_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.move(places.installed_models() / _copy("mine"), tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    measured = trials.bench("./mine", SOURCES)
    engines.use("./mine")
    assert _listed(str(tmp_path / "mine")) == measured


@pytest.mark.parametrize(
    ("language", "some"), [("zh", "山村里的最后一班车"), ("en", "Quick, let's")]
)
def test_the_shipped_samples_are_there_in_both_languages(language: str, some: str) -> None:
    found = trial_texts.samples(language)
    assert len(found) > 90
    assert any(some in sentence for sentence in found)


def test_a_language_without_samples_needs_a_file(tmp_path: Path) -> None:
    name = _copy("german", source_language="de")
    with pytest.raises(UsageError, match="no sample sentences in the language 'de'"):
        trials.bench(name)
    (tmp_path / "text.txt").write_text("Guten Tag.\n\nWie geht es?\n—\n", "utf-8")
    assert trial_texts.of_file(tmp_path / "text.txt", "de") == ("Guten Tag.", "Wie geht es?")


def test_a_model_is_the_same_as_itself() -> None:
    found = trials.compare("embedded", "embedded", SOURCES)
    assert found.chrf == 100
    assert found.same == len(found.rows) == 4
    assert [row.source for row in found.rows] == list(SOURCES)
    assert all(row.first and row.chrf == 100 for row in found.rows)


def test_two_models_are_compared_sentence_by_sentence(
    ws: Workspace, make_document: MakeDocument
) -> None:
    name = _copy("greedy")
    (places.installed_models() / name / "generation_config.json").write_text(
        '{"num_beams": 1, "max_length": 4}'
    )
    make_document(name="talks.txt")
    sources = trial_texts.of_document(ws, "talks.txt")
    told: list[tuple[int, int]] = []
    found = trials.compare("embedded", name, sources, progress=lambda *now: told.append(now))
    assert (found.first.name, found.second.name) == ("embedded", "greedy")
    assert 0 < found.chrf < 100
    assert found.same < len(sources)
    assert found.first.targets == tuple(row.first for row in found.rows)
    assert told[-1] == (2 * len(sources), 2 * len(sources))


def test_models_into_chinese_are_tried_on_an_english_file(tmp_path: Path) -> None:
    first, second = (_copy(n, source_language="en", target_language="zh") for n in ("a", "b"))
    (tmp_path / "text.txt").write_text("Mr. Li came. He was late.\n", "utf-8")
    sources = trial_texts.of_file(tmp_path / "text.txt", trial_texts.language(first))
    assert sources == ("Mr. Li came.", "He was late.")
    assert len(trials.compare(first, second, sources).rows) == 2
    assert trials.bench(first, sources).segments == 2
    with pytest.raises(UsageError, match="a translates en→zh, embedded zh→en"):
        trials.compare(first, "embedded", sources)
    with pytest.raises(UsageError, match="documents are Chinese"):
        trial_texts.see_chinese(first, "en")


def test_what_cannot_be_tried_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no sentence"):
        trials.compare("embedded", "embedded", ())
    with pytest.raises(UnreadableFileError):
        trial_texts.of_file(tmp_path / "none.txt", "en")
