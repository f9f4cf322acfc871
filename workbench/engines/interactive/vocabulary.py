"""A model's pieces as what they spell: which ones continue letters that somebody has typed.

Promises: pieces are compared as text, in which a piece that begins a word begins with a space;
nothing is found but what spells on exactly where the letters stop.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

MARK: Final = "▁"
"""Begins a piece that begins a word."""

_LAST: Final = "\U0010ffff"


def spelt(pieces: Sequence[str]) -> str:
    """Return the text of `pieces`, with the space before its first word."""
    return "".join(pieces).replace(MARK, " ")


class Vocabulary:
    """The pieces of a model that spell something, sorted by what they spell.

    Args:
        pieces: all pieces, by their numbers; those in angle brackets spell nothing.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = tuple(pieces)
        spelling = [
            (spelt([piece]), number)
            for number, piece in enumerate(pieces)
            if piece and not (piece.startswith("<") and piece.endswith(">") and len(piece) > 1)
        ]
        self._sorted = sorted(spelling)
        self._texts = [text for text, _ in self._sorted]
        self._numbers = dict(self._sorted)

    def beginning_with(self, letters: str) -> list[int]:
        """Return the numbers of the pieces that spell `letters` and at least one more."""
        start = bisect_left(self._texts, letters)
        end = bisect_left(self._texts, letters + _LAST)
        return [number for text, number in self._sorted[start:end] if text != letters]

    def within(self, letters: str) -> list[tuple[int, int]]:
        """Return (number, letters spelt) of the pieces that spell a beginning of `letters`."""
        found = ((self._numbers.get(letters[:end]), end) for end in range(1, len(letters) + 1))
        return [(number, end) for number, end in found if number is not None]
