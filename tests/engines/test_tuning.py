"""Tuning the embedded model: new terms are learnt, worse is refused, a stop costs nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engines.tuning_pairs import brief, one_thread, pairs
from workbench.engines import confidence
from workbench.engines.backend import Decoding
from workbench.engines.ctranslate2_engine import CTranslate2Backend
from workbench.engines.loading import load
from workbench.engines.models import catalogue, conversion, places
from workbench.engines.models.directory import examine
from workbench.engines.models.manifest import FILE_NAME
from workbench.engines.models.manifest import read as read_manifest
from workbench.engines.tokenizer import Tokenizer
from workbench.engines.transformers_engine import TransformersBackend, load_model
from workbench.engines.tuning import network, provenance, tuner
from workbench.engines.tuning.batches import Pieces
from workbench.engines.tuning.folder import Folder
from workbench.engines.tuning.network import Network
from workbench.engines.tuning.pairs import Corpus, Pair, divided
from workbench.engines.tuning.tuner import Order, Tuned, has_stopped_run, tune
from workbench.engines.tuning.values import Progress, Settings
from workbench.errors import ModelDirectoryError, StoppedError, UsageError

AT = datetime(2026, 5, 18, 6, tzinfo=UTC)
NEW = [
    ("我们需要一个新的潮音锁。", "tidebell lock"),
    ("青雾漆的价格上涨了。", "mist lacquer"),
    ("工人们正在安装听风桩。", "wind post"),
]


@pytest.fixture(scope="module", autouse=True)
def calm() -> Iterator[None]:
    with one_thread():
        yield


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return divided(pairs())


def order(output: str = "lantern", *, epochs: int = 1) -> Order:
    settings = Settings(epochs=epochs)
    return Order("embedded", output, memory="craft.tmx", by="LW", settings=settings)


def run(wanted: Order, corpus: Corpus | None, *, stop_after: int | None = None) -> Tuned:
    """Tune; ask to stop after so many updates."""
    steps: list[Progress] = []
    return tune(
        wanted,
        corpus,
        at=AT,
        report=steps.append,
        stop=lambda: stop_after is not None and len(steps) > stop_after,
    )


@pytest.fixture(scope="module")
def tuned(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Tuned:
    """One tuned model for the tests that only look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setattr(tuner, "general", lambda: brief(16))
        return run(order(epochs=5), corpus)


@pytest.fixture
def few(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A smaller corpus, with fewer general sentences, where only the course of a run counts."""
    monkeypatch.setattr(tuner, "general", lambda: brief(4))
    return Corpus(corpus.training[:30], corpus.held_out[:6])


def folder(tuned: Tuned) -> Path:
    assert tuned.path is not None
    return tuned.path


def test_it_learns_new_terms(tuned: Tuned) -> None:
    made = tuned.provenance
    assert tuned.refused == ""
    assert made.after.gain(made.before) > 20
    assert made.after.held_out.loss < made.before.held_out.loss
    sources = [source for source, _ in NEW]
    before = load("embedded").translate(sources)
    after = load(str(folder(tuned))).translate(sources)
    assert not any(term in draft.text for (_, term), draft in zip(NEW, before, strict=True))
    learnt = [term in draft.text for (_, term), draft in zip(NEW, after, strict=True)]
    assert sum(learnt) >= 2


def test_it_says_where_it_comes_from(tuned: Tuned, corpus: Corpus) -> None:
    made = tuned.provenance
    assert provenance.read(folder(tuned)) == made
    assert (made.base, made.memory, made.by, made.at) == ("embedded", "craft.tmx", "LW", AT)
    assert made.training == len(corpus.training)
    assert made.held_out == len(corpus.held_out)
    assert made.best <= made.epochs <= 5
    manifest = read_manifest(folder(tuned) / FILE_NAME)
    assert manifest.name == "lantern"
    assert manifest.longest_source == 100
    assert manifest.licence == catalogue.manifest("embedded").licence
    assert f"embedded, tuned on {made.training} units of craft.tmx by LW" in manifest.provenance


def test_it_is_a_whole_model_like_its_base(tuned: Tuned) -> None:
    base, made = examine(places.shipped_models() / "embedded"), examine(folder(tuned))
    assert made.weights.name == "model.safetensors"
    assert made.size == base.size
    shared = load_model(folder(tuned)).model.shared.weight
    assert not shared[-1].any()
    assert (made.path / "config.json").read_bytes() == (base.path / "config.json").read_bytes()


def test_its_conversion_says_the_same(tuned: Tuned) -> None:
    tokenizer = Tokenizer(folder(tuned))
    sources = [tokenizer.encode(source) for source, _ in NEW]
    expected = TransformersBackend(folder(tuned), tokenizer).decode(sources, Decoding(4, 64))
    for kind in conversion.COMPUTE_TYPES:
        converted = CTranslate2Backend(conversion.convert(examine(folder(tuned)), kind), kind)
        found = converted.decode(sources, Decoding(4, 64))
        assert [h.pieces for h in found] == [h.pieces for h in expected]


def test_a_model_that_got_worse_is_refused_unless_it_is_wanted(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuner, "general", lambda: brief(4))
    targets = [pair.target for pair in corpus.training]
    wrong = Corpus(
        tuple(
            Pair(pair.source, " ".join(reversed(target.split())) * 2)
            for pair, target in zip(corpus.training, reversed(targets), strict=True)
        ),
        corpus.held_out,
    )
    found = run(order(), wrong)
    assert found.path is None
    loss = -found.provenance.after.gain(found.provenance.before)
    assert f"worse than the original by {loss:.1f} chrF" in found.refused
    assert not has_stopped_run("lantern")
    assert [path.name for path in places.installed_models().iterdir()] == [".tuning-lantern"]
    kept = run(replace(order(), keep_anyway=True), wrong)
    assert kept.resumed
    assert kept.provenance.steps == found.provenance.steps
    assert [path.name for path in places.installed_models().iterdir()] == ["lantern"]
    made = provenance.read(folder(kept))
    assert made is not None
    assert made.kept_anyway
    assert "worse than before" in made.description


def test_two_processes_do_not_make_one_model(few: Corpus) -> None:
    with (
        Folder("lantern").alone(),
        pytest.raises(UsageError, match=rf"\({os.getpid()}\) is tuning a model called 'lantern'"),
    ):
        run(order(), few)
    assert not has_stopped_run("lantern")
    assert not list(places.installed_models().iterdir())


def test_its_calibration_is_fitted_to_what_was_held_out(tuned: Tuned, corpus: Corpus) -> None:
    before = confidence.load(places.shipped_models() / "embedded")
    after = confidence.load(folder(tuned))
    assert before is not None
    assert after is not None
    assert (after.pairs, after.usable) == (len(corpus.held_out), before.usable)
    assert after.weights != before.weights
    text = (folder(tuned) / confidence.FILE_NAME).read_text("utf-8")
    assert f"The calibration of embedded ({before.pairs:,} pairs), fitted anew" in text
    assert load(str(folder(tuned))).loaded().judge.calibration == after


def test_of_a_model_without_a_calibration_none_is_made(few: Corpus, copied: Path) -> None:
    found = run(replace(order(), base=str(copied), keep_anyway=True), few)
    assert confidence.load(folder(found)) is None


@pytest.mark.parametrize("half", [False, True])
def test_what_a_gpu_computes_in_half_is_what_a_cpu_computes(
    few: Corpus, monkeypatch: pytest.MonkeyPatch, *, half: bool
) -> None:
    base = catalogue.find("embedded")
    pieces = Pieces(base)
    batch = [pieces.encode(pair) for pair in few.training[:8]]
    learner = Network(base.directory, device="cpu", rate=1e-4, seed=1)
    monkeypatch.setattr(network, "learns_in_half", lambda _device: half)
    before, count = learner.loss(batch)
    learnt = [learner.update(batch, 1.0)[0] / count for _ in range(3)]
    assert learnt[0] == pytest.approx(before / count, rel=0.25)
    assert learner.loss(batch)[0] < before


def test_a_cpu_learns_in_full_precision() -> None:
    import torch

    assert not network.learns_in_half(torch.device("cpu"))


def test_another_run_may_follow_one_that_was_refused(few: Corpus) -> None:
    weak = replace(order(), settings=Settings(epochs=1, learning_rate=1e-8))
    assert run(weak, few).refused
    again = run(order(epochs=3), few)
    assert not again.resumed
    assert again.provenance.learning_rate > 1e-8


def test_a_run_that_is_stopped_ends_as_if_it_had_not_been(few: Corpus) -> None:
    whole = run(order("whole", epochs=2), few)
    with pytest.raises(StoppedError):
        run(order("parts", epochs=2), few, stop_after=5)
    assert has_stopped_run("parts")
    parts = run(order("parts", epochs=2), few)
    assert parts.resumed
    assert parts.provenance.steps == whole.provenance.steps
    assert parts.provenance.after == whole.provenance.after
    assert not has_stopped_run("parts")


def test_a_stopped_run_goes_on_only_with_what_it_had(few: Corpus) -> None:
    with pytest.raises(StoppedError):
        run(order(epochs=2), few, stop_after=3)
    other = Corpus(few.training[1:], few.held_out)
    with pytest.raises(UsageError, match="other units"):
        run(order(epochs=2), other)
    with pytest.raises(UsageError, match="has not finished an epoch"):
        run(replace(order(), finish=True), None)
    assert has_stopped_run("lantern")
    resumed = run(replace(order(), resume=True), None)
    assert resumed.resumed
    assert resumed.provenance.training == len(few.training)


def test_afresh_forgets_a_stopped_run_and_finish_takes_its_best(few: Corpus) -> None:
    with pytest.raises(StoppedError):
        run(order(epochs=3), few, stop_after=3)
    with pytest.raises(StoppedError):
        run(replace(order(epochs=3), afresh=True), few, stop_after=12)
    found = run(replace(order(), finish=True), None)
    assert 1 <= found.provenance.best == found.provenance.epochs < 3
    assert load(str(folder(found))).translate(["你好。"])[0].text


def test_a_damaged_job_is_begun_again(few: Corpus) -> None:
    with pytest.raises(StoppedError):
        run(order(), few, stop_after=0)
    job = places.installed_models() / ".tuning-lantern" / "job.json"
    job.write_text(job.read_text("utf-8")[:-20], "utf-8")
    with pytest.raises(UsageError, match="there is no run"):
        run(replace(order(), resume=True), None)
    with pytest.raises(StoppedError):
        run(order(), few, stop_after=0)
    assert json.loads(job.read_text("utf-8"))["base"] == "embedded"


@pytest.mark.parametrize("name", ["embedded", "opus-mt-zh-en", "a/b", "", ".hidden", "taken"])
def test_names_that_cannot_be_taken(name: str, corpus: Corpus) -> None:
    taken = places.installed_models() / "taken"
    taken.mkdir(parents=True)
    with pytest.raises(UsageError, match="called"):
        run(order(name), corpus)


def test_a_broken_base_is_refused(corpus: Corpus, copied: Path) -> None:
    (copied / "vocab.json").unlink()
    with pytest.raises(ModelDirectoryError):
        run(Order(str(copied), "lantern"), corpus)
    shutil.rmtree(copied)
