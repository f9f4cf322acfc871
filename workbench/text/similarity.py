"""How alike two strings are, in whole per cent of the longer one.

The measure is Levenshtein's: characters inserted, deleted or replaced. It is counted in integers
and rounded down, so that 100 means equal and a threshold means exactly what the memory's index
promises (`workbench.memory.grams`).
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein


def edits_allowed(length: int, percent: int) -> int:
    """Return the most edits that leave `percent` of the longer text's `length`."""
    return (100 - min(percent, 100)) * length // 100


def similarity(one: str, other: str, *, at_least: int = 0) -> int:
    """Return the similarity of two strings, ⌊100·(1 − distance / longer length)⌋.

    Args:
        one: any string.
        other: any string; two empty ones are equal.
        at_least: per cent; where the strings are less alike, 0 is returned, and sooner.
    """
    longer = max(len(one), len(other))
    if not longer:
        return 100
    allowed = edits_allowed(longer, at_least)
    distance = Levenshtein.distance(one, other, score_cutoff=allowed)
    return 100 * (longer - distance) // longer if distance <= allowed else 0
