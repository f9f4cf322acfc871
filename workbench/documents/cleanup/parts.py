"""A text that comes in pieces → parts of it that can be worked on one after another.

How the text was cut into pieces makes no difference: a part ends where its length and its lines
say so. Nothing but the part and the piece at hand is kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workbench.text.codepoints import CLOSERS, TERMINALS

PART = 1_000_000
"""Characters that are worked on at a time."""

_REST = 1.5  # parts: what is left is one part up to here, so that no part is tiny
_CLOSE = CLOSERS + TERMINALS + "\"'"


class Part(NamedTuple):
    """What is worked on at a time.

    Attributes:
        text: whole lines, unless a single line is longer than a part.
        number: 1-based line of the file where it starts.
        is_last: whether nothing comes after it.
        is_cut: whether it ends inside a line.
    """

    text: str
    number: int
    is_last: bool
    is_cut: bool = False


class Supply:
    """Gives out parts of a text, each from where the last one was used up to."""

    def __init__(self, pieces: Iterable[str], size: int) -> None:
        self._pieces, self._size = iter(pieces), size
        self._text, self._at, self._number = "", 0, 1

    def part(self) -> Part:
        """Return what is to be worked on now."""
        limit = int(_REST * self._size)
        if not self._fill(limit + 1):
            return Part(self._text[self._at :], self._number, is_last=True)
        end = _end(self._text, self._at, self._at + self._size)
        text = self._text[self._at : end]
        return Part(text, self._number, is_last=False, is_cut=not text.endswith(("\n", "\r")))

    def use(self, part: Part, count: int) -> None:
        """Go on after the first `count` characters of the part that was given out."""
        used = part.text[:count]
        self._at += count
        ends = used.count("\n") + used.count("\r") - used.count("\r\n")
        cut_in_two = used.endswith("\r") and self._text.startswith("\n", self._at)
        self._number += ends - cut_in_two

    def _fill(self, count: int) -> bool:
        """Return whether so many characters are left, after taking in pieces until they are."""
        left = len(self._text) - self._at
        if left >= count:
            return True
        taken = [self._text[self._at :]]
        for piece in self._pieces:
            taken.append(piece)
            left += len(piece)
            if left >= count:
                break
        self._text, self._at = "".join(taken), 0
        return left >= count


def _end(text: str, start: int, limit: int) -> int:
    """Return where a part that starts there ends: at a line's end, else a sentence's."""
    middle = (start + limit) // 2
    end = max(text.rfind("\n", middle, limit), text.rfind("\r", middle, limit)) + 1
    if end:
        return end + text.startswith("\r\n", end - 1)
    end = max(text.rfind(mark, middle, limit) for mark in (*TERMINALS, ". ")) + 1
    while 0 < end < limit and text[end] in _CLOSE:
        end += 1
    return end or limit
