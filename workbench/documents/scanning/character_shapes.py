"""Which characters a scanner takes for which: the table of shapes that ships with the workbench."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from workbench.documents.scanning.character_model import Floats
from workbench.documents.scanning.character_text import Alphabet, Ints
from workbench.resources import shipped

_DIGITS: Final = 2
"""Each likeness is given in so many digits: hundredths."""
_PLACES: Final = np.array([10, 1])


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
    """Return the shapes in a file: a line is a character, those that look like it, the scores."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    characters, others, scores = ([line[column] for line in lines] for column in range(3))
    counts = np.array([len(row) for row in others])
    owners = np.repeat(alphabet.numbers(characters), counts)
    digits = np.frombuffer("".join(scores).encode("ascii"), dtype=np.uint8) - ord("0")
    order = np.argsort(owners, kind="stable")
    sizes = np.bincount(owners, minlength=len(alphabet))
    return Shapes(
        np.concatenate([[0], np.cumsum(sizes)]),
        alphabet.numbers(others)[order],
        (digits.reshape(-1, _DIGITS) @ _PLACES)[order] / 10**_DIGITS,
    )


@cache
def shapes(alphabet: Alphabet) -> Shapes:
    """Return the shapes that ship with the workbench, for its alphabet; read once."""
    return read_shapes(shipped("models") / "characters" / "shapes.tsv", alphabet)
