"""Measure an exported model on the pairs that were held out.

Promises: what is measured is what a user gets (int8, the model's own beam size); the same files
give the same figures; each kind is measured on its own, with sacrebleu's signature beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.engines.loading import load

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


def measure(folder: Path, held_out: Sequence[Pair]) -> list[Figures]:
    """BLEU and chrF of the model in ``folder`` for each kind in ``held_out``.

    Raises:
        EngineError: the model cannot be loaded.
    """
    kinds = sorted({pair.kind for pair in held_out})
    return [
        _measure_kind(folder, kind, [pair for pair in held_out if pair.kind == kind][:AT_MOST])
        for kind in kinds
    ]


def _measure_kind(folder: Path, kind: str, pairs: Sequence[Pair]) -> Figures:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(), CHRF()
    drafts = load(str(folder)).translate([pair.source for pair in pairs])
    hypotheses = [draft.text for draft in drafts]
    references = [[pair.target for pair in pairs]]
    return Figures(
        kind,
        len(pairs),
        bleu.corpus_score(hypotheses, references).score,
        chrf.corpus_score(hypotheses, references).score,
        str(bleu.get_signature()),
        str(chrf.get_signature()),
    )
