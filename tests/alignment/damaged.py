"""Texts whose alignment is known, made of parallel sentences by merging, splitting and dropping.

Translators do all three; a seed decides where. What comes out is a pair of texts and the beads that
an aligner should find, for tests and benchmarks alike.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.core.bead import Bead
from workbench.resources import shipped

Pair = tuple[str, str]
Sides = tuple[list[str], list[str]]
Span = tuple[int, int, int, int]

_MERGED = 0.10
_SPLIT = 0.12
_DROPPED = 0.03


@dataclass(frozen=True, slots=True)
class Text:
    """Two texts and how they belong together.

    Attributes:
        sources, targets: the sentences of each, in order.
        beads: (first source, end, first target, end) of each true bead with both sides.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    beads: frozenset[Span]


def own_pairs() -> list[Pair]:
    """Return the sentence pairs that ship with the embedded model's recipe, in order."""
    folder = shipped("models") / "embedded" / "recipe" / "pairs"
    pairs = []
    for name in ("samples", "long", "news"):
        lines = (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        rows = (line.split("\t") for line in lines[1:] if line and not line.startswith("#"))
        pairs += [(source, target) for source, target, *_ in rows]
    return pairs


def damaged_texts(
    pairs: Sequence[Pair], *, size: int, seed: int, dropped: float = _DROPPED
) -> Iterator[Text]:
    """Yield texts of `size` consecutive pairs each, all damaged in the same measure.

    Args:
        pairs: sentence pairs, the pairs of one text next to each other.
        size: pairs in a text.
        seed: the same seed gives the same texts.
        dropped: share of pairs that lose one side.
    """
    rng = random.Random(seed)
    for start in range(0, len(pairs) - size + 1, size):
        yield _text(_damaged(pairs[start : start + size], rng, dropped))


def strict_f1(found: Iterable[Bead], gold: frozenset[Span]) -> float:
    """Return the F1 of beads that are exactly right; one-sided beads do not count."""
    spans = {_span(bead) for bead in found if bead.is_pair}
    return 2 * len(spans & gold) / (len(spans) + len(gold))


def _span(bead: Bead) -> Span:
    m, n = bead.shape
    return bead.source_start, bead.source_start + m, bead.target_start, bead.target_start + n


def _damaged(pairs: Sequence[Pair], rng: random.Random, dropped: float) -> Iterator[Sides]:
    rest = list(pairs)
    while rest:
        source, target = rest.pop(0)
        fate = rng.random()
        if fate < dropped:
            yield ([source], []) if rng.random() < 0.5 else ([], [target])
        elif fate < dropped + _MERGED and rest:
            yield _merged((source, target), rest.pop(0), rng)
        elif fate < dropped + _MERGED + _SPLIT:
            yield _split(source, target, rng)
        else:
            yield [source], [target]


def _merged(first: Pair, second: Pair, rng: random.Random) -> Sides:
    """Make one sentence of two, on one side."""
    if rng.random() < 0.5:
        one = f"{first[0].rstrip('。')}，{second[0]}"
        return [one], [first[1], second[1]]
    two = f"{first[1].rstrip('.')}, and {second[1][:1].lower()}{second[1][1:]}"
    return [first[0], second[0]], [two]


def _split(source: str, target: str, rng: random.Random) -> Sides:
    """Make two sentences of one, on one side, where it has a comma near its middle."""
    if rng.random() < 0.5:
        at = _middle(source, "[，；]")
        return ([f"{source[: at - 1]}。", source[at:]] if at else [source]), [target]
    at = _middle(target, "[,;] ")
    parts = [f"{target[: at - 2]}.", target[at : at + 1].upper() + target[at + 1 :]]
    return [source], (parts if at else [target])


def _middle(text: str, pattern: str) -> int:
    """Return the end of the match nearest the middle, 0 if there is none in the middle half."""
    ends = [found.end() for found in re.finditer(pattern, text)]
    inner = [end for end in ends if len(text) / 4 < end < len(text) * 3 / 4]
    return min(inner, key=lambda end: abs(end - len(text) / 2), default=0)


def _text(parts: Iterable[Sides]) -> Text:
    sources: list[str] = []
    targets: list[str] = []
    beads: set[Span] = set()
    for left, right in parts:
        if left and right:
            first_s, first_t = len(sources), len(targets)
            beads.add((first_s, first_s + len(left), first_t, first_t + len(right)))
        sources += left
        targets += right
    return Text(tuple(sources), tuple(targets), frozenset(beads))
