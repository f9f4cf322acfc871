"""Finds a term's English target in a translation, inflected forms accepted.

`machine tools` satisfies `machine tool`, `established diplomatic ties` satisfies `establish
diplomatic ties`, `the People’s Bank of China` satisfies `People's Bank of China`; `multi-polar`,
`multi polar` and `multipolar` are one. Articles do not matter, nor does case, abbreviations aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.terminology.english import ARTICLES, Word, words

_SENTENCE_END = re.compile(r"[.!?;:]\s")  # no term runs on from one sentence into the next


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a term's target stands in a translation.

    Attributes:
        start, end: its span in the translation, in code points.
        exact: whether it stands there as the glossary has it, case, spaces and hyphens aside, and
            not in another form or spelling.
    """

    start: int
    end: int
    exact: bool


def occurrences(term: str, text: str) -> tuple[Occurrence, ...]:
    """Return where `term` occurs in the English `text`, in order, not overlapping.

    Args:
        term: an English target of the glossary.
        text: a translation.
    """
    wanted, held = _wanted(term), words(text)
    if not wanted:
        return ()
    found: list[Occurrence] = []
    at = 0
    while at < len(held):
        match = _match(wanted, held, at)
        if match is None:
            at += 1
            continue
        start, end = held[at].start, _without_possessive(held[match[0] - 1], text)
        if not _SENTENCE_END.search(text, start, end) or _SENTENCE_END.search(term):
            found.append(Occurrence(start, end, match[1]))
        at = match[0]
    return tuple(found)


@lru_cache(maxsize=65536)
def _wanted(term: str) -> tuple[Word, ...]:
    every = words(term)
    content = tuple(word for word in every if word.form not in ARTICLES or word.capitals)
    return content or every


def _without_possessive(word: Word, text: str) -> int:
    """Leave the `'s` of `China's` out, but the dots of `U.S.` in."""
    tail = text[word.start : word.end]
    for ending in ("'s", "’s"):
        if tail.lower().endswith(ending) and len(word.form) <= len(tail) - len(ending):
            return word.end - len(ending)
    return word.end


def _match(wanted: Sequence[Word], held: Sequence[Word], at: int) -> tuple[int, bool] | None:
    """Match a term's words from `held[at]` on; return the end and whether all are exact."""
    exact = True
    which = 0
    while which < len(wanted):
        if at >= len(held):
            return None
        if which and held[at].form in ARTICLES and wanted[which].form not in ARTICLES:
            at += 1
            continue
        step = _step(wanted, which, held, at)
        if step is None:
            return None
        which, at, same = which + step[0], at + step[1], step[2]
        exact = exact and same
    return at, exact


def _step(
    wanted: Sequence[Word], which: int, held: Sequence[Word], at: int
) -> tuple[int, int, bool] | None:
    """Return how many words of the term and of the text are one, and whether they are exact."""
    one, two = wanted[which], held[at]
    if _same(one, two):
        return 1, 1, one.form == two.form
    if which + 1 < len(wanted) and one.form + wanted[which + 1].lemma == two.lemma:
        return 2, 1, one.form + wanted[which + 1].form == two.form
    if at + 1 < len(held) and two.form + held[at + 1].lemma == one.lemma:
        return 1, 2, two.form + held[at + 1].form == one.form
    return None


def _same(wanted: Word, held: Word) -> bool:
    if wanted.is_abbreviation and not held.capitals:
        return False
    return wanted.form == held.form or wanted.lemma == held.lemma
