"""What an importer left out, and why: one bad unit never costs the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item of a file that was not taken.

    Attributes:
        line: 1-based line of the file where the item starts; 0 where unknown.
        item: which one, in a person's words (`unit 12`, `row 7`).
        reason: why, one sentence without a full stop.
    """

    line: int
    item: str
    reason: str

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line else ""
        return f"{place}{self.item}: {self.reason}"
