"""Alignment links between two texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """One alignment link: m consecutive source sentences : n consecutive target sentences.

    Attributes:
        sources: the m source sentences (m ≥ 0).
        targets: the n target sentences (n ≥ 0); never both empty.
        source_start, target_start: 0-based index of the first sentence in its text.
        margin: cost of the best path that avoids this bead minus the cost of the chosen path, ≥ 0;
            small means doubtful.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    source_start: int
    target_start: int
    margin: float = 0.0

    @property
    def shape(self) -> tuple[int, int]:
        """(m, n)."""
        return len(self.sources), len(self.targets)

    @property
    def is_pair(self) -> bool:
        """Whether both sides have text, so that it can become a unit."""
        return bool(self.sources and self.targets)
