"""What a back end gets and gives: pieces in, pieces and a score out.

Everything that is the same for both back ends (preparing sources, long input, loops, warnings)
lives in ``marian``; a back end only decodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search.

    Attributes:
        beams: beam size; 1 is greedy.
        longest: pieces after which a target is cut off.
        no_repeat: length of word-piece runs that may not occur twice; 0 allows all.
    """

    beams: int
    longest: int
    no_repeat: int = 0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A target: its pieces without ``</s>``, its mean log-probability per piece with it."""

    pieces: tuple[str, ...]
    score: float


class Backend(Protocol):
    """Decodes batches of sources; safe to call from several threads."""

    def decode(self, sources: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """The best hypothesis for each of ``sources`` (pieces that end in ``</s>``)."""
        ...
