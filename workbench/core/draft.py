"""What an engine makes of a source, and what the editor suggests."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.doubt import Doubt, WordScore
from workbench.core.memory import Match
from workbench.core.status import Origin


@dataclass(frozen=True, slots=True)
class Draft:
    """An engine's translation of one source.

    Attributes:
        text: the English text.
        score: mean log-probability per target token, ≤ 0; None where the engine gives none.
        warnings: what was done to make it, where a person should know, one sentence each
            (translated in parts, placeholders placed by guess …).
        doubts: what may be wrong with it.
        confidence: 0–1, how likely it is usable as it stands; None where that is not known.
        words: how sure the engine was of each word, in order; empty where that is not known.
        plain: what the engine made of the source by itself, where `text` is something else
            because of the glossary; else empty.
        terms: digest of the terms that it was to obey, empty for none; for a draft with
            placeholders a stroke follows, and a digest of what they are.
    """

    text: str
    score: float | None = None
    warnings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    confidence: float | None = None
    words: tuple[WordScore, ...] = ()
    plain: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What the screen and the draft cache need to know of an engine.

    Attributes:
        name: the model's name (`embedded`, `opus-mt-zh-en`, a directory's name).
        label: as shown to people (`embedded model · int8`).
        fingerprint: changes whenever the engine could give another output: model files, back end,
            quantisation, decoding parameters.
        is_embedded: whether it is the small model that ships with the workbench.
        source_language, target_language: BCP 47 tags of its direction; empty where unknown.
    """

    name: str
    label: str
    fingerprint: str
    is_embedded: bool = False
    source_language: str = "zh"
    target_language: str = "en"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate target for a segment.

    Attributes:
        target: the English text.
        origin: memory or machine.
        label: where it came from, as shown (`87 % memory · port.txt · LW · 3 May`).
        match: the memory match behind it, if one is.
        draft: the engine's draft behind it, with its score and warnings, if one is.
        changed: spans of `target` that were written anew, where a match was repaired.
        repair: what repaired it (`repaired`, `repaired by embedded model · int8`), else empty.
    """

    target: str
    origin: Origin
    label: str
    match: Match | None = None
    draft: Draft | None = None
    changed: tuple[tuple[int, int], ...] = ()
    repair: str = ""
