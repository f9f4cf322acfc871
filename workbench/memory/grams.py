"""Bigrams of a source, and how many of them any match worth showing must share with it.

**What is indexed.** A unit's source is brought to its shape (`match_shape(match_key(source))`,
placeholders left out), a start mark is put before it, and each two adjacent characters are one
gram. The k-th occurrence of a bigram in a text is a gram of its own, so that a *set* of grams
counts as the multiset of bigrams does. A shape of n characters has exactly n grams. Its length is
indexed too, as a gram below zero.

**The bound.** Let a and b be two shapes, M the longer length, d their Levenshtein distance. Put the
start mark before both: d does not change, and the longer text has M bigrams. Each edit of one
character takes at most two of them away, for a character stands in at most two. So

    shared ≥ M − 2·d                                        (q-gram lemma, Ukkonen 1992, q = 2)

A similarity of t per cent or more means d ≤ ⌊(100 − t)·M / 100⌋, hence

    shared ≥ M − 2·⌊(100 − t)·M / 100⌋

and a candidate with fewer shared grams cannot reach t. For every t > 50 the right side is at least
1 at every length, so units that share no gram at all need never be looked at: there is no scan for
short texts. But a short text may be contained in very many longer ones; those its length rules out,
for lengths differ by at most d, that is

    shorter ≥ longer − ⌊(100 − t)·longer / 100⌋    or    longer ≤ ⌊100·shorter / t⌋

**Why it holds for what a translator sees.** The final percentage is the plain similarity of the
shapes minus penalties (never plus, but for 101, which needs equal keys), so a unit that reaches the
threshold finally reaches it plainly.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from workbench.text.normalise import match_key, match_shape
from workbench.text.placeholders import without
from workbench.text.similarity import edits_allowed

LOWEST_THRESHOLD: Final = 51
"""The least threshold, in per cent, for which shared grams are a sound filter."""

LONGEST: Final = 10_000
"""A source with a longer shape has no grams: only exact look-up finds it."""

_START: Final = 0x110000  # one past the last code point
_BITS: Final = 21
_JOINING: Final = "0123456789.,…- "
"""What folds together with its neighbours."""


def grams(text: str) -> list[int]:
    """Return the grams of a source text, each once, in the text's order.

    A gram is a non-negative integer below 2**63, stable over time and machines: it is stored. From
    the low bits up: second character, first character (21 bits each), occurrence.
    """
    shape = match_shape(match_key(without(text)))
    if len(shape) > LONGEST:
        return []
    codes = [_START, *map(ord, shape)]
    pairs = [first << _BITS | second for first, second in pairwise(codes)]
    return pairs if len(set(pairs)) == len(pairs) else _numbered(pairs)


def run_grams(run: str) -> list[int]:
    """Return grams that every source holds in which this run of letters stands, anywhere.

    None for a run of one character. What may look otherwise between other neighbours (digits, dots
    and spaces at the run's ends) is left out.
    """
    shape = match_shape(match_key(without(run)).strip(_JOINING))
    return _numbered([ord(first) << _BITS | ord(second) for first, second in pairwise(shape)])


def _numbered(pairs: list[int]) -> list[int]:
    """Return the pairs with the occurrence, from 0, in the bits above each."""
    times: Counter[int] = Counter()
    found: list[int] = []
    for pair in pairs:
        found.append(times[pair] << 2 * _BITS | pair)
        times[pair] += 1
    return found


def least_shared(length: int, threshold: int) -> int:
    """Return how many grams any text must share with one of `length` to reach `threshold` %.

    The other text may have any length: this is the least of the bound over all lengths M of the
    longer one, from `length` to the longest that can still reach the threshold.

    Raises:
        ValueError: the threshold is below `LOWEST_THRESHOLD`, where the bound says nothing.
    """
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold} is below {LOWEST_THRESHOLD}")
    longest = length * 100 // min(threshold, 100)
    return min(m - 2 * edits_allowed(m, threshold) for m in range(length, longest + 1))


def length_gram(length: int) -> int:
    """Return the gram that all texts of a length have, and no others."""
    return -length


def length_grams(length: int, threshold: int) -> list[int]:
    """Return the length grams of all texts that can reach `threshold` % with one of `length`."""
    shortest = length - edits_allowed(length, threshold)
    longest = length * 100 // min(threshold, 100)
    return [length_gram(n) for n in range(max(shortest, 1), longest + 1)]
