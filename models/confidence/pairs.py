"""The pairs that confidence is calibrated with and, apart from them, judged by.

Both halves were held out of the embedded model's training (`models/embedded/recipe/prepare.py`): a
draft of a sentence that the model has learnt by heart says nothing about other drafts. A pair is in
one half for good, by a hash of its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.embedded.recipe.prepare import (
    Pair,
    is_held_out,
    keep_shortlist,
    read_bitext,
    read_pairs,
    share,
)

OWN: Final = Path(__file__).resolve().parents[1] / "embedded" / "recipe" / "pairs"
MOST: Final = 500
"""Pairs of a kind: no kind of text decides for the others."""


@dataclass(frozen=True, slots=True)
class Halves:
    """Pairs to learn from, and others to judge by."""

    learning: tuple[Pair, ...]
    judging: tuple[Pair, ...]


def held_out(bitext: Path | None = None, untrained: Sequence[str] = ()) -> list[Pair]:
    """Return the pairs that the model was not trained on, at most `MOST` of a kind.

    Args:
        bitext: ``zh-en.tsv.xz``; without it only our own pairs.
        untrained: kinds of our own pairs that came after the last training, of which all count.
    """
    own = [pair for path in sorted(OWN.glob("*.tsv")) for pair in read_pairs(path)]
    others = keep_shortlist(read_bitext(bitext)) if bitext else []
    by_kind: dict[str, dict[str, Pair]] = {}
    for pair in (*own, *others):
        if is_held_out(pair) or pair.kind in untrained:
            by_kind.setdefault(pair.kind, {}).setdefault(pair.source, pair)
    return [
        pair
        for found in by_kind.values()
        for pair in sorted(found.values(), key=lambda pair: share(pair.source))[:MOST]
    ]


def halves(pairs: Sequence[Pair]) -> Halves:
    """Divide pairs, by a hash of their sources that is not the one that held them out."""
    learning = tuple(pair for pair in pairs if share(f"half {pair.source}") % 2)
    judging = tuple(pair for pair in pairs if not share(f"half {pair.source}") % 2)
    return Halves(learning, judging)
