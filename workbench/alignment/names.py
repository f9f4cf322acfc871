"""Recognises Chinese names in English by their sound.

Names are what two texts share most surely and what no word table knows: 周海宁 is *Zhou Haining*.
A capitalised English word that reads as one to three neighbouring Chinese characters in pinyin
(without tones; ü as u or yu) is evidence that the sentences belong together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
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
    tails = _tails(wanted)
    readings = [_syllables().get(char, ()) for char in source]
    found: dict[str, float] = {}
    for start, syllables in enumerate(readings):
        for head in syllables:
            for tail in tails.get(head, ()):
                length = 1 + _spelt(tail, readings[start + 1 : start + _LONGEST])
                if length:
                    key = head + tail
                    found[key] = max(found.get(key, 0.0), _CHANCES[length])
    return found


def _spelt(tail: str, readings: Sequence[tuple[str, ...]]) -> int:
    """Return with how many characters the rest of a name can be read, -1 if it cannot."""
    if not tail:
        return 0
    for syllable in readings[0] if readings else ():
        if tail.startswith(syllable):
            rest = _spelt(tail.removeprefix(syllable), readings[1:])
            if rest >= 0:
                return rest + 1
    return -1


@lru_cache(maxsize=4)
def _tails(wanted: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return for each syllable what may follow it in the `wanted` keys that begin with it."""
    known = {syllable for readings in _syllables().values() for syllable in readings}
    tails: dict[str, list[str]] = {}
    for key in sorted(wanted):
        for end in range(1, min(len(key), _LONGEST_SYLLABLE) + 1):
            if key[:end] in known and _is_spelling(key[end:], known):
                tails.setdefault(key[:end], []).append(key[end:])
    return {syllable: tuple(rest) for syllable, rest in tails.items()}


def _is_spelling(tail: str, known: Set[str], syllables: int = _LONGEST - 1) -> bool:
    """Whether a key's rest can be cut into at most so many syllables."""
    return not tail or (
        syllables > 0
        and any(
            tail[:end] in known and _is_spelling(tail[end:], known, syllables - 1)
            for end in range(1, min(len(tail), _LONGEST_SYLLABLE) + 1)
        )
    )


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
