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

from workbench.documents.cleanup.patterns import FULL_STOP

_NOT_WIDE = re.compile(r"[0-9A-Za-z.%\-\s]")
_TOKEN = re.compile(
    r"[0-9A-Za-z.%\-]+[,，.。;；:：!！?？)）\"”]*|[(（\"“《「]*[^\s][,，。;；:：!！?？)）\"”》」、]*"
)
_WRAPPED = 0.6  # share of lines that fill the column from which on they were wrapped in one
_NARROWEST = 8.0  # em: no column is narrower
_TAIL = 6  # characters in which final marks are looked for
_INDENT = 2.5  # em that a first line may be short of its column by a lost indent
_OVER = 2.0  # em by which justified lines may exceed their column
ENOUGH = 3
"""Lines, without the last, that show a column."""


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


def column(lines: Sequence[str], indents: Sequence[float]) -> Column | None:
    """Return the column that the lines were wrapped in; None where they show none.

    Wrapping by printed width is tried first, then wrapping by number of characters.

    Args:
        lines: their visible characters.
        indents: of each line, em of white space before it that belong to the column.
    """
    if len(lines) <= ENOUGH:
        return None
    for measure in (ems, characters):
        widths = [measure(line) + indent for line, indent in zip(lines, indents, strict=True)]
        inner = sorted(widths[:-1])
        width = inner[(9 * (len(inner) - 1) + 5) // 10]
        if width >= _NARROWEST and (fit := _fit(lines, widths, width, measure)) is not None:
            return fit
    return None


def column_of(lines: Sequence[str], indents: Sequence[float], width: float) -> Column | None:
    """Return the column of a known width that the lines were wrapped in, or None."""
    widths = [ems(line) + indent for line, indent in zip(lines, indents, strict=True)]
    if max(widths) > width + _OVER:
        return None
    if len(lines) == 1:
        return Column(width, width, tuple(widths), ())
    return _fit(lines, widths, width, ems, usual=width)


def _fit(
    lines: Sequence[str],
    widths: Sequence[float],
    width: float,
    measure: Callable[[str], float],
    usual: float = 0.0,
) -> Column | None:
    """Return the column of that width if enough of the lines fill it, or none speaks against it."""
    filled = tuple(
        [
            own > width - 1 or own + _first(after, measure) + _space(line, after) > width - 1
            for own, (line, after) in zip(widths, pairwise(lines), strict=False)
        ]
    )
    # Lines that end a sentence may end a paragraph: only the others must fill the column.
    # So must not the first one where the width is known: it may have lost its indent.
    skipped = 1 if usual and width - widths[0] <= _INDENT else 0
    pairs = list(zip(filled, lines, strict=False))[skipped:]
    inside = [is_filled for is_filled, line in pairs if _is_inside(line)]
    if sum(inside) < _WRAPPED * len(inside) or not (inside or usual):
        return None
    usual = usual or median(w for w, is_filled in zip(widths, filled, strict=False) if is_filled)
    return Column(width, usual, tuple(widths), filled)


def _is_inside(line: str) -> bool:
    return line[-1].isalnum() or FULL_STOP.search(line[-_TAIL:]) is None


def _first(line: str, measure: Callable[[str], float]) -> float:
    """Return the width of the line's first word, or character with its marks."""
    token = _TOKEN.match(line)
    return measure(token.group()) if token is not None else 0.0


def _space(before: str, after: str) -> float:
    """Return the width of the space that wrapping took away between two Latin words."""
    joint = before[-1:] + after[:1]
    return 0.5 if joint.isascii() and joint.isalnum() else 0.0
