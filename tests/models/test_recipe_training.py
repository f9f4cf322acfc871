"""The whole recipe in small: learn pieces, train some steps, resume, export, load, translate."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from models.embedded.recipe import network
from models.embedded.recipe.dictionary import Word
from models.embedded.recipe.export import export
from models.embedded.recipe.prepare import Pair, keep, restore
from models.embedded.recipe.tokenizer import learn
from models.embedded.recipe.train import Plan, Training, learning_rate
from workbench.engines.loading import load
from workbench.engines.models.directory import examine

PORT, SHIP = "港口船货码头桥灯海河湖", ("port", "ship", "cargo", "wharf", "bridge", "lamp", "sea")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A tiny network and two hundred sentences."""
    for name, value in {"WIDTH": 16, "ENCODER_LAYERS": 1, "DECODER_LAYERS": 1}.items():
        monkeypatch.setattr(network, name, value)
    pairs = [
        Pair("tatoeba", f"{PORT[n % 10]}和{PORT[n % 7]}第{n}号。", f"The {SHIP[n % 7]} number {n}.")
        for n in range(200)
    ]
    learn(
        (side for pair in pairs for side in (pair.source, pair.target)), tmp_path / "tokenizer", 90
    )
    keep(tmp_path, pairs, [Word("灯塔", "n", ("lighthouse",))])
    recipe = tmp_path / "recipe"
    (recipe / "pairs").mkdir(parents=True)
    return Plan(tmp_path, recipe, recipe, end=None, steps=4, tokens=200, threads=1)


def test_the_vocabulary_is_laid_out_as_opus_mt_does(plan: Plan) -> None:
    vocabulary = json.loads((plan.work / "tokenizer" / "vocab.json").read_text("utf-8"))
    assert (vocabulary["</s>"], vocabulary["<unk>"]) == (0, 1)
    assert vocabulary["<pad>"] == len(vocabulary) - 1
    assert sorted(vocabulary.values()) == list(range(len(vocabulary)))


def test_training_resumes_and_exports_a_model_that_loads(plan: Plan, tmp_path: Path) -> None:
    import torch

    Training(plan).run()
    resumed = Training(replace(plan, steps=8))
    assert resumed.step == 4
    resumed.run()
    assert Training(plan).step == 8
    folder = tmp_path / "model"
    size = export(plan.work, folder)
    found = examine(folder)
    assert found.weights.stat().st_size == size
    weights = torch.load(plan.work / "checkpoint.pt", weights_only=True)["model"]
    assert not weights["model.shared.weight"][-1].any()
    texts = [
        [d.text for d in load(str(folder), backend=backend, compute_type="float32", beams=1)
         .translate(["港和船第1号。", "海和灯第2号。"])]
        for backend in ("transformers", "ctranslate2")
    ]  # fmt: skip
    assert texts[0] == texts[1]


def test_a_new_run_begins_with_the_weights_of_another_model(plan: Plan, tmp_path: Path) -> None:
    import torch

    first = Training(plan)
    first.run()
    export(plan.work, tmp_path / "model")
    (plan.work / "checkpoint.pt").unlink()
    second = Training(replace(plan, start=tmp_path / "model", seed=7))
    assert second.step == 0
    for name, weight in second.model.named_parameters():
        if "embed_positions" not in name:
            assert torch.allclose(weight, first.average[name], atol=1e-3), name


def test_pieces_that_another_model_knows_bring_their_vectors(plan: Plan, tmp_path: Path) -> None:
    import torch

    first = Training(plan)
    first.run()
    export(plan.work, tmp_path / "model")
    theirs = json.loads((tmp_path / "model" / "vocab.json").read_text("utf-8"))
    other = tmp_path / "other"
    lines = [f"{PORT[n % 10]}与灯塔{n}。 The {SHIP[n % 7]} and {n} lamps." for n in range(200)]
    learn(lines, other / "tokenizer", 55)
    ours = json.loads((other / "tokenizer" / "vocab.json").read_text("utf-8"))
    second = Training(replace(plan, work=other, start=tmp_path / "model"))
    vectors = second.model.model.shared.weight
    former = first.average["model.shared.weight"]
    shared = [piece for piece in ours if piece in theirs]
    assert len(shared) > 20
    assert set(ours) - set(theirs)
    for piece in shared:
        assert torch.allclose(vectors[ours[piece]], former[theirs[piece]], atol=1e-3), piece
    assert not vectors[ours["<pad>"]].any()


def test_the_loss_falls(plan: Plan) -> None:
    from models.embedded.recipe.batches import bucket

    training = Training(replace(plan, steps=60, warm_up=5, rate=5e-3))
    pairs, _ = restore(plan.work)
    batches = list(bucket([training.pieces.encode(pair) for pair in pairs], 400, 0))
    losses = [training._update(batches[n % len(batches)]) for n in range(50)]
    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])


def test_the_rate_warms_up_and_ends_at_nothing() -> None:
    assert learning_rate(0, 0.0, 200) == pytest.approx(1 / 200)
    assert learning_rate(199, 0.1, 200) == 1.0
    assert learning_rate(5000, 0.7, 200) == pytest.approx(0.5)
    assert learning_rate(5000, 1.0, 200) == 0.0


def test_the_exported_model_can_write_no_chinese(plan: Plan, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    Training(plan).run()
    export(plan.work, tmp_path / "model")
    bias = load_file(tmp_path / "model" / "model.safetensors")["final_logits_bias"][0]
    vocabulary = json.loads((tmp_path / "model" / "vocab.json").read_text("utf-8"))
    ruled_out = {piece for piece, number in vocabulary.items() if bias[number] < -1000}
    assert "<pad>" in ruled_out
    assert {piece for piece in vocabulary if "港" in piece} <= ruled_out
    assert not ruled_out & {"</s>", "<unk>", "▁", "."}
