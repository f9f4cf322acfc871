"""Write the averaged weights as a Marian directory, the files and names of opus-mt.

Promises: the weights are float16 on disk; the row of ``<pad>`` is zero, so that CTranslate2 and
transformers agree; files are written aside and renamed, a reader never sees half a model.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from . import network
from .tokenizer import english

RULED_OUT = -1e4
"""Added to the logit of each piece that is not English; float16 reaches 65,504."""

PIECES = ("source.spm", "target.spm", "vocab.json")
"""What weights depend on: the piece models of both sides and their numbers."""


def export(work: Path, target: Path) -> int:
    """Write the model of ``work`` into ``target``; the size of the weights in bytes."""
    import torch
    from safetensors.torch import save_file

    vocabulary = json.loads((work / "tokenizer" / "vocab.json").read_text("utf-8"))
    model = network.build(len(vocabulary))
    state = torch.load(work / "checkpoint.pt", weights_only=True)
    pad = len(vocabulary) - 1
    weights = {name: value.to(torch.float16).clone() for name, value in state["average"].items()}
    weights = {name: value for name, value in weights.items() if "embed_positions" not in name}
    weights["model.shared.weight"][pad].zero_()
    bias = torch.full((1, len(vocabulary)), RULED_OUT, dtype=torch.float16)
    bias[0, english(vocabulary)] = 0.0
    weights["final_logits_bias"] = bias
    target.mkdir(parents=True, exist_ok=True)
    aside = target / "model.safetensors.part"
    save_file(
        {name: value.contiguous() for name, value in weights.items()}, aside, {"format": "pt"}
    )
    aside.chmod(0o644)
    aside.replace(target / "model.safetensors")
    for name in PIECES:
        shutil.copyfile(work / "tokenizer" / name, target / name)
    model.config.architectures = ["MarianMTModel"]
    model.config.save_pretrained(target)
    _write_json(target / "generation_config.json", _generation(pad))
    _write_json(target / "tokenizer_config.json", _tokenizer())
    return (target / "model.safetensors").stat().st_size


def _generation(pad: int) -> dict[str, object]:
    return {
        "bad_words_ids": [[pad]],
        "bos_token_id": 0,
        "decoder_start_token_id": pad,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "max_length": network.POSITIONS,
        "num_beams": 4,
        "pad_token_id": pad,
        "renormalize_logits": True,
    }


def _tokenizer() -> dict[str, object]:
    return {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "zho",
        "target_lang": "eng",
        "model_max_length": network.POSITIONS,
        "unk_token": "<unk>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "separate_vocabs": False,
    }


def _write_json(path: Path, value: dict[str, object]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", "utf-8")
