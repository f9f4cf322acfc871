"""Learns how a model's confidence becomes a probability: `confidence.toml` in its directory.

    python -m models.confidence.learn --bitext zh-en.tsv.xz
    python -m models.confidence.learn --bitext zh-en.tsv.xz --engine opus-mt-zh-en

Drafts half of the held-out pairs, counts a draft as usable where its chrF against the translation
by a person reaches `USABLE`, and fits a logistic function of the features of
`workbench/engines/confidence.py` (`workbench/engines/calibrating.py`). Deterministic; two minutes
for the embedded model, and to be run again after each training. Without ``--bitext`` it has our own
held-out pairs only, which are few.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.confidence.pairs import halves, held_out
from models.embedded.recipe.prepare import Pair
from workbench.core.draft import Draft
from workbench.engines.calibrating import fitted
from workbench.engines.confidence import FILE_NAME, Calibration, features, text_of
from workbench.engines.doubts import doubts
from workbench.engines.loading import load
from workbench.engines.models import catalogue
from workbench.text.chrf import chrf

USABLE: Final = 45.0
"""chrF from which a draft counts as usable: most of its words may stay."""

HEAD: Final = """How likely a draft is usable as it stands (chrF of {usable:g} or more).
Made by `python -m models.confidence.learn`. Held-out pairs that it was learnt from:
{kinds}.
Log-odds = intercept + weights · features, as in workbench/engines/confidence.py."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A held-out pair with the model's draft of its source, and that draft's chrF."""

    pair: Pair
    draft: Draft
    chrf: float

    @property
    def features(self) -> tuple[float, ...]:
        """What the confidence goes by."""
        source, text, score = self.pair.source, self.draft.text, self.draft.score
        return features(source, text, score or 0.0, doubts(source, text))


def drafted(pairs: Sequence[Pair], engine: str | None = None) -> list[Drafted]:
    """Return the pairs with their drafts; those that the model makes nothing of are left out.

    Raises:
        EngineError: the model cannot be loaded, or failed.
    """
    drafts = load(engine).stream([pair.source for pair in pairs])
    return [
        Drafted(pair, draft, chrf([draft.text], [pair.target]))
        for pair, draft in zip(pairs, drafts, strict=True)
        if draft.text and draft.score is not None
    ]


def fit(found: Sequence[Drafted], usable: float = USABLE) -> Calibration:
    """Return the calibration that makes what came out likeliest."""
    return fitted([one.features for one in found], [one.chrf >= usable for one in found], usable)


def head_of(calibration: Calibration, found: Sequence[Drafted]) -> str:
    """Return what the file says of itself."""
    kinds = [one.pair.kind for one in found]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))
    return HEAD.format(usable=calibration.usable, kinds=counted)


def main() -> None:
    """Draft, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m models.confidence.learn")
    parser.add_argument("--bitext", type=Path, help="zh-en.tsv.xz: source, zh, en, attribution")
    parser.add_argument("--engine", default="embedded", help="model whose confidence is calibrated")
    parser.add_argument("--untrained", nargs="*", default=[], help="own kinds newer than the model")
    arguments = parser.parse_args()
    pairs = halves(held_out(arguments.bitext, arguments.untrained)).learning
    found = drafted(pairs, arguments.engine)
    calibration = fit(found)
    path = catalogue.find(arguments.engine).directory.path / FILE_NAME
    path.write_text(text_of(calibration, head=head_of(calibration, found)), "utf-8")
    print(path.read_text("utf-8"), end="")


if __name__ == "__main__":
    main()
