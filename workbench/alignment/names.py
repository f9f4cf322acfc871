"""Recognises Chinese names in English by their sound.

Names are what two texts share most surely and what no word table knows: 周海宁 is *Zhou Haining*.
A capitalised English word that reads as one to three neighbouring Chinese characters in pinyin
(without tones; ü as u or yu) is evidence that the sentences belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Final

from workbench.resources import shipped

_NAME: Final = re.compile(r"[A-Z][a-z]+(?:['’-][a-z]+)*")
_JOINTS: Final = re.compile("['’-]")
_LONGEST: Final = 3
# One syllable fits some character of most sentences; two hardly ever do by chance.
_CHANCES: Final = {1: 0.3, 2: 1.0, 3: 1.0}


def name_keys(target: str) -> frozenset[str]:
    """Return the capitalised words of an English text, in lower case and without joints."""
    words = (re.sub("['’]s$", "", word) for word in _NAME.findall(target))
    return frozenset(_JOINTS.sub("", word).lower() for word in words)


def sounding(source: str, wanted: Iterable[str]) -> dict[str, float]:
    """Return which of the `wanted` keys can be read in `source`, with the trust in each (0–1)."""
    keys = wanted if isinstance(wanted, (set, frozenset)) else frozenset(wanted)
    readings = [_syllables().get(char, ()) for char in source]
    found: dict[str, float] = {}
    for start in range(len(source)):
        for length in range(1, _LONGEST + 1):
            window = readings[start : start + length]
            if len(window) < length or not window[-1]:
                break
            for key in map("".join, product(*window)):
                if key in keys:
                    found[key] = max(found.get(key, 0.0), _CHANCES[length])
    return found


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
