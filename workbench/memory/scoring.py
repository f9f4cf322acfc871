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
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

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
        """The key without placeholders and punctuation, its numbers folded."""
        return match_shape(self.words)

    @cached_property
    def numbers(self) -> tuple[Hashable, ...]:
        """What the text numbers, by value; digits that are part of a name or code as they stand."""
        found = source_numbers(self.text)
        rest = list(self.text)
        for number in found:
            rest[number.start : number.end] = " " * (number.end - number.start)
        digits = _DIGITS.findall(match_key("".join(rest)))
        return (*(number.values for number in found), *digits)

    @cached_property
    def written(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The numbers that its shape folds away, as they stand, and what may change them."""
        return numbers(self.words), tuple(map(self.words.count, _SIGNS))

    @cached_property
    def folded(self) -> tuple[Hashable, ...]:
        """The numbers that its shape folds away, by value where they have one."""
        return tuple(_value(found) for found in self.written[0])

    @cached_property
    def marks(self) -> str:
        """The punctuation that its shape leaves out."""
        return marks(self.words)

    @cached_property
    def asks(self) -> bool:
        """Whether it is, or holds, a question."""
        return _QUESTION.search(self.words) is not None


def score(source: str, candidate: str) -> Score:
    """Return how well a unit's source (`candidate`) fits the source to translate."""
    return score_sources(Source(source), Source(candidate))


def score_sources(source: Source, candidate: Source, *, at_least: int = 0) -> Score:
    """Return the score of two prepared sources; below `at_least` per cent it may be all zero."""
    if source.key == candidate.key:
        return Score(100)
    percent = similarity(source.shape, candidate.shape, at_least=at_least) if source.shape else 0
    if not percent:
        return Score(0)
    numbers_differ, hidden = _numbers_differ(source, candidate)
    if numbers_differ:
        percent = min(percent - NUMBERS_PENALTY * hidden, NUMBERS_CAP)
    percent -= min(Levenshtein.distance(source.marks, candidate.marks), MARKS_PENALTY)
    if source.asks != candidate.asks:
        percent = min(percent - QUESTION_PENALTY, QUESTION_CAP)
    negation_differs = negations_differ(source.words, candidate.words)
    if negation_differs:
        percent = min(percent - NEGATION_PENALTY, NEGATION_CAP)
    return Score(max(min(percent, 99), 0), numbers_differ, negation_differs)


def _numbers_differ(source: Source, candidate: Source) -> tuple[bool, bool]:
    """Whether numbers differ, and whether the shapes hide that.

    They have to stand in the same order too, where the sentences are the same but for them. A
    number more or less is not hidden: its place in the shape shows it.
    """
    if source.written == candidate.written:
        return False, False
    if source.shape == candidate.shape:
        differ = source.folded != candidate.folded
        return differ, differ
    ours, theirs = Counter(source.folded), Counter(candidate.folded)
    hidden = _has_more(ours, theirs) and _has_more(theirs, ours)
    return hidden or Counter(source.numbers) != Counter(candidate.numbers), hidden


def _has_more(one: Counter[Hashable], other: Counter[Hashable]) -> bool:
    """Whether one has anything that the other has not, or not as often."""
    return any(times > other.get(value, 0) for value, times in one.items())


@lru_cache(maxsize=8192)
def _value(found: str) -> Hashable:
    value = numeral_value(found)
    if value is None:
        return found
    return int(value) if value.denominator == 1 else value  # equal, and hashed far sooner
