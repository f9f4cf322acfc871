"""How wide a line is in print, and how wide the column was that it was wrapped in.

The unit is the em, the square that a Chinese character is set in: marks fill one even where a scan
made them half-width, digits and Latin letters half of one. Wrapped lines fill their column but for
what the next line's first word needs; that tells lines that were wrapped from lines that end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_NOT_WIDE = re.compile(r"[0-9A-Za-z.%\-\s]")
_TOKEN = re.compile(
    r"[0-9A-Za-z.%\-]+[,，.。;；:：!！?？)）\"”]*|[(（\"“《「]*[^\s][,，。;；:：!！?？)）\"”》」、]*"
)
_WRAPPED = 0.6  # share of lines that fill the column from which on they were wrapped in one
_NARROWEST = 8.0  # em: no column is narrower
_ENOUGH = 3  # lines, without the last, that show a column


def ems(text: str) -> float:
    """Return the printed width in em, white space left out."""
    odd = _NOT_WIDE.findall(text)
    return len(text) - len(odd) / 2 - sum(map(str.isspace, odd)) / 2


def characters(text: str) -> float:
    """Return the number of characters, which is what some programs wrap by."""
    return float(len(text))


@dataclass(frozen=True, slots=True)
class Column:
    """The column that some lines were wrapped in.

    Attributes:
        width: what the fullest lines reach, less outliers.
        usual: the median width of the lines that fill it.
        widths: of each line, in the same measure.
        filled: for each line but the last, whether the next line's first word had no room in it.
    """

    width: float
    usual: float
    widths: tuple[float, ...]
    filled: tuple[bool, ...]

    def shortfall(self, index: int) -> float:
        """Return how much shorter than usual a line is; about 2 where an indent was lost."""
        return self.usual - self.widths[index]


def column(lines: Sequence[str]) -> Column | None:
    """Return the column that the lines were wrapped in; None where they show none.

    Wrapping by printed width is tried first, then wrapping by number of characters.
    """
    if len(lines) <= _ENOUGH:
        return None
    tokens = [match.group() if (match := _TOKEN.match(line)) else "" for line in lines]
    return _fit(lines, tokens, ems) or _fit(lines, tokens, characters)


def _fit(
    lines: Sequence[str], tokens: Sequence[str], measure: Callable[[str], float]
) -> Column | None:
    """Return the column in one measure, if enough lines fill it."""
    widths = [measure(line) for line in lines]
    inner = sorted(widths[:-1])
    width = inner[(9 * (len(inner) - 1) + 5) // 10]
    spaces = (_space(a, b) for a, b in pairwise(lines))
    filled = tuple(
        w + measure(token) + space > width - 1
        for w, token, space in zip(widths, tokens[1:], spaces, strict=False)
    )
    if width < _NARROWEST or sum(filled) < _WRAPPED * len(filled):
        return None
    usual = median(w for w, is_filled in zip(widths, filled, strict=False) if is_filled)
    return Column(width, usual, tuple(widths), filled)


def _space(before: str, after: str) -> float:
    """Return the width of the space that wrapping took away between two Latin words."""
    joint = before[-1:] + after[:1]
    return 0.5 if joint.isascii() and joint.isalnum() else 0.0
