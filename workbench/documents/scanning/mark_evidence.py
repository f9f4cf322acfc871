"""What speaks for and against reading a list comma where another mark stands.

`服务型。创新型、廉洁型`: a full stop, a comma or a point among the items of a list is a list comma
that was misread. The chance of the marks in their context counts, and how the stretches between
them are built (`list_evidence.py`).

Only marks between Chinese characters next to a list comma are looked at, a comma only where one
follows: after the last item it is right. Whether a comma is a full stop is not asked: the one is
right as often as the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.documents.scanning import list_evidence
from workbench.documents.scanning.character_model import CharacterModel, Floats
from workbench.documents.scanning.character_text import EDGE, CharacterText, Flags, Ints
from workbench.documents.scanning.list_evidence import Chains, ListExaminer
from workbench.text.codepoints import is_han

FOUND: Final = "。，."
WANTED: Final = "、"
ENDS: Final = "。，、；：？！"
LASTS: Final = "。，；"
STOP, COMMA, POINT = range(len(FOUND))
_CAP: Final = 24
_LEAST_GAIN: Final = -4.0

NAMES: Final = (
    "gain of chance",
    "chance before",
    "log length before",
    "log length after",
    "log length after that",
    "difference of lengths",
    *(f"{mark} here" for mark in FOUND),
    *(f"{mark} before" for mark in ENDS),
    *(f"{mark} next" for mark in ENDS),
    *(f"{mark} after next" for mark in ENDS),
    "edge before",
    "edge next",
    "chance of what follows after a stop",
    "chance of what follows after a list comma",
    "chance of a stop",
    "chance of a list comma",
    *list_evidence.NAMES,
)


@dataclass(frozen=True, slots=True)
class MarkCandidates:
    """Marks that may be misread, one row each.

    Attributes:
        places: where the marks stand in the row of characters.
        starts, ends: the stretch shown: from the mark before to the mark after.
        kinds: which mark stands there: `STOP`, `COMMA` or `POINT`.
        going_on: whether the mark after it is a list comma.
        values: the evidence (shape n × len(NAMES)).
    """

    places: Ints
    starts: Ints
    ends: Ints
    kinds: Ints
    going_on: Flags
    values: Floats


class MarkExaminer:
    """Finds marks that may be misread and describes them.

    Args:
        model: the character model.
    """

    def __init__(self, model: CharacterModel) -> None:
        self.model = model
        letters = model.alphabet
        self._found, self.wanted = letters.numbers(FOUND), letters.number(WANTED)
        self._ends = letters.numbers(ENDS)
        self._lasts = letters.numbers(LASTS)
        self._breaks = self._among(ENDS)
        self._breaks[EDGE] = True
        self._han = self._among("".join(filter(is_han, letters.characters)))
        self._lists = ListExaminer(model, self._breaks)

    def candidates(self, text: CharacterText) -> MarkCandidates:
        """Return the marks of a text that may be list commas, with the evidence."""
        chains = self._chains(text.numbers)
        values = self._values(text, chains)
        kept = values[:, 0] > _LEAST_GAIN
        here, before, after = (chains.near(step)[kept] for step in (0, -1, 1))
        kinds = np.argmax(text.numbers[here][:, None] == self._found, axis=1)
        going_on = text.numbers[after] == self.wanted
        return MarkCandidates(here, before + 1, after, kinds, going_on, values[kept])

    def _among(self, characters: str) -> Flags:
        """Return for each number whether it is one of the characters."""
        letters = self.model.alphabet
        return np.isin(np.arange(len(letters)), letters.numbers(characters))

    def _chains(self, numbers: Ints) -> Chains:
        """Return the marks in question, after which their text goes on."""
        inner = np.zeros(len(numbers), dtype=np.bool_)
        inner[1:-1] = self._han[numbers[:-2]] & self._han[numbers[2:]]
        point = (numbers == self._found[POINT]) & inner
        breaks = np.flatnonzero(self._breaks[numbers] | point)
        marks, listed = numbers[breaks], numbers[breaks] == self.wanted
        beside = np.zeros(len(breaks), dtype=np.bool_)
        last = np.isin(marks[2:], self._lasts) & (marks[1:-1] != self._found[COMMA])
        beside[1:-1] = listed[2:] | (listed[:-2] & last)
        rank = np.flatnonzero(beside & np.isin(marks, self._found))
        around = self._han[numbers[breaks[rank] - 1]] & self._han[numbers[breaks[rank] + 1]]
        return Chains(breaks, rank[around], listed)

    def _values(self, text: CharacterText, chains: Chains) -> Floats:
        numbers = text.numbers
        here, before, after, later = (chains.near(step) for step in (0, -1, 1, 2))
        was = self._chance(numbers, here, numbers[here])
        spans = (here - before, after - here, later - after)
        logs = [np.log(np.clip(span, 1, _CAP)) for span in spans]
        columns = (
            self._chance(numbers, here, np.full(len(here), self.wanted)) - was,
            was,
            *logs,
            np.abs(logs[0] - logs[1]),
            *(numbers[here] == mark for mark in self._found),
            *(numbers[before] == mark for mark in self._ends),
            *(numbers[after] == mark for mark in self._ends),
            *(numbers[later] == mark for mark in self._ends),
            numbers[before] == EDGE,
            numbers[after] == EDGE,
            self._following(numbers, here, int(self._found[STOP])),
            self._following(numbers, here, self.wanted),
            self._standing(numbers, here, int(self._found[STOP])),
            self._standing(numbers, here, self.wanted),
            *self._lists.values(text, chains),
        )
        return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])

    def _chance(self, numbers: Ints, place: Ints, marks: Ints) -> Floats:
        return self.model.around(numbers, place, marks)

    def _following(self, numbers: Ints, place: Ints, mark: int) -> Floats:
        one, two = numbers[place + 1], numbers[np.minimum(place + 2, len(numbers) - 1)]
        marks = np.full(len(place), mark)
        return self.model.after_one(marks, one) + self.model.after_two(marks, one, two)

    def _standing(self, numbers: Ints, place: Ints, mark: int) -> Floats:
        marks = np.full(len(place), mark)
        return self.model.after_two(numbers[place - 2], numbers[place - 1], marks)
