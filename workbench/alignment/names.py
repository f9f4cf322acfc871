"""Recognises Chinese names in English by their sound.

Names are what two texts share most surely and what no word table knows: 周海宁 is *Zhou Haining*.
A capitalised English word that reads as one to three neighbouring Chinese characters in pinyin
(without tones; ü as u or yu) is evidence that the sentences belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from workbench.resources import shipped

_NAME: Final = re.compile(r"[A-Z][a-z]+(?:['’-][a-z]+)*")
_JOINTS: Final = re.compile("['’-]")
_LONGEST: Final = 3
_LONGEST_SYLLABLE: Final = 6
# One syllable fits some character of most sentences; two hardly ever do by chance.
_CHANCES: Final = {1: 0.3, 2: 1.0, 3: 1.0}


def name_keys(target: str) -> frozenset[str]:
    """Return the capitalised words of an English text, in lower case and without joints."""
    words = (re.sub("['’]s$", "", word) for word in _NAME.findall(target))
    return frozenset(_JOINTS.sub("", word).lower() for word in words)


def sounding(source: str, wanted: frozenset[str]) -> dict[str, float]:
    """Return which of the `wanted` keys can be read in `source`, with the trust in each (0–1)."""
    spellings = _spellings(wanted)
    readings = [_syllables().get(char, ()) for char in source]
    found: dict[str, float] = {}
    for start in range(len(source)):
        begun: Sequence[_Spelling] = (spellings,)
        for length, syllables in enumerate(readings[start : start + _LONGEST], start=1):
            begun = [s.longer[syl] for s in begun for syl in syllables if syl in s.longer]
            for key in (spelling.key for spelling in begun if spelling.key):
                found[key] = max(found.get(key, 0.0), _CHANCES[length])
    return found


@dataclass(slots=True)
class _Spelling:
    """A way to begin some keys: the key that ends here, if one does, and how others go on."""

    key: str = ""
    longer: dict[str, _Spelling] = field(default_factory=dict)


@lru_cache(maxsize=4)
def _spellings(wanted: frozenset[str]) -> _Spelling:
    """Return all ways to spell the `wanted` keys in one to three syllables, as a tree."""
    known = frozenset(syllable for readings in _syllables().values() for syllable in readings)
    root = _Spelling()
    for key in wanted:
        for syllables in _cuts(key, known, _LONGEST):
            node = root
            for syllable in syllables:
                node = node.longer.setdefault(syllable, _Spelling())
            node.key = key
    return root


def _cuts(key: str, known: Set[str], most: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut a key into one to `most` known syllables."""
    if key in known:
        yield (key,)
    for end in range(1, min(len(key) - 1, _LONGEST_SYLLABLE) + 1) if most > 1 else ():
        if key[:end] in known:
            yield from ((key[:end], *rest) for rest in _cuts(key[end:], known, most - 1))


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Return the readings of each character of the shipped table; read once."""
    path = shipped("models") / "alignment" / "pinyin.tsv"
    readings: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        syllable, chars = line.split("\t")
        for char in chars:
            readings.setdefault(char, []).append(syllable)
    return {char: tuple(found) for char, found in readings.items()}
