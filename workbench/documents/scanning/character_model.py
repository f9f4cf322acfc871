"""The character model: how likely a stretch of Chinese is, by character triples and by words.

Two kinds of knowledge, both from `models/characters` (its card says what they were learned from):
the chance of a character after the two before it, in running text with its punctuation; and the
words of the language with how common each is. Everything is looked up for whole rows of characters
at once, in sorted arrays; nothing here knows what an error is.

All chances are natural logarithms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from workbench.documents.scanning.character_text import Alphabet, Ints
from workbench.resources import shipped

Floats = npt.NDArray[np.float64]

STEP: Final = 0.08
"""What one of the 256 levels of a stored chance is worth."""
LONGEST_WORD: Final = 6
NO_WORD: Final = -60.0
"""The chance of a stretch that is no word: never part of the best way to cut."""
_BITS: Final = 16
_MASK: Final = (1 << _BITS) - 1
_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)


def hashes(rows: Ints) -> npt.NDArray[np.uint64]:
    """Return a hash of each row of numbers (shape n × length)."""
    found = np.full(len(rows), rows.shape[1], dtype=np.uint64)
    for column in rows.T:
        found = (found * _PRIME) ^ (column.astype(np.uint64) + np.uint64(1))
        found *= _MIX
        found ^= found >> np.uint64(29)
    return found


def halves(found: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Return what is stored of hashes: 32 bits to sort by, and 8 to be sure."""
    return (found >> np.uint64(32)).astype(np.uint32), (found & np.uint64(0xFF)).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Words:
    """Words with how common each is; `keys` are sorted hashes, `checks` more bits of them."""

    keys: npt.NDArray[np.uint32]
    checks: npt.NDArray[np.uint8]
    chances: Floats

    @classmethod
    def of(cls, rows: list[Ints], chances: list[float]) -> Self:
        """Make a table of words (each a row of numbers) and their chances."""
        made = [hashes(np.array([row], dtype=np.int64))[0] for row in rows]
        keys, checks = halves(np.array(made, dtype=np.uint64))
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], checks[order], np.array(chances, dtype=np.float64)[order])

    def look_up(self, rows: Ints) -> Floats:
        """Return the chance of each row of numbers (shape n × length), `NO_WORD` if it is none."""
        if not len(self.keys) or not len(rows):
            return np.full(len(rows), NO_WORD)
        keys, checks = halves(hashes(rows))
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = (self.keys[place] == keys) & (self.checks[place] == checks)
        return np.where(known, self.chances[place], NO_WORD)


class CharacterModel:
    """What `models/characters` holds, ready to be asked.

    Args:
        data: the arrays of the file, by name.
    """

    def __init__(self, data: Any) -> None:
        self.alphabet = Alphabet(str(data["alphabet"]))
        size = len(self.alphabet)
        self._one: Floats = -STEP * data["one"].astype(np.float64)
        self._one_left: Floats = STEP * (data["one_left"].astype(np.float64) - 128)
        heads = np.repeat(np.arange(size), data["two_counts"])
        self.pairs: Ints = (heads << _BITS) | data["two_tails"].astype(np.int64)
        self._two: Floats = -STEP * data["two"].astype(np.float64)
        self._two_left: Floats = STEP * (data["two_left"].astype(np.float64) - 128)
        self._reversed: Ints | None = None
        stems = np.repeat(np.arange(len(self.pairs)), data["three_counts"])
        self._triples: Ints = (stems << _BITS) | data["three_tails"].astype(np.int64)
        self._three: Floats = -STEP * data["three"].astype(np.float64)
        keys = np.cumsum(data["word_steps"], dtype=np.uint64).astype(np.uint32)
        self.words = Words(keys, data["word_checks"], -STEP * data["words"].astype(np.float64))
        self._alone: Floats = -STEP * data["alone"].astype(np.float64)

    def one(self, numbers: Ints) -> Floats:
        """Return the chance of each character by itself."""
        return self._one[numbers]

    def alone(self, numbers: Ints) -> Floats:
        """Return the chance of each character as a word of its own."""
        return self._alone[numbers]

    def after_one(self, before: Ints, numbers: Ints) -> Floats:
        """Return the chance of each character after the one before it."""
        place, known = _find(self.pairs, (before << _BITS) | numbers)
        return np.where(known, self._two[place], self._one_left[before] + self._one[numbers])

    def after_two(self, first: Ints, second: Ints, numbers: Ints) -> Floats:
        """Return the chance of each character after the two before it."""
        stem, has_stem = _find(self.pairs, (first << _BITS) | second)
        place, known = _find(self._triples, (stem << _BITS) | numbers)
        known &= has_stem
        found = np.where(known, self._three[place], 0.0)
        rest = np.flatnonzero(~known)
        left = np.where(has_stem[rest], self._two_left[stem[rest]], 0.0)
        found[rest] = left + self.after_one(second[rest], numbers[rest])
        return found

    def around(self, numbers: Ints, places: Ints, middle: Ints) -> Floats:
        """Return the chance of three characters from each place on, were `middle` to stand there.

        It is all that a character changes: its own chance and those of the two after it.
        """
        last = len(numbers) - 1
        at = [numbers[np.clip(places + step, 0, last)] for step in (-2, -1, 1, 2)]
        return (
            self.after_two(at[0], at[1], middle)
            + self.after_two(at[1], middle, at[2])
            + self.after_two(middle, at[2], at[3])
        )

    def between(self, before: int, after: int) -> Ints:
        """Return the characters that were seen after the one or before the other, in order."""
        tails = self.pairs[
            slice(*np.searchsorted(self.pairs, [before << _BITS, (before + 1) << _BITS]))
        ]
        if self._reversed is None:
            turned = ((self.pairs & _MASK) << _BITS) | (self.pairs >> _BITS)
            self._reversed = np.sort(turned)
        low, high = np.searchsorted(self._reversed, [after << _BITS, (after + 1) << _BITS])
        return np.union1d(tails & _MASK, self._reversed[low:high] & _MASK)

    def is_pair(self, before: Ints, numbers: Ints) -> npt.NDArray[np.bool_]:
        """Return whether the two characters were seen together."""
        return _find(self.pairs, (before << _BITS) | numbers)[1]


def _find(keys: Ints, wanted: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Return where the wanted keys stand, and whether they are there."""
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return place, keys[place] == wanted


@cache
def character_model() -> CharacterModel:
    """Return the model that ships with the workbench; read once."""
    return read_model(shipped("models") / "characters" / "grams.npz")


def read_model(path: Path) -> CharacterModel:
    """Return the model in a file."""
    with np.load(path, allow_pickle=False) as data:
        return CharacterModel({name: data[name] for name in data.files})
