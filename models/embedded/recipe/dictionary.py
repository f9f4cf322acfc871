"""Choose words and their English from CC-CEDICT: the commonest ones, with a gloss one can use.

Sentences that are open to train on lack most words of news; a dictionary has them. Promises: the
choice is a pure function of the two files; a gloss is a word or a short phrase, never an
explanation.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS = 30_000
"""Words kept, the commonest first."""

LEARNED_ANYWAY = 300
"""The very commonest words stand in every sentence, mostly in other senses than the first gloss."""

HALVED_AFTER = 3_000
"""The rank at which a word is drawn half as often as the commonest."""

_ENTRY = re.compile(r"^\S+ (\S+) \[[^\]]*\] /(.+)/\s*$")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_NO_GLOSS = re.compile(
    r"^(?:CL:|also |abbr\.|see |variant of|old variant|used |surname |erhua|Japanese variant|lit\.|"
    r"fig\.|same as|equivalent|archaic|classifier|one of |indicat|name of|suffix|prefix)"
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z' .-]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,9}")
_LONGEST = 4
"""Words of a gloss beyond which it explains rather than translates."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its part of speech (``n``, ``v``, ``a`` …) and up to two ways to say it."""

    source: str
    tag: str
    glosses: tuple[str, ...]


def choose(dictionary: Path, frequencies: Path, size: int = WORDS) -> list[Word]:
    """The ``size`` commonest words that ``dictionary`` translates, the commonest first.

    ``dictionary`` is CC-CEDICT (``traditional simplified [pinyin] /gloss/…/``, plain or gzip);
    ``frequencies`` has ``word count tag`` in each line, as jieba's dictionary does.
    """
    glosses = _read_glosses(dictionary)
    counted = []
    for line in frequencies.read_text("utf-8").splitlines():
        word, count, tag = line.rsplit(" ", 2)
        if word in glosses:
            counted.append((-int(count), word, tag[:1]))
    kept = sorted(counted)[LEARNED_ANYWAY:][:size]
    return [Word(word, tag, glosses[word]) for _, word, tag in kept]


def draw(words: tuple[Word, ...], chance: random.Random, n: int) -> Iterator[tuple[str, str]]:
    """``n`` pairs, common words oftener: half single words, half lists of words of one kind."""
    by_tag: dict[str, list[Word]] = {}
    for word in words:
        by_tag.setdefault(word.tag, []).append(word)
    weights = [1.0 / (rank + HALVED_AFTER) for rank in range(len(words))]
    for first in chance.choices(words, weights, k=n) if words else ():
        others = chance.choices(by_tag[first.tag], k=chance.choice((0, 0, 0, 1, 2, 3)))
        yield _listed([first, *others], chance)


def _listed(words: list[Word], chance: random.Random) -> tuple[str, str]:
    """A list as both languages write it: ``甲、乙和丙``, ``a, b and c``."""
    english = [chance.choice((word.glosses[0], *word.glosses)) for word in words]
    if len(words) == 1:
        return words[0].source, english[0]
    joint = chance.choice("和和、与")
    chinese = "、".join(word.source for word in words[:-1]) + joint + words[-1].source
    return chinese, ", ".join(english[:-1]) + f" and {english[-1]}"


def _read_glosses(path: Path) -> dict[str, tuple[str, ...]]:
    opened = gzip.open if path.suffix == ".gz" else open
    found: dict[str, tuple[str, ...]] = {}
    with opened(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            entry = _ENTRY.match(line)
            if entry and _CHINESE.fullmatch(entry[1]):
                usable = tuple(_usable(entry[2].split("/")))
                found[entry[1]] = tuple(dict.fromkeys((*found.get(entry[1], ()), *usable)))[:2]
    return {word: glosses for word, glosses in found.items() if glosses}


def _usable(glosses: Iterable[str]) -> Iterator[str]:
    for gloss in glosses:
        for part in gloss.split(";"):
            short = _ASIDE.sub(" ", part).strip().removeprefix("to ")
            brief = len(short.split()) <= _LONGEST
            if brief and _PLAIN.fullmatch(short) and not _NO_GLOSS.match(short):
                yield short
