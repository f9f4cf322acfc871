"""The percentage of a match, one that a translator can trust.

Width, script, punctuation variants, case and idle spaces never cost anything. Everything else is
counted in characters, but for what takes a translator no time or much: numbers, because a match
that differs in nothing else needs but a hand on them; punctuation, of which a mark more or less is
next to nothing; the question mark, because the English sentence is built otherwise; and negation,
because one character turns the sentence round.

    percent = similarity of the shapes (numbers folded, punctuation left out)
              − 5 where numbers that were folded differ by value
              at most 95 where any numbers differ, by value
              − 1 for each mark more or less, at most 3
              − 5, and at most 94, where one asks and the other does not
              − 10, and at most 74, where one negates and the other does not
    equal match keys: 100; unequal ones: at most 99; no letters at all: 0

Placeholders are no text: sources that differ in nothing else are worth 99, for the target's own
have to be looked at, and a number in braces is no number.

Every penalty takes away, so a match that reaches a threshold reaches it by plain similarity too:
the index that fetches candidates by that loses none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from rapidfuzz.distance import Levenshtein

from workbench.memory.negation import negations_differ
from workbench.text.chinese_numbers import numeral_value
from workbench.text.normalise import marks, match_key, match_shape, numbers
from workbench.text.numbers import source_numbers
from workbench.text.placeholders import without
from workbench.text.similarity import similarity

NUMBERS_PENALTY: Final = 5
NUMBERS_CAP: Final = 95
MARKS_PENALTY: Final = 3
"""The most that punctuation costs."""

QUESTION_PENALTY: Final = 5
QUESTION_CAP: Final = 94
NEGATION_PENALTY: Final = 10
NEGATION_CAP: Final = 74
"""Below every threshold at which a match would be used without a look (75 and more)."""

EQUAL: Final = 100
"""The similarity of two shapes only if they are the same."""

_SIGNS: Final = "%‰成折壹贰叁肆伍陆柒捌玖拾佰仟"
_DIGITS: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# A question mark, 吗 at the end of a clause, A不A; 是否 asks no more than "whether" does.
_QUESTION: Final = re.compile(r"\?|吗(?![\w])|([^\W\d])[不没]\1")


@dataclass(frozen=True, slots=True)
class Score:
    """How well a unit's source fits a segment's source.

    Attributes:
        percent: 0–100; 100 only where the match keys are equal. 0 also stands for below the floor.
        numbers_differ: whether the two name different numbers.
        negation_differs: whether one of them negates or forbids where the other does not.
    """

    percent: int
    numbers_differ: bool = False
    negation_differs: bool = False


_NOTHING: Final = Score(0)

_Told = TypeVar("_Told")


class _Once(Generic[_Told]):
    """What is worked out when it is first asked for; unlike `cached_property` it takes no lock."""

    def __init__(self, of: Callable[[Source], _Told]) -> None:
        self._of = of
        self.__doc__ = of.__doc__

    def __get__(self, source: Source, _: type[Source]) -> _Told:
        told = source.__dict__[self._of.__name__] = self._of(source)
        return told


class Source:
    """A source text with what scoring needs of it, worked out when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = without(text)
        self.key = match_key(text)

    @_Once
    def words(self) -> str:
        """The key without placeholders."""
        return match_key(self.text) if "{" in self.key else self.key

    @_Once
    def shape(self) -> str:
        """The key without placeholders and punctuation, its numbers folded."""
        return match_shape(self.words)

    @_Once
    def numbers(self) -> tuple[Hashable, ...]:
        """What the text numbers, by value; digits that are part of a name or code as they stand."""
        found = source_numbers(self.text)
        rest = list(self.text)
        for number in found:
            rest[number.start : number.end] = " " * (number.end - number.start)
        digits = _DIGITS.findall(match_key("".join(rest)))
        return (*(number.values for number in found), *digits)

    @_Once
    def tally(self) -> Counter[Hashable]:
        """How often it numbers what."""
        return Counter(self.numbers)

    @_Once
    def digits(self) -> tuple[str, ...]:
        """The numbers that its shape folds away, as they stand."""
        return numbers(self.words)

    @_Once
    def signs(self) -> tuple[int, ...]:
        """How often it has each of the characters that may change what a number is worth."""
        return tuple(map(self.words.count, _SIGNS))

    @_Once
    def folded(self) -> tuple[Hashable, ...]:
        """The numbers that its shape folds away, by value where they have one."""
        return tuple(map(_value, self.digits))

    @_Once
    def marks(self) -> str:
        """The punctuation that its shape leaves out."""
        return marks(self.words)

    @_Once
    def asks(self) -> bool:
        """Whether it is, or holds, a question."""
        return _QUESTION.search(self.words) is not None


def score(source: str, candidate: str) -> Score:
    """Return how well a unit's source (`candidate`) fits the source to translate."""
    return score_sources(Source(source), Source(candidate))


def score_sources(
    source: Source, candidate: Source, *, at_least: int = 0, alike: int | None = None
) -> Score:
    """Return the score of two prepared sources; below `at_least` per cent it may be all zero.

    What costs the least to find out comes first. It only ever takes away, so that the rest need
    not be known once too little is left.

    Args:
        source: the text to translate.
        candidate: the source of a unit.
        at_least: the lowest percentage that is wanted.
        alike: the similarity of the two shapes, where that is known already.
    """
    if source.key == candidate.key:
        return Score(100)
    least = max(at_least, 1)
    if alike is None:
        alike = similarity(source.shape, candidate.shape, at_least=least) if source.shape else 0
    worth = _Worth(alike)
    if worth.percent < least:
        return _NOTHING
    are_same, worth.hides_numbers = _numbers(source, candidate, alike)
    if worth.percent < least:
        return _NOTHING
    worth.asks_otherwise = source.asks != candidate.asks
    worth.marks = Levenshtein.distance(source.marks, candidate.marks)
    if worth.percent < least:
        return _NOTHING
    worth.negates_otherwise = negations_differ(source.words, candidate.words)
    if worth.percent < least:
        return _NOTHING
    are_same = are_same or (not worth.hides_numbers and source.tally == candidate.tally)
    worth.numbers_differ = not are_same
    return Score(worth.percent, worth.numbers_differ, worth.negates_otherwise)


@dataclass(slots=True)
class _Worth:
    """What is known so far of how well two sources fit; with each thing more it falls or stays."""

    alike: int
    hides_numbers: bool = False
    numbers_differ: bool = False
    marks: int = 0
    asks_otherwise: bool = False
    negates_otherwise: bool = False

    @property
    def percent(self) -> int:
        """The most that it can be in the end."""
        percent = self.alike
        if self.hides_numbers or self.numbers_differ:
            percent = min(percent - NUMBERS_PENALTY * self.hides_numbers, NUMBERS_CAP)
        percent -= min(self.marks, MARKS_PENALTY)
        if self.asks_otherwise:
            percent = min(percent - QUESTION_PENALTY, QUESTION_CAP)
        if self.negates_otherwise:
            percent = min(percent - NEGATION_PENALTY, NEGATION_CAP)
        return min(percent, 99)


def _numbers(source: Source, candidate: Source, alike: int) -> tuple[bool, bool]:
    """Whether numbers are surely the same, and whether they differ where the shapes hide that.

    They have to stand in the same order too, where the sentences are the same but for them. A
    number more or less is not hidden: its place in the shape shows it.
    """
    if source.digits == candidate.digits and source.signs == candidate.signs:
        return True, False
    if alike == EQUAL:
        differ = source.folded != candidate.folded
        return not differ, differ
    ours, theirs = Counter(source.folded), Counter(candidate.folded)
    return False, _has_more(ours, theirs) and _has_more(theirs, ours)


def _has_more(one: Counter[Hashable], other: Counter[Hashable]) -> bool:
    """Whether one has anything that the other has not, or not as often."""
    return any(times > other.get(value, 0) for value, times in one.items())


@lru_cache(maxsize=8192)
def _value(found: str) -> Hashable:
    value = numeral_value(found)
    if value is None:
        return found
    return int(value) if value.denominator == 1 else value  # equal, and hashed far sooner
