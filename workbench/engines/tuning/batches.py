"""Pairs as pieces, and batches of nearly equal length.

Promises: sources are cut as the engine cuts them when it drafts; a batch holds at most so many
padded pieces on its longer side (one pair alone may hold more); the same seed gives the same order,
which is what lets a run that was killed go on where it was.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.engines.models.catalogue import Model
from workbench.engines.tokenizer import END, Tokenizer
from workbench.engines.tuning.pairs import Pair

LONGEST = 200
"""Pieces on either side beyond which a pair is left out of training."""

STEPS_PER_EPOCH = 24
"""A small memory is divided into about as many batches: a few large ones teach less."""

_SMALLEST = 128


@dataclass(frozen=True, slots=True)
class Encoded:
    """The piece numbers of a pair, each side ending in ``</s>``."""

    source: tuple[int, ...]
    target: tuple[int, ...]

    @property
    def length(self) -> int:
        """The longer side, which decides how much room the pair takes."""
        return max(len(self.source), len(self.target))


class Pieces:
    """Cuts pairs into pieces and puts drafts together, for one model."""

    def __init__(self, model: Model) -> None:
        """Load the tokenizer.

        Raises:
            ModelDirectoryError: it cannot be read.
        """
        manifest, path = model.manifest, model.directory.path
        self._tokenizer = Tokenizer(
            path, prefix=manifest.source_prefix, moses=manifest.moses_punctuation
        )
        (self.unknown,) = self._tokenizer.numbers(["<unk>"])

    def encode(self, pair: Pair) -> Encoded:
        """The pieces of a pair."""
        source = self._tokenizer.encode(pair.source)
        target = [*self._tokenizer.spell(pair.target), END]
        return Encoded(
            tuple(self._tokenizer.numbers(source)), tuple(self._tokenizer.numbers(target))
        )

    def decode(self, numbers: Sequence[int]) -> str:
        """The text that a target's numbers spell, without padding and ``</s>``."""
        return self._tokenizer.decode(self._tokenizer.pieces(numbers))


def fitting(pairs: Iterable[Encoded]) -> list[Encoded]:
    """The pairs that are not too long to learn from."""
    return [pair for pair in pairs if pair.length <= LONGEST]


def budget(pairs: Sequence[Encoded], most: int) -> int:
    """Padded pieces of a batch: at most `most`, fewer where the pairs are few."""
    total = sum(pair.length for pair in pairs)
    return max(_SMALLEST, min(most, total // STEPS_PER_EPOCH))


def batches(pairs: Sequence[Encoded], tokens: int, seed: int) -> list[list[Encoded]]:
    """Batches of at most `tokens` padded pieces, in the random order that `seed` gives."""
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    ordered = sorted(pairs, key=lambda pair: (pair.length, len(pair.source), chance.random()))
    found: list[list[Encoded]] = []
    for pair in ordered:
        if not found or (len(found[-1]) + 1) * pair.length > tokens:
            found.append([])
        found[-1].append(pair)
    chance.shuffle(found)
    return found


def padded(rows: Sequence[Sequence[int]], filler: int) -> list[list[int]]:
    """`rows` made equally long with `filler` at the end."""
    width = max(len(row) for row in rows)
    return [[*row, *[filler] * (width - len(row))] for row in rows]
