"""chrF: how much two translations have in common, by the runs of characters that they share.

The score of Popović (2015), "chrF: character n-gram F-score for automatic MT evaluation", with
runs of one to six characters, spaces left out, and recall counted twice (β = 2), over a whole text
rather than sentence by sentence. Promises: the figures are those of sacrebleu's `chrF2`, which the
tests compare them with; pure functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

ORDER = 6
"""Characters in the longest run."""

BETA = 2
"""How much more recall counts than precision."""


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    """The chrF of a text, 0 to 100.

    Args:
        hypotheses: its sentences.
        references: what each of them is compared with.

    Raises:
        ValueError: there are not as many of one as of the other.
    """
    matched, made, wanted = [0] * ORDER, [0] * ORDER, [0] * ORDER
    for hypothesis, reference in zip(hypotheses, references, strict=True):
        for order in range(ORDER):
            ours, theirs = _runs(hypothesis, order + 1), _runs(reference, order + 1)
            matched[order] += (ours & theirs).total()
            wanted[order] += theirs.total()
            if theirs:  # runs that no reference could match are not held against a sentence
                made[order] += ours.total()
    return _score(matched, made, wanted)


def _runs(text: str, length: int) -> Counter[str]:
    dense = "".join(text.split())
    return Counter(dense[start : start + length] for start in range(len(dense) - length + 1))


def _score(matched: Sequence[int], made: Sequence[int], wanted: Sequence[int]) -> float:
    """The F-score of the mean precision and the mean recall over the lengths that occur."""
    counts = [row for row in zip(matched, made, wanted, strict=True) if row[1] and row[2]]
    if not counts:
        return 0.0
    precision = sum(match / ours for match, ours, _ in counts) / len(counts)
    recall = sum(match / theirs for match, _, theirs in counts) / len(counts)
    if precision + recall == 0:
        return 0.0
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)
