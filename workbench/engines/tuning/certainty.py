"""How sure of itself a tuned model may be.

The calibration of the original speaks of another model's drafts: one that was tuned is surer of
itself, and more often right on texts like the memory. So the original's calibration is fitted anew
to the units that were held out. Promises: where the original has no calibration, the tuned model
gets none; with few units it stays close to the original's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.engines import confidence
from workbench.engines.calibrating import fitted
from workbench.engines.confidence import FILE_NAME, Calibration, features, text_of
from workbench.engines.doubts import doubts
from workbench.engines.loading import engine_of
from workbench.engines.models.catalogue import Model
from workbench.engines.models.directory import examine
from workbench.engines.models.manifest import Manifest
from workbench.engines.tuning.pairs import Pair
from workbench.text.chrf import chrf

HEAD = """How likely a draft is usable as it stands (chrF of {usable:g} or more).
The calibration of {base} ({before:,} pairs), fitted anew to the {pairs:,} units that were held out
when it was tuned: it is right for texts like theirs.
Log-odds = intercept + weights · features, as in workbench/engines/confidence.py."""


def calibrate(folder: Path, manifest: Manifest, base: Model, held_out: Sequence[Pair]) -> None:
    """Write the calibration of the tuned model in ``folder`` into it, if the original has one.

    Args:
        folder: the tuned model's whole directory.
        manifest: of the tuned model.
        base: the original.
        held_out: the pairs that it was judged by, in its direction.

    Raises:
        FormatError: the original's calibration cannot be read.
        EngineError: the tuned model cannot be converted or loaded, or fails.
    """
    known = confidence.load(base.directory.path)
    if known is None:
        return
    found = recalibrated(known, Model(examine(folder), manifest), held_out)
    head = HEAD.format(
        usable=found.usable, base=base.manifest.name, before=known.pairs, pairs=found.pairs
    )
    (folder / FILE_NAME).write_text(text_of(found, head=head), "utf-8")


def recalibrated(known: Calibration, model: Model, pairs: Sequence[Pair]) -> Calibration:
    """Return the calibration ``known`` fitted to what a model makes of some pairs.

    Raises:
        EngineError: the model cannot be converted or loaded, or fails.
    """
    drafts = engine_of(model).translate([pair.source for pair in pairs])
    rows, outcomes = [], []
    for pair, draft in zip(pairs, drafts, strict=True):
        if draft.text and draft.score is not None:
            found = doubts(pair.source, draft.text)
            rows.append(features(pair.source, draft.text, draft.score, found))
            outcomes.append(chrf([draft.text], [pair.target]) >= known.usable)
    return fitted(rows, outcomes, known.usable, known)
