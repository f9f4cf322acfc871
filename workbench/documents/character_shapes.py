"""Which characters a scanner takes for which: the table of shapes that ships with the workbench."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from workbench.documents.character_model import Floats
from workbench.documents.character_text import Alphabet, Ints
from workbench.resources import shipped

_SCORE: Final = 2
"""Each likeness is given in so many digits, hundredths."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """For each character of an alphabet the ones that look like it.

    Attributes:
        firsts: where the row of each character starts in the two others; one longer than it.
        others: the numbers of the characters that look like it.
        likeness: how much, from 0 to 1.
    """

    firsts: Ints
    others: Ints
    likeness: Floats

    def of(self, numbers: Ints) -> tuple[Ints, Ints, Floats]:
        """Return, for all characters at once: which of them, what it may be, the likeness."""
        counts = self.firsts[numbers + 1] - self.firsts[numbers]
        which = np.repeat(np.arange(len(numbers)), counts)
        skipped = np.repeat(np.cumsum(counts) - counts, counts)
        place = self.firsts[numbers][which] + np.arange(len(which)) - skipped
        return which, self.others[place], self.likeness[place]


def read_shapes(path: Path, alphabet: Alphabet) -> Shapes:
    """Return the shapes in a file."""
    rows: list[list[tuple[int, int]]] = [[] for _ in range(len(alphabet))]
    for line in path.read_text(encoding="utf-8").splitlines():
        character, *others = line.split("\t")
        row = rows[alphabet.number(character)]
        row += [(alphabet.number(item[0]), int(item[1:])) for item in others]
    counts = np.array([0, *map(len, rows)])
    flat = np.array([pair for row in rows for pair in row], dtype=np.int64).reshape(-1, 2)
    return Shapes(np.cumsum(counts), flat[:, 0], flat[:, 1] / 10**_SCORE)


@cache
def shapes(alphabet: Alphabet) -> Shapes:
    """Return the shapes that ship with the workbench, for its alphabet; read once."""
    return read_shapes(shipped("models") / "characters" / "shapes.tsv", alphabet)
