"""How likely a draft is usable as it stands: a probability, calibrated on pairs never trained on.

A logistic function of four features that cost nothing (`features`); its coefficients lie in
`confidence.toml` in the model's directory, made by `python -m models.confidence.learn`. "Usable" is
a draft whose chrF against a person's translation reaches the file's `usable`. A model without that
file has no data to be calibrated with: its confidence is the geometric mean of its pieces'
probabilities, divided in half for each grave doubt, which orders drafts but is no probability.

Measured on the embedded model: the probabilities of single pieces and the attention's coverage of
the source, which cost a second pass through the model, add 0.002 to an AUC of 0.856.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from workbench.core.doubt import Doubt, DoubtKind, decimal
from workbench.core.draft import Draft
from workbench.engines.doubts import SEVERE, doubts
from workbench.errors import FormatError
from workbench.text.codepoints import count_han
from workbench.text.placeholders import without

FILE_NAME: Final = "confidence.toml"
"""The calibration inside a model's directory."""

FEATURES: Final = ("score", "length", "number", "loop")
"""Names of the features, in the order of `features`."""

UNSURE: Final = 0.1
"""A draft that is less likely usable than this is doubtful for that alone."""

_USUAL: Final = 0.75  # English words for a Chinese character, the median of our own pairs
_UNLIKELIEST: Final = -8.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become a probability.

    Attributes:
        intercept: log-odds where every feature is 0.
        weights: log-odds for one unit of each feature, in the order of `FEATURES`.
        usable: chrF (0–100) from which a draft counted as usable.
        pairs: how many pairs it was learnt from.
    """

    intercept: float
    weights: tuple[float, ...]
    usable: float = 0.0
    pairs: int = 0

    def probability(self, found: Sequence[float]) -> float:
        """Return the probability, 0–1, that goes with these features."""
        odds = self.intercept + sum(w * x for w, x in zip(self.weights, found, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def features(source: str, target: str, score: float, found: Sequence[Doubt]) -> tuple[float, ...]:
    """Return what the confidence goes by.

    Args:
        source: the Chinese.
        target: the engine's English.
        score: mean log-probability per piece.
        found: the guard's doubts.

    Returns:
        The score; how far the length is from the usual, as |ln(words / expected)|; whether a
        number is lost; whether it loops.
    """
    kinds = {doubt.kind for doubt in found}
    characters, words = count_han(source), len(target.split())
    expected = max(_USUAL * characters, 1.0)
    far = abs(math.log(max(words, 1) / expected)) if characters else 0.0
    return (
        max(score, _UNLIKELIEST),
        min(far, 2.0),
        float(DoubtKind.NUMBER in kinds),
        float(DoubtKind.LOOP in kinds),
    )


class Judge:
    """Gives drafts their doubts and their confidence."""

    def __init__(self, calibration: Calibration | None = None) -> None:
        """Judge by a model's calibration, or, without one, by the default."""
        self.calibration = calibration

    def judged(self, source: str, draft: Draft) -> Draft:
        """Return the draft with what may be wrong with it; doubts it has already stay first.

        Args:
            source: the Chinese, with its placeholders.
            draft: its draft, with its placeholders and, for a confidence, its score.
        """
        if not draft.text.strip():
            return draft
        kept = {doubt.message: doubt for doubt in (*draft.doubts, *doubts(source, draft.text))}
        found = tuple(doubt for doubt in kept.values() if doubt.kind is not DoubtKind.UNSURE)
        if draft.score is None:
            return replace(draft, doubts=found)
        sure = self.confidence(source, draft.text, draft.score, found)
        if sure < UNSURE:
            found = (*found, Doubt(DoubtKind.UNSURE, f"The engine was unsure ({decimal(sure)})."))
        return replace(draft, doubts=found, confidence=sure)

    def confidence(
        self, source: str, target: str, score: float, found: Sequence[Doubt] = ()
    ) -> float:
        """Return how likely a target is usable, 0–1, rounded to three digits."""
        if self.calibration is None:
            grave = len({doubt.kind for doubt in found} & SEVERE)
            return round(math.exp(max(score, _UNLIKELIEST) - grave * math.log(2)), 3)
        known = features(without(source), without(target), score, found)
        return round(self.calibration.probability(known), 3)


def load(folder: Path) -> Calibration | None:
    """Return the calibration of the model in ``folder``, None where it has none.

    Raises:
        FormatError: the file is there and is no calibration.
    """
    path = folder / FILE_NAME
    try:
        text = path.read_text("utf-8")
    except OSError:
        return None
    try:
        return _calibration(tomllib.loads(text))
    except (ValueError, KeyError, TypeError) as exc:
        raise FormatError(
            f"the model's calibration cannot be read ({exc})",
            where=str(path),
            hint="Delete the file, or make it again with `python -m models.confidence.learn`.",
        ) from exc


def _calibration(found: Mapping[str, object]) -> Calibration:
    weights = found["weights"]
    if not isinstance(weights, Mapping):
        raise TypeError("weights is no table")
    return Calibration(
        float(str(found["intercept"])),
        tuple(float(weights[name]) for name in FEATURES),
        float(str(found["usable"])),
        int(str(found["pairs"])),
    )


def text_of(calibration: Calibration, *, head: str) -> str:
    """Return a calibration as `load` reads it, below some lines of comment."""
    lines = [
        *(f"# {line}".rstrip() for line in head.splitlines()),
        f"usable = {calibration.usable}",
        f"pairs = {calibration.pairs}",
        f"intercept = {calibration.intercept:.4f}",
        "",
        "[weights]",
        *(f"{n} = {w:.4f}" for n, w in zip(FEATURES, calibration.weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"
