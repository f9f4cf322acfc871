"""Turn pairs into batches of nearly equal length, filled up to a number of tokens.

Promises: a batch never holds more than ``budget`` padded tokens on its longer side (one pair alone
may); padding is ``<pad>`` on both sides, ignored by the loss.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.engines.tuning.batches import Encoded

from .prepare import Pair

LONGEST = 100
"""Pieces on either side beyond which a pair is left out of training."""


class Pieces:
    """Cuts sentences into piece numbers, sometimes differently from the best way.

    Sampling another segmentation of the source (subword regularisation, Kudo 2018) keeps a small
    model from leaning on one way of cutting a sentence.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        """Read the tokenizer of ``folder``; ``seed`` fixes which segmentations are sampled."""
        import sentencepiece

        sentencepiece.set_random_generator_seed(seed)
        self._model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self._chance = random.Random(seed)
        self.pad = self._model.get_piece_size()
        self.end = self._model.piece_to_id("</s>")

    def encode(self, pair: Pair, sampled: float = 0.0) -> Encoded:
        """The pieces of ``pair``; the source is sampled with probability ``sampled``."""
        if self._chance.random() < sampled:
            source = self._model.encode(pair.source, enable_sampling=True, alpha=0.2, nbest_size=-1)
        else:
            source = self._model.encode(pair.source)
        target = self._model.encode(pair.target)
        return Encoded((*source, self.end), (*target, self.end))

    def decode(self, numbers: Sequence[int]) -> str:
        """The text of ``numbers``, which may hold padding and ``</s>``."""
        return str(self._model.decode([n for n in numbers if n not in (self.pad, self.end)]))


def bucket(encoded: Sequence[Encoded], budget: int, seed: int) -> Iterator[list[Encoded]]:
    """Batches of at most ``budget`` padded tokens, in random order."""
    chance = random.Random(seed)
    kept = [item for item in encoded if item.length <= LONGEST]
    kept.sort(key=lambda item: (item.length, len(item.source), chance.random()))
    batches: list[list[Encoded]] = [[]]
    for item in kept:
        if batches[-1] and (len(batches[-1]) + 1) * item.length > budget:
            batches.append([])
        batches[-1].append(item)
    chance.shuffle(batches)
    yield from (batch for batch in batches if batch)


def padded(rows: Sequence[Sequence[int]], filler: int) -> list[list[int]]:
    """``rows`` made equally long with ``filler`` at the end."""
    width = max(len(row) for row in rows)
    return [[*row, *[filler] * (width - len(row))] for row in rows]
