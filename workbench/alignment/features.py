"""What in a sentence can be recognised in the other language.

Each sentence becomes a set of keys that both languages share: stems (from the lexicon, from Latin
strings, from a machine draft), numbers by value, names by sound, and telling punctuation. A source
has a key with some strength, its expected count in the translation; a target has a key with a
trust, the share of such keys that a faithful translation really carries over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.alignment.lexicon import Lexicon
from workbench.alignment.names import name_keys, sounding
from workbench.alignment.words import stems
from workbench.text.numbers import source_numbers, target_numbers

# A key's first character says of what kind it is; stems begin with a letter or a digit.
NUMBER, MARK, NAME = "#", "?", "@"

_STEM_TRUST: Final = 0.4
_TRUST: Final = {NUMBER: 0.9, MARK: 0.7, NAME: 0.8}
_DRAFT_STRENGTH: Final = 0.5

_SOURCE_MARKS: Final = (
    ("?", "?"), ("？", "?"), ("!", "!"), ("！", "!"), ('"', '"'), ("“", '"'), ("”", '"'),
    ("「", '"'), ("」", '"'), (";", ";"), ("；", ";"), (":", ":"), ("：", ":"), ("…", "…"),
    ("(", "("), ("（", "("), ("—", "-"),
)  # fmt: skip
_TARGET_MARKS: Final = (
    ("?", "?"), ("!", "!"), ('"', '"'), ("“", '"'), ("”", '"'), (";", ";"), (":", ":"),
    ("...", "…"), ("…", "…"), ("(", "("), ("—", "-"), ("–", "-"), (" - ", "-"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Features:
    """The keys of all sentences of two texts.

    Attributes:
        sources: for each source sentence, key → expected count (> 0).
        targets: for each target sentence, key → weight (0–1), 1 for most.
    """

    sources: tuple[Mapping[str, float], ...]
    targets: tuple[Mapping[str, float], ...]


def trust(key: str) -> float:
    """Return the chance (0–1) that a key of this kind is carried over by a faithful translation."""
    return _TRUST.get(key[0], _STEM_TRUST)


def features(
    sources: Sequence[str],
    targets: Sequence[str],
    lexicon: Lexicon,
    drafts: Sequence[str] | None = None,
) -> Features:
    """Return the keys of both texts.

    Args:
        sources: Chinese sentences.
        targets: English sentences.
        lexicon: which stems Chinese words lead one to expect.
        drafts: a machine translation of each source sentence, if there is one; its stems count as
            expected beside those of the lexicon.
    """
    names = [name_keys(text) for text in targets]
    wanted: frozenset[str] = frozenset().union(*names)
    drafted = drafts if drafts is not None else [""] * len(sources)
    return Features(
        tuple(
            _source_keys(text, lexicon, wanted, draft)
            for text, draft in zip(sources, drafted, strict=True)
        ),
        tuple(_target_keys(text, found) for text, found in zip(targets, names, strict=True)),
    )


def _source_keys(
    source: str, lexicon: Lexicon, wanted: frozenset[str], draft: str
) -> dict[str, float]:
    keys = lexicon.expected(source)
    for stem in stems(draft):
        keys[stem] = keys.get(stem, 0.0) + _DRAFT_STRENGTH
    for number in source_numbers(source):
        for value in number.values:
            key = f"{NUMBER}{value}"
            keys[key] = keys.get(key, 0.0) + 1 / len(number.values)
    keys.update((f"{NAME}{key}", chance) for key, chance in sounding(source, wanted).items())
    keys.update((f"{MARK}{mark}", 1.0) for text, mark in _SOURCE_MARKS if text in source)
    return keys


def _target_keys(target: str, names: frozenset[str]) -> dict[str, float]:
    keys = dict.fromkeys(stems(target), 1.0)
    for number in target_numbers(target):
        keys.update((f"{NUMBER}{value}", 1 / len(number.values)) for value in number.values)
    keys.update((f"{NAME}{key}", 1.0) for key in names)
    keys.update((f"{MARK}{mark}", 1.0) for text, mark in _TARGET_MARKS if text in target)
    return keys
