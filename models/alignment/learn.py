"""Learns the word table of the sentence aligner from sentence pairs: `words.tsv`.

    python models/alignment/learn.py zh-en.tsv.xz models/alignment/words.tsv

The Chinese side is cut into words of up to four characters by a sentencepiece unigram model, then
IBM Model 1 (Brown et al., *The mathematics of statistical machine translation*, 1993) with a null
word finds with which chance each word's translation holds an English stem. Reads a tab-separated
file with the columns source, zh, en. Deterministic; takes about a minute and some gigabytes.
"""

from __future__ import annotations

import io
import lzma
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import sentencepiece

from workbench.alignment.lexicon import Lexicon, fold
from workbench.alignment.words import stems
from workbench.text.codepoints import HAN_CLASS, count_han

# Public domain, CC BY 2.0 FR and PSF/CC0; every second law, which are many. The last tenth of each
# source is held out: figures for alignment are measured there.
SOURCES: Final = {"tatoeba": 1, "python-docs": 1, "tw-law": 2}
HELD_OUT: Final = 0.1
LONGEST: Final = 70
VOCABULARY: Final = 14_000
ROUNDS: Final = 6
LEAST_CHANCE: Final = 0.1
LEAST_COUNT: Final = 3.0
MOST_COMMON: Final = 0.01
STEMS_A_WORD: Final = 3
NULL_WEIGHT: Final = 0.9

_HAN: Final = re.compile(f"[{HAN_CLASS}]+")
_PIECE: Final = re.compile(f"[{HAN_CLASS}]{{1,4}}")

Ints = npt.NDArray[np.int64]
Table = dict[str, list[tuple[float, str]]]


def training_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs to learn from: the first nine tenths of each source, short ones only."""
    by_source: dict[str, list[tuple[str, str]]] = {name: [] for name in SOURCES}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, chinese, english, *_ = line.rstrip("\n").split("\t")
            if source in by_source:
                by_source[source].append((fold(chinese), english))
    for source, every in SOURCES.items():
        pairs = by_source[source]
        kept = pairs[: int(len(pairs) * (1 - HELD_OUT))]
        yield from [pair for pair in kept if count_han(pair[0]) <= LONGEST][::every]


def vocabulary(texts: Iterable[str]) -> list[str]:
    """Return the Chinese words worth knowing, as a unigram model finds them."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(run for text in texts for run in _HAN.findall(text)),
        model_writer=model,
        vocab_size=VOCABULARY,
        model_type="unigram",
        max_sentencepiece_length=4,
        character_coverage=0.9999,
        num_threads=1,
        add_dummy_prefix=False,
        minloglevel=2,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    words = (pieces.id_to_piece(number) for number in range(pieces.get_piece_size()))
    return [word for word in words if _PIECE.fullmatch(word)]


class Learner:
    """IBM Model 1 over the sets of words and stems of each pair.

    Args:
        pairs: folded Chinese and English sentences.
        words: the Chinese vocabulary.
        most_common: stems that make up a greater share of the English are left out.
    """

    def __init__(
        self,
        pairs: Iterable[tuple[str, str]],
        words: Iterable[str],
        *,
        most_common: float = MOST_COMMON,
    ) -> None:
        self._most_common = most_common
        # A lexicon that maps each word to itself cuts exactly as the aligner will.
        cutter = Lexicon.of_chances({word: {word: 1.0} for word in words})
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        links, slots = [], []
        position = 0
        for chinese, english in pairs:
            cut = [w for w in cutter.expected(chinese) if _HAN.fullmatch(w)]
            left = [self._words.setdefault(word, len(self._words)) for word in sorted(cut)]
            right = [
                self._stems.setdefault(stem, len(self._stems)) for stem in sorted(stems(english))
            ]
            if left and right:
                links.append(np.stack([np.repeat(left, len(right)), np.tile(right, len(left))]))
                slots.append(position + np.tile(np.arange(len(right)), len(left)))
                position += len(right)
        words_of, self._stem_of = np.concatenate(links, axis=1)
        self._slots: Ints = np.concatenate(slots)
        keys, self._pair_of = np.unique(
            words_of * len(self._stems) + self._stem_of, return_inverse=True
        )
        self._word, self._stem = np.divmod(keys, len(self._stems))

    def learn(self) -> Table:
        """Return for each word its likeliest stems with their chances, best first."""
        stem_at = np.zeros(int(self._slots.max()) + 1, dtype=np.int64)
        stem_at[self._slots] = self._stem_of
        common = np.bincount(stem_at, minlength=len(self._stems)) / len(stem_at)
        chance = 1.0 / np.bincount(self._word)[self._word]
        for _ in range(ROUNDS):
            shares = chance[self._pair_of]
            total = np.bincount(self._slots, weights=shares) + NULL_WEIGHT * common[stem_at]
            shares /= total[self._slots]
            counts = np.bincount(self._pair_of, weights=shares)
            chance = counts / (np.bincount(self._word, weights=counts) + 1.0)[self._word]
        rare = common[self._stem] < self._most_common
        good = (chance >= LEAST_CHANCE) & (counts > LEAST_COUNT) & rare
        return self._table(np.flatnonzero(good), chance)

    def _table(self, kept: Ints, chance: npt.NDArray[np.float64]) -> Table:
        words, stem_names = list(self._words), list(self._stems)
        table: Table = {}
        for pair in kept:
            row = table.setdefault(words[self._word[pair]], [])
            row.append((float(chance[pair]), stem_names[self._stem[pair]]))
        return {word: sorted(row, reverse=True)[:STEMS_A_WORD] for word, row in table.items()}


def main(source: str, target: str) -> None:
    """Read the pairs, learn, and write the table sorted by word."""
    pairs = list(training_pairs(Path(source)))
    table = Learner(pairs, vocabulary(chinese for chinese, _ in pairs)).learn()
    lines = (
        "\t".join([word, *(f"{stem}{min(round(chance * 10), 9)}" for chance, stem in table[word])])
        for word in sorted(table)
    )
    Path(target).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(table):,} words from {len(pairs):,} pairs")


if __name__ == "__main__":
    main(*sys.argv[1:])
