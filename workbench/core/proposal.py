"""A proposal: something in a source that may have been misread by a scanner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be meant instead of what stands in a text; nobody has accepted it yet.

    Attributes:
        start, end: where `found` stands in the text, in code points.
        found: what stands there: a word with the character in question, or items with a mark.
        wanted: what is proposed instead of it.
        reason: why, one clause for a person.
        gain: how sure this is, in log odds: 3 is twenty to one.
    """

    start: int
    end: int
    found: str
    wanted: str
    reason: str
    gain: float

    def applied(self, text: str) -> str:
        """Return the text that this was found in with what is proposed."""
        return text[: self.start] + self.wanted + text[self.end :]
