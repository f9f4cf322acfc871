"""Texts as arrays of folded code points, each with what it is to the index of words.

A batch of texts is folded at once: a table of code points, filled as characters turn up, takes
each to its folded one. A text in which a character becomes several, or may become one with its
neighbour, is folded by itself and comes in a part of its own.

What a character is: 1 to 63 if it is of a script that puts spaces between words (digits and the
letters a to z have one number each, others share); else a `LETTER` that stays in the shape of a
source whatever is beside it, a `NUMERAL` that becomes another character there, a `MARK` of which
that is not certain, or `NOTHING`: white space, and dots, commas, dashes and braces, of which
folding joins several or takes some away. `BRACE` is the one that may end a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.memory.concordance import SPACED
from workbench.memory.grams import shape_of
from workbench.text.folding import composes, fold, fold_cluster

NOTHING: Final = 0
LETTER: Final = 64
NUMERAL: Final = 65
MARK: Final = 66
BRACE: Final = 67

_USUAL: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_JOINING: Final = ".,-{"
_ODD: Final = 254
_UNSEEN: Final = 255
_CODE_POINTS: Final = 0x110000
_BATCH: Final = 4096
_SPACED: Final = re.compile(f"[{SPACED}]")


@dataclass(frozen=True, slots=True)
class Characters:
    """The folded characters of some texts, one after the other, a line end behind each text.

    Attributes:
        raw: code points.
        folds: what they fold to, by code point; None if they are folded.
        kinds: what each of them is.
        ends: for each text where its characters end: the place of the line end.
        numbers: for each text its place in the sequence that was asked about.
    """

    raw: NDArray[np.uint32]
    folds: NDArray[np.int64] | None
    kinds: NDArray[np.uint8]
    ends: NDArray[np.int64]
    numbers: NDArray[np.int64]

    def codes(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the folded code points in some places."""
        raw = self.raw[at]
        return raw.astype(np.int64) if self.folds is None else self.folds[raw]


def characters(texts: Sequence[str]) -> Iterator[Characters]:
    """Yield the characters of all texts, in parts of a size that fits into a cache."""
    for start in range(0, len(texts), _BATCH):
        part = texts[start : start + _BATCH]
        numbers = np.arange(start, start + len(part), dtype=np.int64)
        raw, ends = _joined(part)
        folds, kinds = _tables()
        found = kinds.take(raw)
        if (found == _UNSEEN).any():
            _learn(np.unique(raw[found == _UNSEEN]).tolist())
            found = kinds.take(raw)
        odd = np.unique(np.searchsorted(ends, np.flatnonzero(found == _ODD)))
        if len(odd):
            yield _one_by_one([part[place] for place in odd.tolist()], numbers[odd])
            starts = np.append(0, ends[:-1] + 1)
            for place in odd.tolist():
                found[starts[place] : ends[place]] = NOTHING
        yield Characters(raw, folds, found, ends, numbers)


def kinds_of(folded: str) -> list[int]:
    """Return what each character of a folded text is."""
    return [_kind(character) for character in folded]


@lru_cache(maxsize=16_384)
def _kind(folded: str) -> int:
    """Return what a folded character is."""
    if folded in _USUAL:
        return 1 + _USUAL.index(folded)
    if _SPACED.match(folded):
        return 37 + ord(folded) % 27
    if folded in _JOINING or folded.isspace():
        return NOTHING
    if folded == "}":
        return BRACE
    shown = in_shape(folded)
    if shown and shown != folded:
        return NUMERAL
    joins = any(shape_of(f"{digit}{folded}{digit}") != f"0{folded}0" for digit in "1一")
    return MARK if not folded.isalpha() or joins else LETTER


@lru_cache(maxsize=16_384)
def in_shape(folded: str) -> str:
    """Return what a folded character becomes in the shape of a source between letters, if any."""
    return shape_of(f"港{folded}口")[1:-1]


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return, by code point, the folded code point and its kind, as far as `_learn` knows them."""
    return np.zeros(_CODE_POINTS, dtype=np.int64), np.full(_CODE_POINTS, _UNSEEN, dtype=np.uint8)


def _learn(code_points: list[int]) -> None:
    folds, kinds = _tables()
    for code in code_points:
        folded = fold_cluster(chr(code))
        fold_kinds = kinds_of(folded)
        if composes(chr(code)) or not folded or (len(folded) > 1 and any(fold_kinds)):
            kinds[code] = _ODD
        else:
            folds[code] = ord(folded[0])
            kinds[code] = fold_kinds[0]


def _one_by_one(texts: Sequence[str], numbers: NDArray[np.int64]) -> Characters:
    folded = [fold(text).text for text in texts]
    codes, ends = _joined(folded)
    kinds = np.asarray(kinds_of("\n".join([*folded, ""])), dtype=np.uint8)
    return Characters(codes, None, kinds, ends, numbers)


def _joined(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the code points of all texts, a line end behind each, and where those stand."""
    joined = "\n".join([*texts, ""])
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return codes, np.cumsum(lengths + 1) - 1
