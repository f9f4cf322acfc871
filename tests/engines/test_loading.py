"""Engines load late, once, and without what they do not need."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from workbench.engines.loading import CONVERTING, LOADING, load
from workbench.engines.marian import MarianEngine
from workbench.engines.models import conversion
from workbench.engines.models.directory import examine
from workbench.errors import ModelDirectoryError, ModelNotInstalledError, UsageError


def test_the_embedded_model_drafts_at_once_on_a_fresh_machine() -> None:
    engine = load()
    assert engine.info.name == "embedded"
    assert engine.info.is_embedded
    assert engine.info.label == "embedded model · int8"
    drafts = engine.translate(["会议昨天结束。", "", "双方同意扩大贸易。"])
    assert [bool(draft.text) for draft in drafts] == [True, False, True]
    assert drafts[0].score is not None
    assert drafts[0].score < 0
    assert drafts == list(engine.stream(["会议昨天结束。", "", "双方同意扩大贸易。"], batch=2))


def test_nothing_is_loaded_before_it_is_needed() -> None:
    engine = load()
    assert not engine.is_loaded
    engine.start_loading().join()
    assert engine.is_loaded


def test_both_back_ends_give_the_same_english() -> None:
    sources = ["会议昨天结束。", "双方同意扩大贸易。", "中国愿意同各国一道维护世界和平。"]
    reference = load("embedded", backend="transformers").translate(sources)
    fast = load("embedded", compute_type="float32").translate(sources)
    assert [draft.text for draft in fast] == [draft.text for draft in reference]


def test_the_fingerprint_changes_with_whatever_changes_the_output(copied: Path) -> None:
    made = [
        load("embedded"),
        load("embedded", compute_type="float32"),
        load("embedded", backend="transformers"),
        load("embedded", beams=1),
    ]
    assert len({engine.info.fingerprint for engine in made}) == len(made)
    assert load("embedded").info.fingerprint == made[0].info.fingerprint
    weights = copied / "model.safetensors"
    before = load(str(copied)).info.fingerprint
    content = bytearray(weights.read_bytes())
    content[-4096:] = bytes(4096)
    weights.write_bytes(content)
    assert load(str(copied)).info.fingerprint != before


def test_threads_share_one_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = load("embedded")
    made: list[MarianEngine] = []
    assemble = engine._assemble

    def counted() -> MarianEngine:
        made.append(assemble())
        return made[-1]

    monkeypatch.setattr(engine, "_assemble", counted)
    engine.start_loading()
    drafts: list[str] = []
    threads = [
        threading.Thread(target=lambda: drafts.append(engine.translate(["会议昨天结束。"])[0].text))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(set(drafts)) == 1
    assert len(drafts) == 4


def test_an_error_while_loading_ahead_shows_at_the_translation(copied: Path) -> None:
    engine = load(str(copied))
    (copied / "source.spm").write_bytes(b"nonsense")
    engine.start_loading().join()
    assert engine.state == ""
    with pytest.raises(ModelDirectoryError, match="tokenizer"):
        engine.translate(["会议昨天结束。"])


def test_a_damaged_converted_model_is_made_again(
    embedded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    converted = conversion.convert(examine(embedded))
    (converted / "model.bin").write_bytes(b"nonsense")
    assert load("embedded").translate(["会议昨天结束。"])[0].text


def test_the_state_says_what_the_first_draft_waits_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    seen: list[str] = []
    engine = load("embedded", progress=lambda _step: seen.append(engine.state))
    assemble = engine._assemble

    def watched() -> MarianEngine:
        seen.append(engine.state)
        made = assemble()
        seen.append(engine.state)
        return made

    monkeypatch.setattr(engine, "_assemble", watched)
    assert engine.state == ""
    engine.translate(["会议昨天结束。"])
    assert seen == [LOADING, CONVERTING, CONVERTING, CONVERTING, LOADING]
    assert engine.state == ""
    assert (engine.info.source_language, engine.info.target_language) == ("zh", "en")


_WITHOUT_TORCH = """
import sys
from workbench.engines.loading import load
draft = load("embedded").translate(["会议昨天结束。"])[0]
assert draft.text, draft
heavy = {"torch", "transformers.models.marian.modeling_marian"} & set(sys.modules)
assert not heavy, heavy
"""


def test_a_converted_model_needs_no_torch() -> None:
    load("embedded").translate(["会议昨天结束。"])
    command = [sys.executable, "-W", "error::UserWarning", "-c", _WITHOUT_TORCH]
    done = subprocess.run(command, check=False, env=os.environ, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("backend", ["ctranslate2", "transformers"])
def test_loading_and_translating_say_nothing_on_the_terminal(backend: str) -> None:
    program = (
        "from workbench.engines.loading import load\n"
        f"assert load('embedded', backend={backend!r}).translate(['会议昨天结束。'])[0].text"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=False, env=os.environ, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_environment_chooses_the_model(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_ENGINE", str(copied))
    assert load().info.name == "some-model"
    monkeypatch.setenv("WORKBENCH_ENGINE", "opus-mt-zh-en")
    with pytest.raises(ModelNotInstalledError):
        load()


@pytest.mark.parametrize("choice", [{"backend": "onnx"}, {"compute_type": "int3"}])
def test_unknown_choices_are_named(choice: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(choice.values()))):
        load("embedded", **choice)  # type: ignore[arg-type]
