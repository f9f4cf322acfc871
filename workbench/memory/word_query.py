"""What the index must know of a unit in which a word stands, on one side or the other.

A word of a query may be several of the index: `第3条` is two Chinese characters with a number
between them. Whatever is certain about a side that holds it is asked for:

- two neighbouring characters: their bigram. For a source those of its shape will do if one of the
  two is a letter: numbers are a `0` there, native ones too, which have bigrams of their own;
- a run of spaced characters, which begins a word: the word itself where the query goes on with
  something else, else all words that begin so;
- a single character that is in no such bigram: all bigrams that begin with it. For a source this
  range is large, and so is that of all words with one or two letters in front: they are asked for
  only where nothing else is known.

Proof that nothing is missed: `tests/memory/test_word_query.py` compares with a search through the
texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from workbench.memory.concordance import SPACED
from workbench.memory.grams import BITS
from workbench.memory.word_codes import LETTER, MARK, NOTHING, NUMERAL, in_shape, kinds_of
from workbench.memory.word_grams import (
    LONG_SOURCE,
    LONG_TARGET,
    SOURCE_LETTERS,
    SOURCE_WORDS,
    TARGET_LETTERS,
    TARGET_WORDS,
    beginning,
    word_gram,
)

Side = Literal["source", "target"]

_SPACED: Final = re.compile(f"[{SPACED}]+")
_LOST: Final = (NUMERAL, MARK)
_LETTERS: Final = (LETTER, NUMERAL, MARK)
_PLAIN: Final = re.compile("[a-z0-9]{1,8}")  # each character has a code of its own, all are kept
_TELLING: Final = 3
"""So many letters in front leave few enough words to be looked up beside other grams."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the index tells of a side that holds a word.

    It has all `grams` and, for each of the `ranges` (the least gram, and one past the last), a gram
    in it; or it has the gram `long`, and nothing else is known of it.
    """

    grams: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]
    long: int

    @property
    def is_empty(self) -> bool:
        """Whether any side may hold the word, as far as the index knows."""
        return not (self.grams or self.ranges)


def needs(word: str, side: Side) -> Needs:
    """Return what the index must know of a side in which a folded word stands."""
    in_source = side == "source"
    grams, words = (_source_pairs, SOURCE_WORDS) if in_source else (_target_pairs, TARGET_WORDS)
    certain = list(grams(word))
    ranges: list[tuple[int, int]] = []
    short: list[tuple[int, int]] = []
    for run in _SPACED.finditer(word):
        if run.end() < len(word):
            certain.append(words + word_gram(run[0]))
        else:
            first, last = beginning(run[0])
            found = ranges if len(run[0]) >= _TELLING else short
            found.append((words + first, words + last))
    if not in_source:
        ranges += _single_letters(word)
    if not certain and not ranges:
        ranges = short or list(_first_letters(word))
    long = LONG_SOURCE if in_source else LONG_TARGET
    return Needs(tuple(dict.fromkeys(certain)), tuple(dict.fromkeys(ranges)), long)


def is_exact(word: str) -> bool:
    """Return whether what the index knows decides that a side holds a word, if it is not long.

    So it is for a short plain word: its range has the words that begin with it, and no others.
    """
    return _PLAIN.fullmatch(word) is not None


def _source_pairs(word: str) -> Iterator[int]:
    """Yield the bigrams that a source in which a word stands has, of the first occurrence."""
    for (one, other), kinds in zip(pairwise(word), pairwise(kinds_of(word)), strict=True):
        if kinds[0] in _LOST and kinds[1] in _LETTERS:
            yield SOURCE_LETTERS + _bigram(one, other)
        if LETTER in kinds and all(NOTHING < kind < MARK for kind in kinds):
            yield _bigram(in_shape(one), in_shape(other))


def _target_pairs(word: str) -> Iterator[int]:
    for (one, other), kinds in zip(pairwise(word), pairwise(kinds_of(word)), strict=True):
        if kinds[0] in _LETTERS and kinds[1] in _LETTERS:
            yield TARGET_LETTERS + _bigram(one, other)


def _single_letters(word: str) -> Iterator[tuple[int, int]]:
    """Yield for each letter or mark that stands alone what a target that has it has."""
    kinds = [NOTHING, *kinds_of(word), NOTHING]
    for place, character in enumerate(word):
        before, kind, after = (kind in _LETTERS for kind in kinds[place : place + 3])
        if kind and not before and not after:
            yield _beginning(TARGET_LETTERS, character)


def _first_letters(word: str) -> Iterator[tuple[int, int]]:
    """Yield for each letter and mark of a word what a source that has it has."""
    for character, kind in zip(word, kinds_of(word), strict=True):
        if kind in _LETTERS:
            yield _beginning(SOURCE_LETTERS if kind in _LOST else 0, character)


def _beginning(letters: int, character: str) -> tuple[int, int]:
    """Return the range of the bigrams that begin with a character."""
    first = letters + _bigram(character, "\0")
    return first, first + (1 << BITS)


def _bigram(one: str, other: str) -> int:
    """Return the gram of two neighbours, as `workbench.memory.grams` has it."""
    return ord(one) << BITS | ord(other)
