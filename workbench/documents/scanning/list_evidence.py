"""How the stretches around a mark are built: whether they are the items of one list.

Items of a list are alike: they end or begin alike (`服务型、创新型`), the one after the mark is
bare, others follow it, and a conjunction closes the list. A new sentence that begins with a list
goes on after it with a predicate instead. Nothing here knows a list by its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.documents.scanning.character_model import (
    LONGEST_WORD,
    NO_WORD,
    CharacterModel,
    Floats,
)
from workbench.documents.scanning.character_text import CharacterText, Flags, Ints

NAMES: Final = (
    "same end",
    "same end later",
    "same end before",
    "same end in the last",
    "same beginning",
    "same beginning later",
    "list commas before",
    "list commas after",
    "log length of the last",
    "difference of lengths later",
    "closed before",
    "closed after",
    "predicate before",
    "predicate in the last",
    "next is a word",
    "word before the mark",
)

_MOST: Final = 3
_IN_LAST: Final = 8
_CAP: Final = 24
_CHAIN: Final = 5
_CLOSING: Final = "和与及或等暨并"
_PREDICATE: Final = "都均皆是有也将在被已了应须很更就"


@dataclass(frozen=True, slots=True)
class Chains:
    """The marks of a text, in order, and those in question by their rank among them.

    Attributes:
        breaks: where the marks and edges stand.
        rank: which of them are in question.
        listed: which of them are list commas.
    """

    breaks: Ints
    rank: Ints
    listed: Flags

    def near(self, step: int) -> Ints:
        """Return where the mark stands that is so many marks further on."""
        found: Ints = self.breaks[np.clip(self.rank + step, 0, len(self.breaks) - 1)]
        return found

    def ends(self) -> tuple[Ints, Ints]:
        """Return the ranks of the nearest marks before and after that are no list commas."""
        ranks = np.arange(len(self.breaks))
        down = np.maximum.accumulate(np.where(self.listed, 0, ranks))
        up = np.where(self.listed, len(ranks) - 1, ranks)
        up = np.minimum.accumulate(up[::-1])[::-1]
        return down[np.maximum(self.rank - 1, 0)], up[np.minimum(self.rank + 1, len(ranks) - 1)]


class ListExaminer:
    """Describes the stretches around marks.

    Args:
        model: the character model.
        breaks: which characters are marks.
    """

    def __init__(self, model: CharacterModel, breaks: Flags) -> None:
        self._model = model
        self._breaks = breaks
        letters = np.arange(len(model.alphabet))
        self._closing = np.isin(letters, model.alphabet.numbers(_CLOSING))
        self._predicate = np.isin(letters, model.alphabet.numbers(_PREDICATE))

    def values(self, text: CharacterText, chains: Chains) -> list[Floats | Ints | Flags]:
        """Return the columns of `NAMES` for the marks in question."""
        numbers = text.numbers
        here, before, after, later = (chains.near(step) for step in (0, -1, 1, 2))
        first, last = chains.ends()
        last_from, last_to = chains.breaks[last - 1] + 1, chains.breaks[last]
        lengths = [np.log(np.clip(stretch, 1, _CAP)) for stretch in (after - here, later - after)]
        return [
            self._alike(numbers, here, after, -1),
            self._alike(numbers, after, later, -1),
            self._alike(numbers, before, here, -1) * (chains.listed[chains.rank - 1]),
            self._in_last(numbers, here, last_from, last_to),
            self._alike(numbers, before, here, 1),
            self._alike(numbers, here, after, 1),
            np.minimum(chains.rank - 1 - first, _CHAIN),
            np.minimum(last - chains.rank - 1, _CHAIN),
            np.log(np.clip(last_to - last_from + 1, 1, _CAP)),
            np.abs(lengths[0] - lengths[1]),
            _holds(self._closing[numbers], before + 1, here),
            _holds(self._closing[numbers], last_from, last_to),
            _holds(self._predicate[numbers], before + 1, here),
            _holds(self._predicate[numbers], last_from, last_to),
            self._is_word(numbers, here + 1, after),
            self._word_before(numbers, here),
        ]

    def _alike(self, numbers: Ints, one: Ints, other: Ints, way: int) -> Ints:
        """Return how many characters are the same from two marks on, forwards or backwards."""
        found = np.zeros(len(one), dtype=np.int64)
        same = one != other
        for step in range(1, _MOST + 1):
            left, right = (numbers[_within(at + way * step, numbers)] for at in (one, other))
            same &= (left == right) & ~self._breaks[left]
            found += same
        return found

    def _in_last(self, numbers: Ints, here: Ints, start: Ints, end: Ints) -> Flags:
        """Return whether the last item has what the one before the mark ends with."""
        wanted = numbers[_within(here - 1, numbers)]
        found = np.zeros(len(here), dtype=np.bool_)
        for step in range(1, _IN_LAST):
            at = start + step
            found |= (at < end) & (numbers[_within(at, numbers)] == wanted)
        return found & ~self._breaks[wanted]

    def _is_word(self, numbers: Ints, start: Ints, end: Ints) -> Flags:
        """Return whether stretches are words as a whole."""
        found = np.zeros(len(start), dtype=np.bool_)
        for length in range(2, LONGEST_WORD + 1):
            which = np.flatnonzero(end - start == length)
            rows = numbers[start[which, None] + np.arange(length)]
            found[which] = self._model.words.look_up(rows) > NO_WORD
        return found

    def _word_before(self, numbers: Ints, here: Ints) -> Ints:
        """Return how long the longest word is that ends before a mark, 1 if none is known."""
        found = np.ones(len(here), dtype=np.int64)
        for length in range(2, LONGEST_WORD):
            rows = numbers[np.maximum(here[:, None] - length + np.arange(length), 0)]
            found[self._model.words.look_up(rows) > NO_WORD] = length
        return found


def _within(places: Ints, numbers: Ints) -> Ints:
    """Return places that exist: those beyond the ends are edges."""
    found: Ints = np.clip(places, 0, len(numbers) - 1)
    return found


def _holds(flags: Flags, start: Ints, end: Ints) -> Ints:
    """Return how many of the flags are set in stretches."""
    total = np.concatenate([[0], np.cumsum(flags)])
    found: Ints = total[end] - total[np.minimum(start, end)]
    return found
