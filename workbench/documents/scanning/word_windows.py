"""Cuts many short stretches of Chinese into words at once.

A window is a few characters around one of interest. Its best way to be cut is the one whose words
are together the most common (the Viterbi path of a unigram model); a window in which a character is
replaced is cut again with only those words looked up anew that hold it.
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
    Words,
)
from workbench.documents.scanning.character_text import EDGE, Ints

REACH: Final = 6
"""How many characters a window has on either side of the one of interest."""
WIDTH: Final = 2 * REACH + 1
_EDGE_CHANCE: Final = -3.0


@dataclass(frozen=True, slots=True)
class Cuts:
    """How windows are best cut (arrays of one value a window).

    Attributes:
        chance: the chance of the whole window.
        start: where the word in the middle starts, counted from the window's first character.
        length: how long it is.
        word: its chance.
        singles: how many words of one character the window has.
    """

    chance: Floats
    start: Ints
    length: Ints
    word: Floats
    singles: Ints


def windows(numbers: Ints, centres: Ints) -> Ints:
    """Return the characters around each centre (shape n × WIDTH), edges beyond the ends."""
    padded = np.concatenate([np.full(REACH, EDGE), numbers, np.full(REACH, EDGE)])
    found: Ints = padded[centres[:, None] + np.arange(WIDTH)]
    return found


def spans(model: CharacterModel, rows: Ints, more: Words | None) -> Floats:
    """Return the chance of every span of windows as a word (shape n × WIDTH × LONGEST_WORD).

    Value [r, i, k] is that of the k + 1 characters from i.
    """
    found = np.full((len(rows), WIDTH, LONGEST_WORD), NO_WORD)
    _fill(model, rows, found, more, 0, WIDTH)
    return found


def changed(model: CharacterModel, rows: Ints, before: Floats, more: Words | None) -> Floats:
    """Return the spans of windows whose middle character is another than when `before` was made."""
    found = before.copy()
    _fill(model, rows, found, more, REACH, REACH + 1)
    return found


def _fill(
    model: CharacterModel, rows: Ints, found: Floats, more: Words | None, low: int, high: int
) -> None:
    """Look up the spans that touch the characters from `low` to `high`."""
    for length in range(1, LONGEST_WORD + 1):
        first, last = max(0, low - length + 1), min(high - 1, WIDTH - length)
        for start in range(first, last + 1):
            part = rows[:, start : start + length]
            if length == 1:
                single = np.where(part[:, 0] == EDGE, _EDGE_CHANCE, model.alone(part[:, 0]))
                found[:, start, 0] = single
                continue
            chance = model.words.look_up(part)
            if more is not None:
                chance = np.maximum(chance, more.look_up(part))
            found[:, start, length - 1] = chance


def cut(table: Floats) -> Cuts:
    """Return the best way to cut each window of a table of spans."""
    count = len(table)
    best = np.full((count, WIDTH + 1), -np.inf)
    best[:, 0] = 0.0
    back = np.ones((count, WIDTH + 1), dtype=np.int64)
    for end in range(1, WIDTH + 1):
        for length in range(1, min(LONGEST_WORD, end) + 1):
            chance = best[:, end - length] + table[:, end - length, length - 1]
            better = chance > best[:, end]
            best[better, end] = chance[better]
            back[better, end] = length
    return _traced(table, best, back)


def _traced(table: Floats, best: Floats, back: Ints) -> Cuts:
    """Follow the best ways back from the ends of the windows."""
    count = len(table)
    row = np.arange(count)
    end = np.full(count, WIDTH)
    start, length = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.int64)
    singles = np.zeros(count, dtype=np.int64)
    for _ in range(WIDTH):
        size = np.where(end > 0, back[row, end], 0)
        begin = end - size
        middle = (begin <= REACH) & (end > REACH) & (size > 0)
        start[middle], length[middle] = begin[middle], size[middle]
        singles += size == 1
        end = begin
    return Cuts(best[:, WIDTH], start, length, table[row, start, length - 1], singles)
