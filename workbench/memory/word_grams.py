"""Grams for concordance: what a unit adds to the index so that its words are found.

The bigrams of the source are in the index anyway, for matches (`workbench.memory.grams`): a run of
two or more Chinese characters is found by them. This module adds what they leave open, as grams of
the same table in number ranges of their own:

- each word of a script with spaces between words, of either side, numbers included. A gram keeps
  the word's first eight characters in its high bits, so that all words that begin alike lie
  together and what begins with `port` is one range of grams: no table of words is needed;
- for the target, each other letter or mark, with the one after it;
- for the source, each native numeral and each mark likewise, which the shape has not kept, and its
  last letter, which stands first in no bigram;
- for a text that is too long to be worth it, that alone.

What the grams of a query's words lead to may be too much (a gram keeps six bits of a character),
never too little: `workbench.memory.concordance` then looks at the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.memory.grams import BITS, LONGEST, shape_of
from workbench.memory.word_codes import (
    BRACE,
    LETTER,
    MARK,
    NOTHING,
    NUMERAL,
    Characters,
    characters,
    kinds_of,
)
from workbench.text.normalise import folded

LONG_SOURCE: Final = 1 << 59
"""The gram of a source that is too long for bigrams."""

LONG_TARGET: Final = LONG_SOURCE + 1
"""The gram of a target of more characters than that."""

LONG: Final = (LONG_SOURCE, LONG_TARGET)

TARGET_LETTERS: Final = 1 << 60
SOURCE_LETTERS: Final = TARGET_LETTERS + (1 << 2 * BITS)
"""Of those that its bigrams are without."""

SOURCE_WORDS: Final = 1 << 61
TARGET_WORDS: Final = 1 << 62

_NOTHING: Final = 0x110001  # second in a bigram: no letter follows; one past the start mark
_SURE: Final = LONGEST // 18  # one character becomes eighteen at most (U+FDFA)
_KEPT: Final = 8  # characters of a word that its gram keeps, in six bits each
_TAIL_BITS: Final = 12  # what the others, if any, are hashed to
_MIX: Final = 0x9E3779B1

_MASKS: Final = np.asarray(
    [(1 << 64) - (1 << 64 - 8 * length) for length in range(_KEPT + 1)], dtype=np.uint64
)
"""By length, what of eight bytes belongs to a word."""

Places = NDArray[np.int64]
Grams = tuple[NDArray[np.int64], Places]
"""Grams, and for each the place of its text or unit; one may come several times."""


def word_grams(source: str, target: str) -> list[int]:
    """Return the grams of a unit's words, each once, ascending.

    Non-negative integers below 2**63, stable over time and machines: they are stored. None of them
    is one of `workbench.memory.grams`.
    """
    found, _ = bulk_word_grams([source], [target])
    grams: list[int] = np.unique(found).tolist()
    return grams


def bulk_word_grams(sources: Sequence[str], targets: Sequence[str]) -> Grams:
    """Return the grams of many units' words, in no order, and the place of the unit of each.

    A gram that a unit has several times may come as often: whoever sorts them drops repetitions.
    """
    parts = [*_of_sources(sources), *_of_targets(targets)]
    return np.concatenate([found for found, _ in parts]), np.concatenate([of for _, of in parts])


def word_gram(word: str) -> int:
    """Return the gram of a folded word without the bits that say which side it stands on."""
    head = tail = 0
    for place, kind in enumerate(kinds_of(word)):
        if place < _KEPT:
            head |= kind << 6 * (_KEPT - 1 - place)
        else:
            tail = (tail * _MIX + kind) % 2**32
    return head << _TAIL_BITS | tail >> 32 - _TAIL_BITS


def beginning(word: str) -> tuple[int, int]:
    """Return the least gram of a word that begins like this folded one, and one past the last."""
    first = word_gram(word[:_KEPT])
    return first, first + (1 << _TAIL_BITS + 6 * max(_KEPT - len(word), 0))


def _of_sources(texts: Sequence[str]) -> Iterator[Grams]:
    short, long = _without_long(texts)
    yield np.full(len(long), LONG_SOURCE), long
    for part in characters(short):
        words, places = _words(part)
        yield words + SOURCE_WORDS, places
        letters, places = _letters(part, NUMERAL)
        yield letters + SOURCE_LETTERS, places
        yield _last_letters(part, short)


def _of_targets(texts: Sequence[str]) -> Iterator[Grams]:
    short, long = _without_long(texts)
    yield np.full(len(long), LONG_TARGET), long
    for part in characters(short):
        words, places = _words(part)
        yield words + TARGET_WORDS, places
        letters, places = _letters(part, LETTER)
        yield letters + TARGET_LETTERS, places


def _without_long(texts: Sequence[str]) -> tuple[Sequence[str], NDArray[np.int64]]:
    """Return the texts, empty ones instead of those that are too long, and the places of these."""
    long = [place for place, text in enumerate(texts) if len(text) > _SURE and _is_long(text)]
    if long:
        texts = list(texts)
        for place in long:
            texts[place] = ""
    return texts, np.asarray(long, dtype=np.int64)


def _is_long(text: str) -> bool:
    """Return whether a text may be longer than `LONGEST` when it is folded."""
    return len(text) > LONGEST or (not text.isascii() and len(folded(text)) > LONGEST)


def _words(part: Characters) -> Grams:
    """Return the grams of all words, as `word_gram` gives them, and the places of their texts."""
    spaced = part.kinds - np.uint8(1) < LETTER - 1  # 0 becomes 255
    edges = np.flatnonzero(spaced[1:] != spaced[:-1]) + 1
    if spaced[:1].any():
        edges = np.append(0, edges)
    starts, ends = edges[::2], edges[1::2]  # a line end is behind the last one
    grams = _heads(part.kinds, starts, ends - starts) << np.uint64(_TAIL_BITS)
    long = np.flatnonzero(ends - starts > _KEPT)
    grams[long] |= _tails(part.kinds, starts[long] + _KEPT, ends[long])
    return grams.astype(np.int64), _owners(part, starts)


def _heads(kinds: NDArray[np.uint8], starts: Places, lengths: Places) -> NDArray[np.uint64]:
    """Return the first eight kinds of each word, six bits each, the first one highest."""
    padded = np.append(kinds, np.zeros(_KEPT, dtype=np.uint8))
    windows = np.ndarray(len(kinds), dtype=">u8", buffer=padded, strides=(1,))
    heads = windows[starts].astype(np.uint64) & _MASKS[np.minimum(lengths, _KEPT)]
    for width, shift in ((8, 2), (16, 4), (32, 8)):  # eight bits become six, in three steps
        low = np.uint64(sum(((1 << width - shift) - 1) << at for at in range(0, 64, 2 * width)))
        heads = heads & low | (heads >> np.uint64(width) & low) << np.uint64(width - shift)
    return heads


def _tails(kinds: NDArray[np.uint8], at: Places, ends: Places) -> NDArray[np.uint64]:
    """Return a hash of the kinds of each word from a place in it to its end."""
    tails = np.zeros(len(at), dtype=np.uint64)
    left = np.arange(len(at))
    while len(left):
        tails[left] = (tails[left] * np.uint64(_MIX) + kinds[at[left]]) & np.uint64(2**32 - 1)
        at[left] += 1
        left = left[at[left] < ends[left]]
    return tails >> np.uint64(32 - _TAIL_BITS)


def _letters(part: Characters, least: int) -> Grams:
    """Return for each letter or mark, from this kind on, its bigram with the one after it."""
    at = np.flatnonzero((part.kinds >= least) & (part.kinds <= MARK))
    next_kinds = part.kinds[at + 1]
    follows = (next_kinds >= LETTER) & (next_kinds <= MARK)
    after = np.where(follows, part.codes(at + 1), _NOTHING)
    return (part.codes(at) << BITS) + after, _owners(part, at)


def _last_letters(part: Characters, texts: Sequence[str]) -> Grams:
    """Return for each source whose shape ends in a letter its bigram with nothing after it."""
    shown = np.append(-1, np.flatnonzero((part.kinds > NOTHING) & (part.kinds <= NUMERAL)))
    last = shown[np.searchsorted(shown, part.ends) - 1]
    ending = (last >= np.append(0, part.ends[:-1] + 1)) & (part.kinds[last] == LETTER)
    codes = part.codes(last)
    for place in np.unique(
        np.searchsorted(part.ends, np.flatnonzero(part.kinds == BRACE))
    ).tolist():
        end = shape_of(texts[part.numbers[place]])[-1:]
        ending[place] = kinds_of(end) == [LETTER]
        codes[place] = ord(end or " ")
    return (codes[ending] << BITS) + _NOTHING, part.numbers[ending]


def _owners(part: Characters, at: Places) -> Places:
    """Return for each of some characters, in their order, the place of its text."""
    return np.repeat(part.numbers, np.diff(np.searchsorted(at, part.ends), prepend=0))
