"""Notice when a model has fallen into a loop.

Small and large Marian models alike repeat themselves now and then, mostly on short or unusual
input ("Xi Jinping Xi Xi Xi"). Promises: pure functions; a repetition that the source itself makes
(缓缓, 一天一天) is allowed for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_CYCLE = 12
"""Words in the longest cycle that is looked for."""

_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A run of words that follows itself: the words once, and how many times they stand there."""

    words: tuple[str, ...]
    times: int


def repetition(text: str) -> Repetition | None:
    """The worst immediate repetition in an English ``text``, or None.

    One word counts from four times on ("very, very" is English), two or three words from three,
    four and more from two (nobody writes the same clause twice in a row).
    """
    words = [word.lower() for word in _WORD.findall(text)]
    worst: Repetition | None = None
    for size in range(1, min(LONGEST_CYCLE, len(words) // 2) + 1):
        for start in range(len(words) - 2 * size + 1):
            times = _times(words, start, size)
            if times >= _allowed(size) and (worst is None or times * size > _extent(worst)):
                worst = Repetition(tuple(words[start : start + size]), times)
    return worst


def _times(words: list[str], start: int, size: int) -> int:
    """How often the ``size`` words at ``start`` stand there one after another."""
    cycle = words[start : start + size]
    times = 1
    while words[start + times * size : start + (times + 1) * size] == cycle:
        times += 1
    return times


def _allowed(size: int) -> int:
    return {1: 4, 2: 3, 3: 3}.get(size, 2)


def _extent(found: Repetition) -> int:
    return found.times * len(found.words)


def loops(source: str, target: str) -> bool:
    """Whether ``target`` repeats itself where ``source`` does not."""
    found = repetition(target)
    return found is not None and not _repeats(source, found)


def _repeats(source: str, found: Repetition) -> bool:
    """Whether the source says something as often as ``found``, and something of that weight.

    A word may stand for one character (走走走走), a clause of four words not for fewer than three.
    """
    text = re.sub(r"[\s，、,。！!？?]+", "", source)
    shortest = min(3, max(1, len(found.words) - 1))
    pattern = rf"(.{{{shortest},12}}?)\1{{{found.times - 1},}}"
    return re.search(pattern, text) is not None
