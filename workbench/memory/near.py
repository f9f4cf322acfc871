"""Sources of a whole memory that are nearly the same, without comparing each with each.

**What is found.** For shapes of at most `LONGEST` characters, every text that has at least
`percent` % in common with one that came before it, and says something else: one such partner for
each. Texts come by length, the shortest first.

**How.** Two texts of lengths l ≤ L are alike enough if their Levenshtein distance is at most
d = ⌊(100 − percent)·L / 100⌋. Cut the shorter one into more than d parts: d edits cannot touch all
of them, so one part stands in the longer text as it is (the pigeonhole principle). And it stands
near its place: if the edits before it moved it by k, those after it have to move the rest by
(L − l) − k, so that |k| + |L − l − k| ≤ d, that is

    −⌊(d − (L − l)) / 2⌋ ≤ k ≤ ⌊(d + (L − l)) / 2⌋

(Li, Deng, Wang and Feng: Pass-Join, VLDB 2011, section 4). So the parts of all texts lie in tables
by length and place, and each text looks its own substrings up there. For 95 % that are a few dozen
look-ups a sentence; a text of under 20 characters has one part, the whole. Tables of lengths that
no later text can reach are dropped, so that what is held at once is a fraction of the memory.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from workbench.text.similarity import edits_allowed

LONGEST: Final = 400
"""Longer texts are not looked at: they are no sentences."""


class Text(NamedTuple):
    """A text to compare, and what it says: texts that say the same are no pair."""

    number: int
    shape: str
    saying: Hashable


class Pair(NamedTuple):
    """The numbers of two texts that are nearly the same, and how much they have in common."""

    first: int
    second: int
    percent: int


@dataclass(slots=True)
class _Table:
    """The texts of one length by the hashes of their parts: a third of the parts' size."""

    parts: tuple[tuple[int, int], ...]
    by_part: tuple[dict[int, list[Text]], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.by_part = tuple({} for _ in self.parts)

    def add(self, text: Text) -> None:
        for (start, end), known in zip(self.parts, self.by_part, strict=True):
            known.setdefault(hash(text.shape[start:end]), []).append(text)


def near(texts: Iterable[Text], percent: int) -> Iterator[Pair]:
    """Yield a pair for each text that is nearly the same as an earlier one; see the module.

    Args:
        texts: sorted by the length of their shapes.
        percent: how much they must have in common, above 50.
    """
    tables: dict[int, _Table] = {}
    for text in texts:
        length = len(text.shape)
        if not 0 < length <= LONGEST:
            continue
        if length not in tables:
            shortest = length - edits_allowed(length, percent)
            tables = {known: table for known, table in tables.items() if known >= shortest}
            tables[length] = _Table(_parts(length, percent))
        found = _partner(text, tables, edits_allowed(length, percent))
        if found is not None:
            other, distance = found
            yield Pair(other.number, text.number, 100 * (length - distance) // length)
        tables[length].add(text)


def _parts(length: int, percent: int) -> tuple[tuple[int, int], ...]:
    """Return where to cut a text: into one part more than edits to any text that may come later."""
    longest = length * 100 // percent
    count = min(edits_allowed(longest, percent) + 1, length)
    cuts = [length * place // count for place in range(count + 1)]
    return tuple(pairwise(cuts))


def _partner(text: Text, tables: dict[int, _Table], allowed: int) -> tuple[Text, int] | None:
    """Return an earlier text that is alike and says something else, with the distance to it."""
    seen: set[int] = set()
    for length, table in tables.items():
        for other in _candidates(text.shape, length, table, allowed):
            if other.saying == text.saying or other.number in seen:
                continue
            seen.add(other.number)
            distance = Levenshtein.distance(text.shape, other.shape, score_cutoff=allowed)
            if distance <= allowed:
                return other, distance
    return None


def _candidates(shape: str, length: int, table: _Table, allowed: int) -> Iterator[Text]:
    """Yield the texts of a length that share a part with a shape near its place."""
    longer_by = len(shape) - length
    back, on = (allowed - longer_by) // 2, (allowed + longer_by) // 2
    for (start, end), known in zip(table.parts, table.by_part, strict=True):
        size = end - start
        for at in range(max(start - back, 0), min(start + on, len(shape) - size) + 1):
            yield from known.get(hash(shape[at : at + size]), ())
