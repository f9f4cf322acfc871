"""Parts of a source that the memories know, where they do not know all of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.memory import Match, Unit


class FragmentKind(StrEnum):
    """How a part of a source was found: a clause that matches a unit, or a run that units hold."""

    CLAUSE = "clause"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Rendering:
    """Words of the target side that probably translate a part of the source.

    Attributes:
        text: the words, as they stand in `example`.
        units: how many of the units that hold the part have them.
        of: how many units that hold the part were looked at.
        score: 0–1, how closely both go together among all units (0 by chance, 1 always).
        example: the newest unit that shows it.
        span: where they stand in the example's target.
    """

    text: str
    units: int
    of: int
    score: float
    example: Unit
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a source with what the memories say of it.

    Attributes:
        start, end: its span in the source.
        text: `source[start:end]`.
        kind: clause or run.
        percent: of the best match for a clause; 100 for a run.
        matches: what a clause matches, best first; nothing for a run.
        renderings: likely translations of a run, best first; none where too few units hold it.
        units: how many units hold a run (a few that only seem to may be among them).
        examples: units that hold a run, the newest first.
    """

    start: int
    end: int
    text: str
    kind: FragmentKind
    percent: int = 100
    matches: tuple[Match, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    units: int = 0
    examples: tuple[Unit, ...] = ()
