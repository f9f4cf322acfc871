"""The aligner that everyone compares with: lengths only, as published.

Gale and Church, *A program for aligning sentences in bilingual corpora*, Computational Linguistics
19 (1993): priors of section 4.2, variance of section 4.1, cost −log(2 · (1 − Φ(|δ|))) − log(prior).
The ratio of English to Chinese characters is taken from the two texts, which is to its advantage.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from workbench.core.bead import Bead

_PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.0099 / 2,
    (0, 1): 0.0099 / 2,
    (2, 1): 0.089 / 2,
    (1, 2): 0.089 / 2,
    (2, 2): 0.011,
}
_VARIANCE = 6.8
_TINY = 1e-12


def align_by_length(sources: Sequence[str], targets: Sequence[str]) -> tuple[Bead, ...]:
    """Return the beads of two texts by the lengths of their sentences alone."""
    chinese, english = [len(s) for s in sources], [len(t) for t in targets]
    ratio = sum(english) / max(sum(chinese), 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(sources) + 1):
        for j in range(len(targets) + 1):
            ways = [
                (
                    best[i - m, j - n][0]
                    + _cost(sum(chinese[i - m : i]), sum(english[j - n : j]), ratio)
                    - math.log(prior),
                    (m, n),
                )
                for (m, n), prior in _PRIORS.items()
                if m <= i and n <= j
            ]
            if ways:
                best[i, j] = min(ways)
    return _beads(best, sources, targets)


def _cost(source: int, target: int, ratio: float) -> float:
    mean = (source + target / ratio) / 2
    delta = (target - source * ratio) / math.sqrt(max(mean * _VARIANCE, _TINY))
    return -math.log(max(math.erfc(abs(delta) / math.sqrt(2)), _TINY))


def _beads(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]],
    sources: Sequence[str],
    targets: Sequence[str],
) -> tuple[Bead, ...]:
    beads = []
    i, j = len(sources), len(targets)
    while i or j:
        m, n = best[i, j][1]
        i, j = i - m, j - n
        beads.append(Bead(tuple(sources[i : i + m]), tuple(targets[j : j + n]), i, j))
    return tuple(reversed(beads))
