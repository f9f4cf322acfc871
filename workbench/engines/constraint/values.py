"""What the strategies work on, and what they propose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.core.term import Compliance, TermHit, TermUse
from workbench.terminology.compliance import uses

OBEYED = frozenset({Compliance.PREFERRED, Compliance.ADMITTED})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that may stand for a source.

    Attributes:
        text: the target.
        way: the strategy that proposed it; empty for the plain output.
    """

    text: str
    way: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A source whose target so far does not obey its terms.

    Attributes:
        source: what the model is given, on one line, without placeholders.
        hits: its terms, in order, not overlapping.
        target: the target so far, which strategies may start from.
        plain: what the model makes of the source by itself.
        tries: how often this target was tried to be bettered in vain by what is tried again.
    """

    source: str
    hits: tuple[TermHit, ...]
    target: str
    plain: str
    tries: int = 0

    @property
    def broken(self) -> tuple[TermUse, ...]:
        """The terms that the target so far does not obey, in the order of the source."""
        return tuple(use for use in said(self.hits, self.target) if use.compliance not in OBEYED)

    @property
    def missing(self) -> tuple[TermHit, ...]:
        """Those of the broken terms that have a rendering to put there."""
        return tuple(use.hit for use in self.broken if use.hit.term.preferred)

    def with_terms(self, words: dict[TermHit, str]) -> str:
        """The source with other words in place of some of its terms."""
        parts: list[str] = []
        at = 0
        for hit in self.hits:
            if hit in words:
                parts += [self.source[at : hit.start], words[hit]]
                at = hit.end
        return "".join([*parts, self.source[at:]])


@lru_cache(maxsize=4096)
def said(hits: tuple[TermHit, ...], target: str) -> tuple[TermUse, ...]:
    """What became of each of the terms in a target."""
    return uses(hits, target)


def disobeyed(hits: tuple[TermHit, ...], target: str) -> int:
    """How many of the terms a target does not obey."""
    return sum(use.compliance not in OBEYED for use in said(hits, target))
