"""Concordance: units that hold the words that a translator asks about, in either language.

Words are compared as matching compares them (width, script, case fold), and what is found is a span
of the text as it stands. Chinese words are found anywhere, for nothing tells where one begins;
words of other scripts only at the beginning of a word: `port` finds `ports` and not `report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from workbench.core.memory import Found, Unit
from workbench.text.folding import fold

SearchSide = Literal["source", "target", "both"]
"""Where to look; with `both`, some words may stand in the source and the others in the target."""

Spans = tuple[tuple[int, int], ...]

SPACED: Final = "a-z0-9À-ʯͰ-ϿЀ-ӿ"
"""Folded letters and digits of scripts that put spaces between words, for a character class."""

_WORDS: Final = re.compile(r'"([^"]+)"|([^\s"]+)')


def words(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, each once; words in double quotes are one phrase."""
    found = [
        " ".join((phrase or word).split()) for phrase, word in _WORDS.findall(fold(query).text)
    ]
    return tuple(dict.fromkeys(word for word in found if word))


def search(
    query: str, units: Iterable[Unit], *, side: SearchSide = "both", limit: int = 50
) -> tuple[Found, ...]:
    """Return the units that hold every word of the query, in the order given, at most `limit`.

    A query without any word finds nothing.
    """
    wanted = [_pattern(word) for word in words(query)]
    found: list[Found] = []
    for unit in units if wanted else ():
        if len(found) >= limit:
            break
        in_source = _look(wanted, unit.source if side != "target" else "")
        in_target = _look(wanted, unit.target if side != "source" else "")
        if all(one or other for one, other in zip(in_source, in_target, strict=True)):
            found.append(Found(unit, _merge(in_source), _merge(in_target)))
    return tuple(found)


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a folded word; its spaces stand for any white space."""
    text = r"\s+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<![{SPACED}]){text}" if re.match(f"[{SPACED}]", word) else text)


def _look(wanted: list[re.Pattern[str]], text: str) -> list[list[tuple[int, int]]]:
    """Return, for each word, the spans of `text` where it stands."""
    folded = fold(text)
    return [[folded.span(*hit.span()) for hit in word.finditer(folded.text)] for word in wanted]


def _merge(spans_of_words: list[list[tuple[int, int]]]) -> Spans:
    """Return all spans in order, overlapping and touching ones joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for spans in spans_of_words for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
