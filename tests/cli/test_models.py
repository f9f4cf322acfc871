"""`workbench models`: what a person types and reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engines.hub import serving
from tests.model_files import copy_to, let_say
from workbench.engines.models import places

_SIZE = (places.shipped_models() / "embedded" / "model.safetensors").stat().st_size
WEIGHTS = f"{_SIZE / 1e6:.0f} MB"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A directory with the embedded model's files."""
    return copy_to(tmp_path / "mine")


def test_the_list_says_all_of_a_model(workbench: Run) -> None:
    rows = {row[0]: row[1:] for row in workbench("models", "list").rows}
    state, pair, _, speed, licence, whose, measured, _ = rows["embedded"]
    assert (state, pair, speed, measured) == ("in use", "zh→en", "—", "—")
    assert (licence, whose) == ("CC-BY-SA-4.0", "this workbench")
    assert rows["opus-mt-zh-en"][:4] == ["available", "zh→en", "312 MB", "—"]
    assert rows["opus-mt-en-zh"][:4] == ["available", "en→zh", "—", "—"]
    listed = workbench("models", "list", "--json").json
    assert {entry["name"] for entry in listed if entry["in_use"]} == {"embedded"}
    assert listed[0]["notes"] == []


def test_a_measured_speed_is_listed_with_its_date(workbench: Run, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("双方同意扩大贸易。谢谢大家。\n", "utf-8")
    (row,) = workbench("models", "bench", "--file", text).rows
    assert row[0] == "embedded"
    assert row[5].endswith(" ms")
    (measured,) = workbench("models", "bench", "embedded", "--file", text, "--json").json
    assert (measured["name"], measured["segments"]) == ("embedded", 2)
    listed = workbench("models", "list").rows[0]
    assert listed[4] == f"{measured['segments_per_second']:.0f}/s"
    assert listed[7] == measured["measured_at"][:10]


def test_a_model_is_installed_chosen_and_removed(workbench: Run, mine: Path) -> None:
    done = workbench("models", "install", mine)
    assert (done.code, done.out) == (0, "")
    assert "Installed mine in" in done.err
    assert "licence: unknown" in done.err
    assert workbench("models", "use", "mine").err == "mine drafts from now on.\n"
    assert workbench("models", "use").out == "mine\n"
    removed = workbench("models", "remove", "mine")
    assert removed.err == "Removed mine.\nIn use from now on: embedded.\n"
    assert workbench("models", "use", "--default").err == "In use here: embedded.\n"
    assert workbench("models", "use", "embedded", "--default").code == 2


def test_what_is_not_installed_cannot_be_removed(workbench: Run, mine: Path) -> None:
    assert (
        "no model called 'mine' is installed.\n  None is."
        in workbench("models", "remove", "mine").err
    )
    workbench("models", "install", mine)
    refused = workbench("models", "remove", mine)
    assert (refused.code, "Installed are mine." in refused.err) == (2, True)
    again = workbench("models", "install", mine)
    assert "`workbench models remove mine` first; `workbench models install NAME" in again.err


def test_what_tuning_left_behind_is_told_and_removed(workbench: Run) -> None:
    (places.installed_models() / ".tuning-lantern").mkdir(parents=True)
    (places.installed_models() / ".tuning-lantern" / "job.json").write_text("{}")
    told = workbench("models", "list")
    assert "`workbench models remove lantern` forgets it" in told.err
    assert workbench("models", "remove", "lantern").err == "Removed lantern.\n"
    assert not list(places.installed_models().iterdir())
    assert workbench("models", "remove", "lantern").code == 2


def test_a_revision_is_not_for_a_directory(workbench: Run, mine: Path) -> None:
    refused = workbench("models", "install", "own", "--from", mine, "--revision", "0f" * 20)
    assert (refused.code, "the directory is copied as it is" in refused.err) == (2, True)
    done = workbench("models", "install", "own", "--from", mine, "--prefix", ">>xxx<<")
    assert "own: its vocabulary does not know the prefix >>xxx<<" in done.err


def test_all_models_are_measured_that_have_samples(workbench: Run, mine: Path) -> None:
    let_say(mine, source_language="de")
    workbench("models", "install", mine)
    unknown = workbench("models", "bench", "embedded", "nope")
    assert (unknown.code, unknown.out) == (2, "")
    done = workbench("models", "bench")
    assert [row[0] for row in done.rows] == ["embedded"]
    assert "mine: left out, there are no sample sentences in the language 'de'" in done.err


def test_a_known_model_is_copied_from_a_directory(workbench: Run, mine: Path) -> None:
    done = workbench("models", "install", "opus-mt-zh-en", "--from", mine)
    assert done.code == 0
    assert "opus-mt-zh-en: of unknown revision, not of the pinned one (cf109095479d)" in done.err
    listed = workbench("models", "list")
    assert "not of the pinned one" in listed.err
    assert {row[0]: row[1] for row in listed.rows}["opus-mt-zh-en"] == "in use"


def test_a_model_comes_from_a_hub_by_its_name_there(workbench: Run, mine: Path) -> None:
    name = "someone/opus-mt-zh-en-small"
    refused = workbench("models", "install", name)
    assert refused.code == 2
    assert "--revision" in refused.err
    with serving(mine) as hub:
        done = workbench("models", "install", name, "--revision", "0f" * 20, "--hub", hub.url)
    assert done.code == 0
    assert workbench("models", "use", "opus-mt-zh-en-small").code == 0


def test_two_models_stand_side_by_side(workbench: Run, mine: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("双方同意扩大贸易。谢谢大家。\n", "utf-8")
    workbench("import", text)
    done = workbench("models", "compare", "embedded", mine, "--document", "text.txt")
    assert done.code == 0
    assert [row[:2] for row in done.rows] == [["100", "双方同意扩大贸易。"], ["100", "谢谢大家。"]]
    assert done.rows[0][2] == done.rows[0][3]
    assert "A: embedded model · int8" in done.err
    assert "chrF between them 100.0; 2 of 2 sentences are the same." in done.err
    found = workbench("models", "compare", "embedded", mine, "--file", text, "--json").json
    assert (found["chrf"], found["same"], len(found["rows"])) == (100, 2, 2)
    both = ("--file", text, "--document", "text.txt")
    assert workbench("models", "compare", "embedded", mine, *both).code == 2


def test_a_model_into_chinese_is_refused_for_documents(
    workbench: Run, mine: Path, tmp_path: Path
) -> None:
    let_say(mine, source_language="en", target_language="zh")
    text = tmp_path / "text.txt"
    text.write_text("谢谢大家。\n", "utf-8")
    workbench("import", text)
    for words in (
        ("models", "use", mine),
        ("translate", "text.txt", "--engine", mine),
    ):
        refused = workbench(*words)
        assert refused.code == 2
        assert "translates en→zh" in refused.err
    refused = workbench("models", "compare", mine, mine, "--document", "text.txt")
    assert (refused.code, "documents are Chinese" in refused.err) == (2, True)
    (tmp_path / "english.txt").write_text("Thank you.", "utf-8")
    done = workbench("models", "compare", mine, mine, "--file", tmp_path / "english.txt")
    assert done.rows[0][1] == "Thank you."


def test_converting_tells_its_steps(
    workbench: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    done = workbench("models", "convert", "embedded")
    assert f"embedded: reading the weights ({WEIGHTS}) …\n" in done.err
    assert "embedded: writing them as int8 …\nConverted embedded to " in done.err
    again = workbench("models", "convert", "embedded")
    assert again.err.startswith("embedded is converted already: ")


def test_the_first_translation_tells_why_it_takes_a_while(
    workbench: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"谢谢大家。这是{name}。\n", "utf-8")
        workbench("import", tmp_path / name)
    step = f"converting the model (once): reading the weights ({WEIGHTS}) …\n"
    assert step in workbench("translate", "one.txt").err
    assert step not in workbench("translate", "two.txt").err
