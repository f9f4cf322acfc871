"""Invent names of persons, Chinese characters on one side and pinyin on the other.

News is full of names that no collection of sentences holds. Drawn anew for each epoch they teach
the small model to spell a name character by character instead of writing one that it knows.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Surnames and the characters of given names, each with its pinyin."""

    surnames: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> Names:
        """The names of rows of a role (``surname`` or ``given``), a character and its pinyin."""
        found = [row for row in rows if len(row) == 3]
        by_role = {
            role: tuple((chinese, english) for kind, chinese, english in found if kind == role)
            for role in ("surname", "given")
        }
        return cls(by_role["surname"], by_role["given"])

    def draw(self, chance: random.Random) -> tuple[str, str]:
        """A surname with one or, three times in four, two more characters: ``Ouyang Mingde``."""
        surname = chance.choice(self.surnames)
        given = chance.sample(self.given, 1 if chance.random() < 0.25 else 2)
        chinese = surname[0] + "".join(chinese for chinese, _ in given)
        return chinese, f"{surname[1]} {_joined([english for _, english in given])}"


def _joined(syllables: list[str]) -> str:
    """The syllables as one word, with an apostrophe before a later vowel (GB/T 28039)."""
    apart = ["'" * (syllable[0] in "aeo") + syllable for syllable in syllables[1:]]
    return (syllables[0] + "".join(apart)).capitalize()
