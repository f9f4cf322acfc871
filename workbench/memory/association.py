"""Which words of the targets go with a run of the sources: its likely translation, by counting.

The units that hold the run are compared with units that do not. Words that most of the former have
and hardly any of the latter go with the run; of all phrases of such words that one is likeliest
which is about as long as an English rendering of so many Chinese characters is. Nothing is known of
words that go with everything (the, of), so a phrase neither begins nor ends with one.

Promises: pure; the order is total, so that the same units give the same answer; nothing is said on
the strength of fewer than `FEWEST` units, for then all words of a target go with the run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workbench.core.fragment import Rendering
from workbench.core.memory import Unit
from workbench.text.normalise import match_key

FEWEST: Final = 3
"""Units with different targets that have to hold a run before anything is said of it."""

LONGEST: Final = 8
"""Words of a phrase at most."""

WORDS_PER_CHARACTER: Final = 0.5
"""English words for a Chinese character, as in official translations and everyday sentences."""

LEAST_SCORE: Final = 0.5
"""Below it, a phrase is more often wrong than right."""

_LEAST_SHARE: Final = 0.35
"""Of the units that hold a run, so many have the phrase at least."""

_FIT: Final = 0.4
"""How much the length of a phrase counts."""

_PIECE: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[,;:.!?()\[\]“”\"—]")
_EMPTY: Final = frozenset(
    """
    a an the of and or to in on at by for from with without as is are was were be been being it its
    this that these those there their his her they he she we you i our your who whom which what when
    where than then so if but not no nor shall may must will would should can could has have had do
    does did such any all each other same into upon under between within per also
    """.split()  # noqa: SIM905 - a list of a hundred literals reads worse
)


Key = tuple[str, ...]
"""The words of a phrase as counting sees them: without case, without the s of a plural."""

Span = tuple[int, int]
"""Start and end in a target, in code points."""

Word = tuple[int, int, str]
"""Where a word stands in its target, and what counting sees of it; empty where a clause ends."""


class Comparison:
    """Units that runs are compared with, prepared once for many runs.

    Args:
        pairs: sources and targets of units from everywhere; those that hold the run count for
            nothing.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._sources: list[str] = []
        self._targets: list[str] = []
        self._having: dict[str, set[int]] = {}
        for number, (source, target) in enumerate(pairs):
            self._sources.append(match_key(source))
            words = words_of(target)
            self._targets.append(_row(words))
            for word in words:
                self._having.setdefault(word, set()).add(number)

    def without(self, run: str) -> frozenset[int]:
        """Return those of the units that do not hold a run."""
        key = match_key(run)
        return frozenset(n for n, source in enumerate(self._sources) if key not in source)

    def share(self, key: Key, among: frozenset[int]) -> float:
        """Return what share of some of the units has a phrase."""
        having = among.intersection(*(self._having.get(word, set()) for word in key))
        row = _row(key)
        found = sum(row in self._targets[number] for number in having)
        return found / max(len(among), 1)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase, how many holders have it, what share of the others, and one of the holders."""

    key: Key
    units: int
    elsewhere: float
    example: Unit
    span: Span


def renderings(
    run: str, holders: Sequence[Unit], others: Comparison, *, limit: int = 3
) -> tuple[Rendering, ...]:
    """Return the likely translations of a run, best first.

    Args:
        run: the run.
        holders: units whose source holds it, newest first; each target counts once.
        others: what they are compared with.
        limit: at most so many, none of which has a word of another.
    """
    units = {unit.target.casefold(): unit for unit in reversed(holders)}
    found = list(units.values())[::-1]
    if len(found) < FEWEST:
        return ()
    phrases = _phrases(run, found, others)
    order = sorted((-_worth(p, len(found), len(run)), p.key, p) for p in phrases)
    best: list[Rendering] = []
    taken: set[str] = set()
    for _, key, phrase in order:
        score = _score(phrase, len(found))
        if len(best) < limit and score >= LEAST_SCORE and not taken & set(key):
            text = phrase.example.target[slice(*phrase.span)]
            count = phrase.units, len(found), round(score, 3)
            best.append(Rendering(text, *count, phrase.example, phrase.span))
            taken |= set(key) - _EMPTY
    return tuple(best)


def words_of(target: str) -> Key:
    """Return the words of a target as counting sees them."""
    return tuple(word for _, _, word in _words(target) if word)


def _phrases(run: str, units: Sequence[Unit], others: Comparison) -> list[_Phrase]:
    """The phrases that many of the units have, of words that many of them have."""
    targets = [_words(unit.target) for unit in units]
    least = _LEAST_SHARE * len(units)
    having = Counter(word for words in targets for word in {word for _, _, word in words})
    known = {word for word, count in having.items() if count >= least} - _EMPTY - {""}
    shown: dict[Key, dict[str, list[tuple[Unit, Span]]]] = {}
    for unit, words in zip(units, targets, strict=True):
        for key, span in dict(_keys(words, known)).items():
            written = shown.setdefault(key, {}).setdefault(unit.target[slice(*span)], [])
            written.append((unit, span))
    among = others.without(run)
    found: list[_Phrase] = []
    for key, ways in shown.items():
        count = sum(map(len, ways.values()))
        if count >= least:
            example = max(ways.values(), key=len)[0]  # as most of them write it
            found.append(_Phrase(key, count, others.share(key, among), *example))
    return found


def _keys(words: Sequence[Word], known: set[str]) -> Iterator[tuple[Key, Span]]:
    """Yield the phrases of a target made of known and empty words, with their spans."""
    for first, (start, _, begin) in enumerate(words):
        if begin not in known:
            continue
        key: Key = ()
        for _, end, word in words[first : first + LONGEST]:
            if word not in known and word not in _EMPTY:
                break
            key = (*key, word)
            if word in known:
                yield key, (start, end)


def _worth(phrase: _Phrase, units: int, characters: int) -> float:
    expected = max(WORDS_PER_CHARACTER * characters, 1.0)
    length = len(phrase.key)
    fit: float = (min(length, expected) / max(length, expected)) ** _FIT
    return _score(phrase, units) * fit


def _score(phrase: _Phrase, units: int) -> float:
    """From 0 by chance to 1 where all holders have it and nobody else."""
    return max(0.0, phrase.units / units - phrase.elsewhere)


def _row(words: Key) -> str:
    """Words as a text that is in that of a target if they stand there in a row."""
    return f" {' '.join(words)} "


@lru_cache(maxsize=2048)  # what holds one run of a source often holds another one, too
def _words(target: str) -> tuple[Word, ...]:
    return tuple(
        (*match.span(), _stem(match[0]) if match[0][0].isalnum() else "")
        for match in _PIECE.finditer(target)
    )


def _stem(word: str) -> str:
    """A word without case, and without the s of a plural."""
    lower = word.casefold()
    is_plural = len(lower) > len("has") and lower.endswith("s") and not lower.endswith(("ss", "us"))
    return lower[:-1] if is_plural else lower
