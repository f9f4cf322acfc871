"""Bigrams of a source, and how many of them any match worth showing must share with it.

**What is indexed.** A unit's source is brought to its shape (`match_shape(match_key(source))`,
placeholders left out), a start mark is put before it, and each two adjacent characters are one
gram. The k-th occurrence of a bigram in a text is a gram of its own, so that a *set* of grams
counts as the multiset of bigrams does. A shape of n characters has exactly n grams.

**The bound.** Let a and b be two shapes, M the longer length, d their Levenshtein distance. Put the
start mark before both: d does not change, and the longer text has M bigrams. Each edit of one
character takes at most two of them away, for a character stands in at most two. So

    shared ≥ M − 2·d                                        (q-gram lemma, Ukkonen 1992, q = 2)

A similarity of t per cent or more means d ≤ ⌊(100 − t)·M / 100⌋, hence

    shared ≥ M − 2·⌊(100 − t)·M / 100⌋

and a candidate with fewer shared grams cannot reach t. For every t > 50 the right side is at least
1 at every length, so units that share no gram at all need never be looked at: there is no scan for
short texts. But a short text may be contained in very many longer ones; those their lengths m and n
rule out, for d ≥ |n − m|. Both together bound what two texts can be alike in per cent, before
either is looked at:

    d ≥ max(|n − m|, ⌈(M − shared) / 2⌉)        similarity ≤ ⌊100·(M − d) / M⌋

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

START: Final = 0x110000
"""What stands before a shape: one past the last code point."""

BITS: Final = 21
"""Of a character in a gram."""

_JOINING: Final = "0123456789.,…-<> "
"""What folds together with its neighbours."""


def shape_of(text: str, key: str | None = None) -> str:
    """Return the shape of a source text: what the index knows of it, and what is compared.

    Args:
        text: the source.
        key: its match key, where that is known already.
    """
    if key is None or "{" in text:
        key = match_key(without(text))
    return match_shape(key)


def grams(text: str) -> list[int]:
    """Return the grams of a source text, each once, in the text's order.

    A gram is a non-negative integer below 2**63, stable over time and machines: it is stored. From
    the low bits up: second character, first character (21 bits each), occurrence.
    """
    return shape_grams(shape_of(text))


def shape_grams(shape: str) -> list[int]:
    """Return the grams of a text by its shape."""
    if len(shape) > LONGEST:
        return []
    codes = [START, *map(ord, shape)]
    pairs = [first << BITS | second for first, second in pairwise(codes)]
    return pairs if len(set(pairs)) == len(pairs) else _numbered(pairs)


def run_grams(run: str) -> list[int]:
    """Return grams that every source holds in which this run of letters stands, anywhere.

    None for a run of one character. What may look otherwise between other neighbours (digits, dots
    and spaces at the run's ends) is left out.
    """
    shape = match_shape(match_key(without(run)).strip(_JOINING))
    return _numbered([ord(first) << BITS | ord(second) for first, second in pairwise(shape)])


def _numbered(pairs: list[int]) -> list[int]:
    """Return the pairs with the occurrence, from 0, in the bits above each."""
    times: Counter[int] = Counter()
    found: list[int] = []
    for pair in pairs:
        found.append(times[pair] << 2 * BITS | pair)
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
