"""Choosing words of a text by moving from word to word, as plain values.

Promises: pure; what is chosen is never empty and never leaves the text; offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

Stretch = tuple[int, int]
"""Start and end of what is chosen."""


class Move(Enum):
    """What a key does to what is chosen."""

    NEXT = "the next word instead"
    WORD = "one more word"
    CHARACTER = "one more character"


_WORD: Final = re.compile(r"\w+(?:['’.,-]\w+)*")


def words_of(text: str) -> tuple[Stretch, ...]:
    """Return the spans of the words of an English text."""
    return tuple(found.span() for found in _WORD.finditer(text))


def first_pick(words: Sequence[Stretch], near: int | None = None) -> Stretch | None:
    """Return the word at an offset, else the first one of two characters or more."""
    here = (word for word in words if near is not None and word[0] <= near < word[1])
    long = (word for word in words if word[1] - word[0] > 1)
    return next(here, None) or next(long, None) or next(iter(words), None)


def moved(words: Sequence[Stretch], picked: Stretch, step: int) -> Stretch:
    """Return the word after (`step` 1) or before (-1) what is chosen; at an edge the last one."""
    if step > 0:
        return next((word for word in words if word[0] >= picked[1]), picked)
    before = [word for word in words if word[1] <= picked[0]]
    return before[-1] if before else picked


def extended(words: Sequence[Stretch], picked: Stretch, step: int) -> Stretch:
    """Return what is chosen with its end a word further on, or (`step` -1) a word back."""
    ends = [word[1] for word in words]
    if step > 0:
        return picked[0], next((end for end in ends if end > picked[1]), picked[1])
    inside = [end for end in ends if picked[0] < end < picked[1]]
    return picked[0], inside[-1] if inside else picked[1]


def stretched(text: str, picked: Stretch, step: int) -> Stretch:
    """Return what is chosen with its end one character further on, or (`step` -1) back."""
    return picked[0], min(max(picked[1] + step, picked[0] + 1), len(text))


def after(text: str, words: Sequence[Stretch], picked: Stretch, step: int, move: Move) -> Stretch:
    """Return what is chosen after a key, `step` being 1 forwards and -1 backwards."""
    if move is Move.CHARACTER:
        return stretched(text, picked, step)
    return (moved if move is Move.NEXT else extended)(words, picked, step)


def covering(words: Sequence[Stretch], spans: Sequence[Stretch]) -> Stretch | None:
    """Return the stretch of words that holds the first of some spans; None where there is none."""
    for start, end in spans:
        touched = [word for word in words if word[0] < end and start < word[1]]
        if touched:
            return touched[0][0], touched[-1][1]
    return None
