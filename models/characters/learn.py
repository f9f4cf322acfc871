"""Learns the character model of the scanning-error proposals: `grams.npz`.

    python -m models.characters.learn zh-en.tsv.xz dict.txt models/characters/grams.npz
    python -m models.characters.learn zh-en.tsv.xz dict.txt strange.npz without-our-own

Reads the Chinese side of sentence pairs (a tab-separated file with the columns source, zh, en), our
own pairs, the starter glossaries, and a word list with frequencies (jieba's `dict.txt`: word,
count, class). Chances are interpolated as by Witten and Bell (*The zero-frequency problem*, 1991);
triples that say little that the pair does not are left out (Stolcke, *Entropy-based pruning of
backoff language models*, 1998, for one gram at a time). Deterministic; takes a minute and two
gigabytes.

The second model has not read our own pairs, the only news there is: with it `judge.py` can see what
such text is like to one who does not know it.
"""

from __future__ import annotations

import csv
import hashlib
import lzma
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from workbench.documents.scanning.character_model import LONGEST_WORD, STEP, Words
from workbench.documents.scanning.character_text import EDGE, Alphabet
from workbench.resources import shipped
from workbench.text.codepoints import is_han

# How often a text of each source is counted. Law is nine tenths of the pairs, news is what is read.
WEIGHTS: Final = {"tw-law": 0.1, "python-docs": 0.2, "gnome-docs": 0.2, "own": 6.0}
UNREAD: Final = ("xquad", "vue-docs", "electron-docs")
"""Sources that the grams are never learned from: there the model is among strangers."""
OWN: Final = "own"
BUCKETS: Final = 50
TEST, TUNING = 0, (1, 2, 3, 4)
WORD_SHARE: Final = 0.04
LEAST_WORD: Final = 0.4
TERM_COUNT: Final = 200
MARKS: Final = "0A，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·-.%％/&'*+=_~`|#@<>[]{}^$\\"
RARE: Final = "糸幵亊釆囯尓毌亇厶彐氺囗"
"""No text has them, but a scanner reads them for common ones."""
HAN: Final = 6_400
PAIRS: Final = 330_000
TRIPLES: Final = 560_000
MOST: Final = 255

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[Any]


def bucket(text: str) -> int:
    """Return in which of the fiftieths of the texts this one is; the same on every machine."""
    return hashlib.blake2b(text.encode(), digest_size=4).digest()[0] % BUCKETS


def texts(pairs: Path) -> Iterator[tuple[str, str]]:
    """Yield (source, Chinese text) of all pairs, ours last."""
    with lzma.open(pairs, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            source, chinese, *_ = line.rstrip("\n").split("\t")
            yield source, chinese
    yield from own_texts()


def own_texts() -> Iterator[tuple[str, str]]:
    """Yield our own pairs likewise."""
    for path in sorted((shipped("models") / "embedded" / "recipe" / "pairs").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            if not line.startswith("#"):
                yield OWN, line.split("\t")[0]


def learned_from(pairs: Path, unread: Collection[str] = UNREAD) -> Iterator[tuple[float, str]]:
    """Yield (weight, text) of what is learned from: all but what is held out."""
    for source, chinese in texts(pairs):
        if source not in unread and bucket(chinese) not in (TEST, *_tuning(source)):
            yield WEIGHTS.get(source, 0.5), chinese


def _tuning(source: str) -> tuple[int, ...]:
    """Return the buckets that weighing is learned from; of our own texts another model has none."""
    return () if source == OWN else TUNING


def terms() -> list[str]:
    """Return the sources of the starter glossaries."""
    found: set[str] = set()
    for path in sorted(shipped("glossaries").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found.update(row["source"] for row in csv.DictReader(lines))
    return sorted(found)


def word_counts(path: Path) -> dict[str, float]:
    """Return how often each Chinese word occurs, our terms included."""
    counts: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if all(map(is_han, word)):
            counts[word] = float(count)
    for term in terms():
        if all(map(is_han, term)):
            counts[term] = max(counts.get(term, 0.0), TERM_COUNT)
    return counts


def alphabet(sample: Iterable[tuple[float, str]], words: dict[str, float]) -> Alphabet:
    """Return the marks and the most frequent Chinese characters."""
    seen: defaultdict[str, float] = defaultdict(float)
    for weight, text in sample:
        for ch in text:
            seen[ch] += weight
    for word, count in words.items():
        for ch in word:
            seen[ch] += max(count * WORD_SHARE, LEAST_WORD)
    basic = (ch for ch in seen if is_han(ch) and ch < "\U00010000")
    han = sorted(basic, key=lambda ch: (-seen[ch], ch))
    common = han[:HAN]
    return Alphabet(MARKS + "".join([*common, *(ch for ch in RARE if ch not in common)]))


class Counts:
    """Weighted counts of rows of characters, summed up as they come.

    Args:
        length: how many characters a row has.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        self._keys: list[Ints] = []
        self._counts: list[Floats] = []

    def add(self, numbers: Ints, weights: Floats) -> None:
        """Count every row in a text; the weight is that of the row's last character."""
        keys = np.zeros(len(numbers) - self.length + 1, dtype=np.int64)
        for place in range(self.length):
            keys = (keys << 16) | numbers[place : len(numbers) - self.length + 1 + place]
        self.add_keys(keys, weights[self.length - 1 :])

    def add_keys(self, keys: Ints, weights: Floats) -> None:
        """Count rows that are keys already."""
        unique, inverse = np.unique(keys[weights > 0], return_inverse=True)
        self._keys.append(unique)
        self._counts.append(
            np.bincount(inverse, weights=weights[weights > 0], minlength=len(unique))
        )

    def total(self) -> tuple[Ints, Floats]:
        """Return the keys in order with their counts."""
        keys, inverse = np.unique(np.concatenate(self._keys), return_inverse=True)
        return keys, np.bincount(inverse, weights=np.concatenate(self._counts))


def count(
    letters: Alphabet, sample: Sequence[tuple[float, str]], words: dict[str, float]
) -> dict[int, tuple[Ints, Floats]]:
    """Return the counts of single characters, pairs and triples, by length."""
    counts = {length: Counts(length) for length in (1, 2, 3)}
    for start in range(0, len(sample), 20_000):
        part = sample[start : start + 20_000]
        read = letters.read([text for _, text in part])
        weight = np.array([w for w, _ in part] + [0.0])[read.texts]
        inner = read.numbers != EDGE
        # The edge after a text counts, so that the model knows how texts end.
        closing = np.zeros_like(inner)
        closing[1:] = ~inner[1:] & inner[:-1]
        weight[closing] = weight[np.flatnonzero(closing) - 1]
        weights = np.where(inner | closing, weight, 0.0)
        for counter in counts.values():
            counter.add(read.numbers, weights)
    _count_words(counts, letters, words)
    return {length: counter.total() for length, counter in counts.items()}


def _count_words(counts: dict[int, Counts], letters: Alphabet, words: dict[str, float]) -> None:
    """Count what is inside words; what stands between them is unknown."""
    rows: dict[int, list[int]] = {1: [], 2: [], 3: []}
    weights: dict[int, list[float]] = {1: [], 2: [], 3: []}
    for word, number in words.items():
        weight = max(number * WORD_SHARE, LEAST_WORD)
        numbers = [letters.number(ch) for ch in word]
        for length, keys in rows.items():
            for end in range(length, len(numbers) + 1):
                key = 0
                for number_of in numbers[end - length : end]:
                    key = (key << 16) | number_of
                keys.append(key)
                weights[length].append(weight)
    for length, counter in counts.items():
        counter.add_keys(np.array(rows[length]), np.array(weights[length]))


def word_ends(letters: Alphabet, words: dict[str, float]) -> dict[int, tuple[Ints, Floats]]:
    """Return how often words end in a character, and in a pair: anything may follow there."""
    found = {1: Counts(1), 2: Counts(2)}
    for length, counter in found.items():
        whole = {word: number for word, number in words.items() if len(word) >= length}
        rows = np.array([letters.numbers(word[-length:]) for word in whole])
        keys = rows[:, 0] if length == 1 else (rows[:, 0] << 16) | rows[:, 1]
        counter.add_keys(keys, np.array(list(whole.values())) * WORD_SHARE)
    return {length: counter.total() for length, counter in found.items()}


def levels(chances: Floats) -> npt.NDArray[np.uint8]:
    """Return chances (0–1) as levels."""
    logs = np.log(np.maximum(chances, 1e-30))
    found: npt.NDArray[np.uint8] = np.clip(np.rint(-logs / STEP), 0, MOST).astype(np.uint8)
    return found


def signed(factors: Floats) -> npt.NDArray[np.uint8]:
    """Return factors as levels around 128."""
    logs = np.log(np.maximum(factors, 1e-30))
    found: npt.NDArray[np.uint8] = np.clip(np.rint(logs / STEP) + 128, 0, MOST).astype(np.uint8)
    return found


def estimate(
    counts: dict[int, tuple[Ints, Floats]], ends: dict[int, tuple[Ints, Floats]], size: int
) -> dict[str, Any]:
    """Return the arrays of chances, pruned."""
    keys1, count1 = counts[1]
    single = np.full(size, 0.02)
    single[keys1] += count1
    one = single / single.sum()

    keys2, count2 = counts[2]
    head, tail = keys2 >> 16, keys2 & 0xFFFF
    mass = np.bincount(head, weights=count2, minlength=size)
    kinds = np.bincount(head, weights=np.minimum(count2, 1.0), minlength=size) + 0.5
    kinds[ends[1][0]] += ends[1][1]
    two = (count2 + kinds[head] * one[tail]) / (mass + kinds)[head]
    kept2 = _worth(two, (kinds / (mass + kinds))[head] * one[tail], count2, PAIRS)

    keys3, count3 = counts[3]
    stem, last = keys3 >> 16, keys3 & 0xFFFF
    stems, stem_of = np.unique(stem, return_inverse=True)
    mass3 = np.bincount(stem_of, weights=count3)
    kinds3 = np.bincount(stem_of, weights=np.minimum(count3, 1.0)) + 0.5
    open_end = np.minimum(np.searchsorted(ends[2][0], stems), len(ends[2][0]) - 1)
    kinds3 += np.where(ends[2][0][open_end] == stems, ends[2][1][open_end], 0.0)
    pair = np.searchsorted(keys2, ((stem & 0xFFFF) << 16) | last)
    lower = two[np.minimum(pair, len(two) - 1)]
    three = (count3 + kinds3[stem_of] * lower) / (mass3 + kinds3)[stem_of]
    left3 = (kinds3 / (mass3 + kinds3))[stem_of]
    kept3 = _worth(three, left3 * lower, count3, TRIPLES)
    # A triple can only be found by way of its first pair.
    kept2 |= np.isin(keys2, stem[kept3])
    kept3 &= np.isin(stem, keys2[kept2])

    pairs, pair_chance = keys2[kept2], two[kept2]
    one_left = _left(head[kept2], pair_chance, one[tail[kept2]], size)
    rank = np.searchsorted(pairs, stem[kept3])
    two_left = _left(rank, three[kept3], lower[kept3], len(pairs))
    return {
        "one": levels(one),
        "one_left": signed(one_left),
        "two_counts": np.bincount(pairs >> 16, minlength=size).astype(np.uint32),
        "two_tails": (pairs & 0xFFFF).astype(np.uint16),
        "two": levels(pair_chance),
        "two_left": signed(two_left),
        "three_counts": np.bincount(rank, minlength=len(pairs)).astype(np.uint16),
        "three_tails": last[kept3].astype(np.uint16),
        "three": levels(three[kept3]),
    }


def _worth(chance: Floats, otherwise: Floats, counts: Floats, most: int) -> npt.NDArray[np.bool_]:
    """Return which grams to keep: those that say most beyond what the shorter ones do."""
    gain = counts * np.abs(np.log(chance / otherwise))
    kept = np.zeros(len(gain), dtype=np.bool_)
    kept[np.argsort(-gain, kind="stable")[:most]] = True
    return kept


def _left(head: Ints, chance: Floats, lower: Floats, size: int) -> Floats:
    """Return by what the shorter gram's chance is multiplied where the longer one is not known."""
    used = np.minimum(np.bincount(head, weights=chance, minlength=size), 0.999)
    covered = np.minimum(np.bincount(head, weights=lower, minlength=size), 0.999)
    left: Floats = (1 - used) / (1 - covered)
    return left


def word_arrays(letters: Alphabet, words: dict[str, float]) -> dict[str, Any]:
    """Return the arrays of words."""
    total = sum(words.values())
    kept = {
        word: number
        for word, number in words.items()
        if 1 < len(word) <= LONGEST_WORD and all(map(letters.number, word))
    }
    rows = [letters.numbers(word) for word in kept]
    table = Words.of(rows, [np.log(number / total) for number in kept.values()])
    alone = np.full(len(letters), 0.3)
    for ch in letters.characters:
        alone[letters.number(ch)] = max(words.get(ch, 0.3), 0.3)
        if not is_han(ch):
            alone[letters.number(ch)] = total * 0.01
    return {
        "word_steps": np.diff(table.keys.astype(np.int64), prepend=0).astype(np.uint32),
        "word_checks": table.checks,
        "words": np.clip(np.rint(-table.chances / STEP), 0, MOST).astype(np.uint8),
        "alone": levels(alone / total),
    }


def main(pairs: str, dictionary: str, target: str, *strange: str) -> None:
    """Learn and write."""
    words = word_counts(Path(dictionary))
    letters = alphabet(learned_from(Path(pairs)), words)
    sample = list(learned_from(Path(pairs), (*UNREAD, OWN) if strange else UNREAD))
    data = estimate(count(letters, sample, words), word_ends(letters, words), len(letters))
    data.update(word_arrays(letters, words), alphabet=np.array(letters.characters))
    np.savez_compressed(target, **data)
    print(
        f"{len(letters):,} characters, {len(data['two']):,} pairs, {len(data['three']):,} triples,"
    )
    print(f"{len(data['words']):,} words; {Path(target).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
