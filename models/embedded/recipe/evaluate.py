"""Measure an exported model on the pairs that were held out.

Promises: the same files give the same figures (beam search, no sampling); each kind is measured on
its own, with sacrebleu's signature beside the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .prepare import Pair

AT_MOST = 400
"""Held-out pairs measured of each kind."""


@dataclass(frozen=True, slots=True)
class Figures:
    """BLEU and chrF of one kind of text, and the signatures that say how they were counted."""

    kind: str
    pairs: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str


def translate(folder: Path, sources: Sequence[str], beams: int = 4, batch: int = 32) -> list[str]:
    """The model's English for each of ``sources``, by transformers on the CPU."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(folder)
    model = MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()  # type: ignore[no-untyped-call]
    done: list[str] = []
    for start in range(0, len(sources), batch):
        inputs = tokenizer(list(sources[start : start + batch]), return_tensors="pt", padding=True)
        output = model.generate(**inputs, num_beams=beams, max_length=160)
        done += tokenizer.batch_decode(output, skip_special_tokens=True)
    return done


def measure(folder: Path, held_out: Sequence[Pair]) -> list[Figures]:
    """BLEU and chrF of the model in ``folder`` for each kind in ``held_out``."""
    kinds = sorted({pair.kind for pair in held_out})
    return [
        _measure_kind(folder, kind, [pair for pair in held_out if pair.kind == kind][:AT_MOST])
        for kind in kinds
    ]


def _measure_kind(folder: Path, kind: str, pairs: Sequence[Pair]) -> Figures:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(), CHRF()
    hypotheses = translate(folder, [pair.source for pair in pairs])
    references = [[pair.target for pair in pairs]]
    return Figures(
        kind,
        len(pairs),
        bleu.corpus_score(hypotheses, references).score,
        chrf.corpus_score(hypotheses, references).score,
        str(bleu.get_signature()),
        str(chrf.get_signature()),
    )
