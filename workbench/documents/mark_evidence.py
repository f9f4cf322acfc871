"""What speaks for and against reading a list comma where a full stop stands.

`合作型。稳定型、开放型`: a full stop among the items of a list is a list comma that was misread.
The chance of the marks in their context counts, and how the stretches between them are built: how
long they are, which marks go on after them, and whether they end alike.

Other marks are not looked at: where a comma stands a full stop is right as often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.documents.character_model import CharacterModel, Floats
from workbench.documents.character_text import EDGE, CharacterText, Flags, Ints

FOUND, WANTED = "。", "、"
ENDS: Final = "。，、；：？！"
_CAP: Final = 24
_LEAST_GAIN: Final = -4.0
_AROUND: Final = 3

NAMES: Final = (
    "gain of chance",
    "chance before",
    "log length before",
    "log length after",
    "log length after that",
    "difference of lengths",
    "same end",
    "same end later",
    "same beginning",
    *(f"{mark} before" for mark in ENDS),
    *(f"{mark} next" for mark in ENDS),
    *(f"{mark} after next" for mark in ENDS),
    "edge before",
    "edge next",
    "closing beside",
    "opening beside",
    "digit or letter beside",
    "chance of what follows after a stop",
    "chance of what follows after a list comma",
    "chance of a stop",
    "chance of a list comma",
    "list commas before",
    "list commas after",
)


@dataclass(frozen=True, slots=True)
class MarkCandidates:
    """Marks that may be misread, one row each.

    Attributes:
        places: where the marks stand in the row of characters.
        starts, ends: the stretch shown: from the mark before to the mark after.
        values: the evidence (shape n × len(NAMES)).
    """

    places: Ints
    starts: Ints
    ends: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class _Marks:
    """Places of marks in question, and of the marks around each; `listed`: list commas so far."""

    here: Ints
    before: Ints
    after: Ints
    later: Ints
    listed_before: Ints
    listed_after: Ints


class MarkExaminer:
    """Finds full stops that may be misread and describes them.

    Args:
        model: the character model.
    """

    def __init__(self, model: CharacterModel) -> None:
        self.model = model
        letters = model.alphabet
        self.found, self.wanted = letters.number(FOUND), letters.number(WANTED)
        self._ends = letters.numbers(ENDS)
        self._breaks = self._among(ENDS)
        self._breaks[EDGE] = True
        self._closing = self._among("”’）》」』】")
        self._opening = self._among("“‘（《「『【")
        self._other = self._among("0A%")

    def candidates(self, text: CharacterText) -> MarkCandidates:
        """Return the full stops of a text that may be list commas, with the evidence."""
        numbers = text.numbers
        marks = self._marks(numbers)
        values = self._values(numbers, marks)
        kept = values[:, 0] > _LEAST_GAIN
        return MarkCandidates(
            marks.here[kept], marks.before[kept] + 1, marks.after[kept], values[kept]
        )

    def _among(self, characters: str) -> Flags:
        """Return for each number whether it is one of the characters."""
        letters = self.model.alphabet
        return np.isin(np.arange(len(letters)), letters.numbers(characters))

    def _marks(self, numbers: Ints) -> _Marks:
        """Return the full stops after which their text goes on."""
        breaks = np.flatnonzero(self._breaks[numbers])
        rank = np.flatnonzero(numbers[breaks] == self.found)
        rank = rank[numbers[breaks[rank] + 1] != EDGE]
        listed = np.cumsum(numbers[breaks] == self.wanted)

        def near(step: int, values: Ints) -> Ints:
            found: Ints = values[np.clip(rank + step, 0, len(breaks) - 1)]
            return found

        return _Marks(
            breaks[rank],
            near(-1, breaks),
            near(1, breaks),
            near(2, breaks),
            near(-1, listed) - near(-1 - _AROUND, listed),
            near(_AROUND, listed) - near(0, listed),
        )

    def _values(self, numbers: Ints, marks: _Marks) -> Floats:
        here, before, after, later = marks.here, marks.before, marks.after, marks.later
        was = self._chance(numbers, here, self.found)
        spans = (here - before, after - here, later - after)
        logs = [np.log(np.clip(span, 1, _CAP)) for span in spans]
        left, right = numbers[here - 1], numbers[here + 1]
        columns = (
            self._chance(numbers, here, self.wanted) - was,
            was,
            *logs,
            np.abs(logs[0] - logs[1]),
            self._alike(numbers, here - 1, after - 1),
            self._alike(numbers, after - 1, later - 1),
            self._alike(numbers, here + 1, np.minimum(before + 1, here)),
            *(numbers[before] == mark for mark in self._ends),
            *(numbers[after] == mark for mark in self._ends),
            *(numbers[later] == mark for mark in self._ends),
            numbers[before] == EDGE,
            numbers[after] == EDGE,
            self._closing[left],
            self._opening[right],
            self._other[left] | self._other[right],
            self._following(numbers, here, self.found),
            self._following(numbers, here, self.wanted),
            self._standing(numbers, here, self.found),
            self._standing(numbers, here, self.wanted),
            marks.listed_before,
            marks.listed_after,
        )
        return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])

    def _alike(self, numbers: Ints, one: Ints, other: Ints) -> Flags:
        """Return whether the same character stands at two places, which is no mark."""
        last = len(numbers) - 1
        found = numbers[np.clip(one, 0, last)], numbers[np.clip(other, 0, last)]
        same: Flags = (found[0] == found[1]) & ~self._breaks[found[0]]
        return same

    def _chance(self, numbers: Ints, place: Ints, mark: int) -> Floats:
        return self.model.around(numbers, place, np.full(len(place), mark))

    def _following(self, numbers: Ints, place: Ints, mark: int) -> Floats:
        one, two = numbers[place + 1], numbers[np.minimum(place + 2, len(numbers) - 1)]
        marks = np.full(len(place), mark)
        return self.model.after_one(marks, one) + self.model.after_two(marks, one, two)

    def _standing(self, numbers: Ints, place: Ints, mark: int) -> Floats:
        marks = np.full(len(place), mark)
        return self.model.after_two(numbers[place - 2], numbers[place - 1], marks)
