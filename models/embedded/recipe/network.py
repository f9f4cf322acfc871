"""The network: a small Marian transformer, initialised for training from nothing.

The layout is opus-mt's (post-norm, swish, sinusoidal positions, one embedding for both sides and
the output), only smaller, so that everything that loads opus-mt loads this too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from transformers import MarianMTModel

WIDTH = 256
ENCODER_LAYERS = 4
DECODER_LAYERS = 2
POSITIONS = 512
EMBEDDING = "model.shared.weight"
"""The one parameter with a row for each piece."""

ENCODER_GAIN = 0.4
"""How much smaller the encoder's value and feed-forward matrices start.

With full-size ones and a high rate the encoder collapsed in the first thousand steps: all positions
of its output became one vector, and the decoder wrote fluent sentences about anything. Small ones
leave the identity path in charge until attention has learned to align.
"""


def build(vocabulary: int, dropout: float = 0.1) -> MarianMTModel:
    """A fresh network for ``vocabulary`` pieces, the last of which is ``<pad>``."""
    from transformers import MarianConfig, MarianMTModel

    network = MarianMTModel(MarianConfig(**_layout(vocabulary, dropout)))
    _initialise(network)
    return network


def load(network: MarianMTModel, folder: Path, vocabulary: dict[str, int]) -> None:
    """Give ``network`` the weights of the model in ``folder``, piece by piece where those differ.

    Pieces of ``vocabulary`` that the other model lacks keep the vectors that they begin with.
    """
    from safetensors.torch import load_file

    stored = load_file(folder / "model.safetensors")
    theirs = json.loads((folder / "vocab.json").read_text("utf-8"))
    both = [(number, theirs[piece]) for piece, number in vocabulary.items() if piece in theirs]
    own = dict(network.named_parameters())
    for name, weight in own.items():
        if name == EMBEDDING:
            here, there = zip(*both, strict=True)
            weight.data[list(here)] = stored[name][list(there)].to(weight.dtype)
        elif name in stored:
            weight.data.copy_(stored[name])
    missing = {name for name in own if "embed_positions" not in name} - set(stored)
    if missing:
        raise SystemExit(f"{folder} is no model of this recipe: it lacks {min(missing)}.")


def _layout(vocabulary: int, dropout: float) -> dict[str, Any]:
    """The configuration, with the fields that only older readers and converters look at."""
    pad = vocabulary - 1
    return {
        "vocab_size": vocabulary,
        "decoder_vocab_size": vocabulary,
        "d_model": WIDTH,
        "encoder_layers": ENCODER_LAYERS,
        "decoder_layers": DECODER_LAYERS,
        "encoder_attention_heads": 4,
        "decoder_attention_heads": 4,
        "encoder_ffn_dim": 4 * WIDTH,
        "decoder_ffn_dim": 4 * WIDTH,
        "max_position_embeddings": POSITIONS,
        "activation_function": "swish",
        "dropout": dropout,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "scale_embedding": True,
        "static_position_embeddings": True,
        "normalize_embedding": False,
        "normalize_before": False,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "eos_token_id": 0,
        "bos_token_id": 0,
        "forced_eos_token_id": 0,
    }


def _initialise(network: MarianMTModel) -> None:
    """Glorot for the matrices, variance 1/width for the embedding, as post-norm needs it."""
    import torch

    with torch.no_grad():
        for name, weight in network.named_parameters():
            if "embed_positions" in name:
                continue
            if "shared" in name or "embed_tokens" in name:
                torch.nn.init.normal_(weight, std=WIDTH**-0.5)
                weight[network.config.pad_token_id].zero_()
            elif weight.dim() == 2:
                torch.nn.init.xavier_uniform_(weight, gain=_gain(name))


def _gain(name: str) -> float:
    adds_up = any(part in name for part in (".v_proj.", ".out_proj.", ".fc1.", ".fc2."))
    return ENCODER_GAIN if ".encoder." in name and adds_up else 1.0
