"""The percentage of a match, one that a translator can trust.

Width, script, punctuation variants, case and idle spaces never cost anything. Everything else is
counted in characters, and two things are looked at for what they mean: numbers, because a match
that differs in nothing else still needs a hand on it, and negation, because one character turns the
sentence round.

    percent = similarity of the shapes (numbers in digits folded)
              − 5 where numbers in digits differ, for folding hid them
              at most 95 where any numbers differ, by value
              − 10, and at most 74, where negations differ
    equal match keys: 100; unequal ones: at most 99

Placeholders are no text: sources that differ in nothing else are worth 99, for the target's own
have to be looked at, and a number in braces is no number.

Every penalty takes away, so a match that reaches a threshold reaches it by plain similarity too:
the index that fetches candidates by that loses none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workbench.memory.negation import count_negations
from workbench.text.normalise import match_key, match_shape, numbers
from workbench.text.numbers import source_numbers
from workbench.text.placeholders import without
from workbench.text.similarity import similarity

NUMBERS_PENALTY: Final = 5
NUMBERS_CAP: Final = 95
NEGATION_PENALTY: Final = 10
NEGATION_CAP: Final = 74
"""Below every threshold at which a match would be used without a look (75 and more)."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a unit's source fits a segment's source.

    Attributes:
        percent: 0–100; 100 only where the match keys are equal. 0 also stands for below the floor.
        numbers_differ: whether the two name different numbers.
        negation_differs: whether one of them negates or forbids more often than the other.
    """

    percent: int
    numbers_differ: bool = False
    negation_differs: bool = False


class Source:
    """A source text with what scoring needs of it, worked out when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = without(text)
        self.key = match_key(text)

    @cached_property
    def words(self) -> str:
        """The key without placeholders."""
        return match_key(self.text) if "{" in self.key else self.key

    @cached_property
    def shape(self) -> str:
        """The key without placeholders, its numbers folded."""
        return match_shape(self.words)

    @cached_property
    def numbers(self) -> tuple[Hashable, ...]:
        """What the text numbers, by value; digits that are part of a name or code as they stand."""
        found = source_numbers(self.text)
        rest = list(self.text)
        for number in found:
            rest[number.start : number.end] = " " * (number.end - number.start)
        return (*(number.values for number in found), *numbers(match_key("".join(rest))))

    @cached_property
    def digits(self) -> tuple[str, ...]:
        """The numbers that its shape folds away."""
        return numbers(self.words)

    @cached_property
    def negations(self) -> int:
        """How often the text negates or forbids."""
        return count_negations(self.words)


def score(source: str, candidate: str) -> Score:
    """Return how well a unit's source (`candidate`) fits the source to translate."""
    return score_sources(Source(source), Source(candidate))


def score_sources(source: Source, candidate: Source, *, at_least: int = 0) -> Score:
    """Return the score of two prepared sources; below `at_least` per cent it may be all zero."""
    if source.key == candidate.key:
        return Score(100)
    percent = similarity(source.shape, candidate.shape, at_least=at_least)
    if not percent:
        return Score(0)
    numbers_differ = _numbers_differ(source, candidate)
    negation_differs = source.negations != candidate.negations
    if numbers_differ:
        hidden = NUMBERS_PENALTY if source.digits != candidate.digits else 0
        percent = min(percent - hidden, NUMBERS_CAP)
    if negation_differs:
        percent = min(percent - NEGATION_PENALTY, NEGATION_CAP)
    return Score(max(min(percent, 99), 0), numbers_differ, negation_differs)


def _numbers_differ(source: Source, candidate: Source) -> bool:
    """Whether the numbers differ: in order too, where the sentences are the same but for them."""
    if source.shape == candidate.shape:
        return source.numbers != candidate.numbers
    return Counter(source.numbers) != Counter(candidate.numbers)
