"""What speaks for and against reading another character at a place: the numbers that are weighed.

First the places where a text is odd are found, by the chance of its characters after one another;
then for each of them the characters that may have stood there: those of a like shape, and, where a
letter, a digit or a mark stands inside a word, whatever makes a word of it. Each such candidate is
described by the numbers of `NAMES`, which a judge (`character_judge.py`) weighs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.documents.scanning import word_windows
from workbench.documents.scanning.character_model import CharacterModel, Floats, Words
from workbench.documents.scanning.character_shapes import Shapes
from workbench.documents.scanning.character_text import (
    DIGITS,
    EDGE,
    LETTERS,
    UNKNOWN,
    CharacterText,
    Flags,
    Ints,
)
from workbench.documents.scanning.word_windows import REACH, Cuts
from workbench.text.codepoints import is_han

ODD: Final = -13.5
"""Three characters in a row with a lower chance are odd: the one they share is looked at."""
LEAST_GAIN: Final = 2.0
LONG_BEFORE: Final = 3
LONG_AFTER: Final = 4
STRAY_KEPT: Final = 6
FEW_STRAYS: Final = 100
STRAY_LIKENESS: Final = 0.5
ROWS_AT_ONCE: Final = 20_000

_FOREIGN: Final = (
    "阿埃艾安奥巴贝本比博布达德蒂丁杜多厄尔法菲费弗戈格古哈赫霍吉加杰卡凯坎科克库拉莱兰雷里利丽琳卢鲁路伦"
    "罗洛马玛麦曼梅蒙米莫姆穆纳内尼诺努帕佩皮普奇乔切萨塞森沙舍什史斯特塔泰坦提托瓦韦维温沃乌西希锡夏谢辛"
    "休雅亚耶伊因英约泽扎詹朱兹佐勒顿堡图瑟娜莎"
)

NAMES: Final = (
    "gain of chance",
    "chance before",
    "chance after",
    "gain of words",
    "alone before",
    "in a pair before",
    "in a long word before",
    "alone after",
    "in a pair after",
    "in three after",
    "in a long word after",
    "chance of the word before",
    "chance of the word after",
    "likeness",
    "more common",
    "rare character",
    "singles before",
    "fewer singles",
    "known left before",
    "known right before",
    "known left after",
    "known right after",
    "foreign around",
    "foreign itself",
    "edge beside",
    "stray",
    "lead over the next",
    "chance of the place alone",
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Characters that may be meant, one row each.

    Attributes:
        places: 0-based rank in the row of characters.
        wanted: the number of the character that may be meant.
        likeness: how alike it looks, 0–1.
    """

    places: Ints
    wanted: Ints
    likeness: Floats

    def only(self, kept: Flags | Ints) -> Candidates:
        """Return some of them."""
        return Candidates(self.places[kept], self.wanted[kept], self.likeness[kept])


@dataclass(frozen=True, slots=True)
class Evidence:
    """Candidates with their numbers (shape n × len(NAMES)) and the word that each would make."""

    candidates: Candidates
    numbers: Floats
    starts: Ints
    lengths: Ints


class Examiner:
    """Finds candidates and describes them.

    Args:
        model: the character model.
        shapes: what looks alike.
    """

    def __init__(self, model: CharacterModel, shapes: Shapes) -> None:
        self.model = model
        self.shapes = shapes
        letters = model.alphabet
        self.han = np.zeros(len(letters), dtype=np.bool_)
        self.han[[letters.number(ch) for ch in letters.characters if is_han(ch)]] = True
        self._foreign = np.zeros(len(letters))
        self._foreign[letters.numbers(_FOREIGN)] = 1.0
        self._stray = np.zeros(len(letters), dtype=np.bool_)
        self._stray[letters.numbers(LETTERS + "=+_~`|/<>[]^\\*")] = True
        self._digit = letters.number(DIGITS)
        self._numerals = np.zeros(len(letters), dtype=np.bool_)
        self._numerals[letters.numbers("〇零一二三四五六七八九十百千万亿两")] = True

    def candidates(self, text: CharacterText) -> Candidates:
        """Return what may be meant at the odd places of a text."""
        numbers = text.numbers
        chances = self._chances(numbers)
        three = chances[:-2] + chances[1:-1] + chances[2:]
        odd = np.flatnonzero(three < ODD)
        odd = odd[text.single[odd] & ~text.altered[odd]]
        own = odd[self.han[numbers[odd]] & ~self._numerals[numbers[odd]]]
        which, wanted, likeness = self.shapes.of(numbers[own])
        found = Candidates(own[which], wanted, likeness)
        found = self._gaining(numbers, found)
        stray = self._strays(text, odd)
        return Candidates(
            np.concatenate([found.places, stray.places]),
            np.concatenate([found.wanted, stray.wanted]),
            np.concatenate([found.likeness, stray.likeness]),
        )

    def _chances(self, numbers: Ints) -> Floats:
        """Return the chance of each character after the two before it; 0 between texts."""
        first = np.concatenate([[EDGE, EDGE], numbers[:-2]])
        second = np.concatenate([[EDGE], numbers[:-1]])
        return np.where(
            (numbers == EDGE) & (second == EDGE), 0.0, self.model.after_two(first, second, numbers)
        )

    def _gaining(self, numbers: Ints, found: Candidates) -> Candidates:
        """Return the candidates that are seen beside a neighbour and are likelier than what is."""
        left, right = numbers[found.places - 1], numbers[found.places + 1]
        seen = self.model.is_pair(left, found.wanted) | self.model.is_pair(found.wanted, right)
        found = found.only(seen & (found.wanted > EDGE))
        before = self.model.around(numbers, found.places, numbers[found.places])
        gain = self.model.around(numbers, found.places, found.wanted) - before
        return found.only(gain >= LEAST_GAIN)

    def _strays(self, text: CharacterText, odd: Ints) -> Candidates:
        """Return what may be meant by single letters, digits and marks among Chinese characters."""
        numbers = text.numbers
        place = odd[self._stray[numbers[odd]] | (numbers[odd] == self._digit)]
        beside = self.han[numbers[place - 1]], self.han[numbers[place + 1]]
        place = place[(beside[0] | (numbers[place - 1] == EDGE)) & beside[1] | beside[0]]
        shaped, wanted, likeness = self.shapes.of(numbers[place])
        free = place[self._stray[numbers[place]]]
        if len(free) > FEW_STRAYS + len(numbers) // FEW_STRAYS:
            free = free[:0]  # letters among the characters are this text's habit
        which, any_wanted = self._fitting(numbers, free)
        found = Candidates(
            np.concatenate([place[shaped], free[which]]),
            np.concatenate([wanted, any_wanted]),
            np.concatenate([likeness, np.full(len(which), STRAY_LIKENESS)]),
        )
        return self._gaining(numbers, found)

    def _fitting(self, numbers: Ints, places: Ints) -> tuple[Ints, Ints]:
        """Return the characters that fit best between the neighbours of places."""
        which, wanted = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for rank, place in enumerate(places):
            fits = self.model.between(int(numbers[place - 1]), int(numbers[place + 1]))
            fits = fits[self.han[fits]]
            chance = self.model.around(numbers, np.full(len(fits), place), fits)
            best = fits[np.argsort(-chance, kind="stable")[:STRAY_KEPT]]
            which.append(np.full(len(best), rank))
            wanted.append(best)
        return np.concatenate(which), np.concatenate(wanted)

    def examine(
        self, text: CharacterText, found: Candidates, more: Words | None = None
    ) -> list[Evidence]:
        """Return the evidence for candidates, some thousands at once.

        Args:
            text: the text.
            found: its candidates.
            more: words that are known besides the model's.
        """
        order = np.argsort(found.places, kind="stable")
        found = found.only(order)
        parts = []
        for start in range(0, len(order), ROWS_AT_ONCE):
            part = found.only(np.arange(start, min(start + ROWS_AT_ONCE, len(order))))
            parts.append(self._examine(text, part, more))
        return parts

    def _examine(self, text: CharacterText, found: Candidates, more: Words | None) -> Evidence:
        numbers, places = text.numbers, found.places
        centres, row = np.unique(places, return_inverse=True)
        around = word_windows.windows(numbers, centres)
        table = word_windows.spans(self.model, around, more)
        before = word_windows.cut(table)
        replaced = around[row]
        replaced[:, REACH] = found.wanted
        after = word_windows.cut(word_windows.changed(self.model, replaced, table[row], more))
        values = self._values(numbers, found, around[row], _rows(before, row), after)
        return Evidence(found, values, places - REACH + after.start, after.length)

    def _values(
        self, numbers: Ints, found: Candidates, around: Ints, before: Cuts, after: Cuts
    ) -> Floats:
        model, places, wanted = self.model, found.places, found.wanted
        here, left, right = numbers[places], around[:, REACH - 1], around[:, REACH + 1]
        chance = self.model.around(numbers, places, here)
        likelier = self.model.around(numbers, places, wanted)
        gain = likelier - chance
        total = gain + (after.chance - before.chance)
        near = around[:, REACH - 3 : REACH + 4]
        foreign = self._foreign[near].sum(axis=1)
        columns = (
            gain,
            chance,
            likelier,
            after.chance - before.chance,
            *(before.length == length for length in (1, 2)),
            before.length >= LONG_BEFORE,
            *(after.length == length for length in (1, 2, 3)),
            after.length >= LONG_AFTER,
            before.word,
            after.word,
            found.likeness,
            model.alone(wanted) - model.alone(here),
            model.alone(here),
            before.singles,
            before.singles - after.singles,
            model.is_pair(left, here),
            model.is_pair(here, right),
            model.is_pair(left, wanted),
            model.is_pair(wanted, right),
            foreign,
            self._foreign[here],
            (left == EDGE) | (right == EDGE) | (left == UNKNOWN) | (right == UNKNOWN),
            ~self.han[here],
            _lead(places, total),
            model.one(here),
        )
        return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])


def _rows(cuts: Cuts, row: Ints) -> Cuts:
    return Cuts(
        cuts.chance[row], cuts.start[row], cuts.length[row], cuts.word[row], cuts.singles[row]
    )


def _lead(places: Ints, total: Floats) -> Floats:
    """Return by how much each candidate is better than the best other one of its place."""
    order = np.lexsort((-total, places))
    ranked = places[order]
    first = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    group = np.cumsum(np.concatenate([[True], ranked[1:] != ranked[:-1]])) - 1
    best = total[order][first]
    ends = np.concatenate([first[1:], [len(order)]])
    has_next = ends - first > 1
    second = np.where(has_next, total[order][np.minimum(first + 1, len(order) - 1)], 0.0)
    rival = np.where(np.arange(len(order)) == first[group], second[group], best[group])
    lead = np.empty(len(order))
    lead[order] = total[order] - rival
    return lead
