"""The steps of the clean-up, and which of them are wanted.

Each step can be switched off by itself: what it would have done is then not done, everything else
is, and what reflow promises holds as before. `Step.explanation` says to a person what a step does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """A step of the clean-up that can be switched."""

    LINES = "lines"
    SPACES = "spaces"
    BREAKS = "breaks"
    SPLITS = "splits"
    KINDS = "kinds"
    NOISE = "noise"
    SECTIONS = "sections"
    PUNCTUATION = "punctuation"

    @property
    def explanation(self) -> str:
        """What the step does, in one line."""
        return _EXPLANATIONS[self]


_EXPLANATIONS = {
    Step.LINES: "join the lines that a paragraph was wrapped into",
    Step.SPACES: "take out spaces that wrapping or a scan left inside Chinese text",
    Step.BREAKS: "join a paragraph that a column or page break cut with its continuation",
    Step.SPLITS: "split off headings, arguments and jump lines that stand inside a line",
    Step.KINDS: "tell titles, headings and bylines from body text",
    Step.NOISE: "set stray characters, page numbers and jump lines aside as noise",
    Step.SECTIONS: "number the articles of a page that has several",
    Step.PUNCTUATION: "make half-width marks and straight quotes in Chinese text Chinese ones",
}


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Which steps are taken.

    Attributes:
        steps: those that are.
    """

    steps: frozenset[Step] = frozenset(Step) - {Step.PUNCTUATION}

    def __contains__(self, step: Step) -> bool:
        return step in self.steps

    def without(self, *steps: Step) -> Cleaning:
        """Return the cleaning that leaves these steps out."""
        return Cleaning(self.steps - frozenset(steps))

    def having(self, *steps: Step) -> Cleaning:
        """Return the cleaning that takes these steps too."""
        return Cleaning(self.steps | frozenset(steps))


DEFAULT = Cleaning()
"""What happens unless something else is asked for: all but `Step.PUNCTUATION`."""
