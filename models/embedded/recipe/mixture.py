"""Draw one epoch: how often each kind is seen, and how sources are varied.

Promises: an epoch is a pure function of the corpus, the seed and the progress; every own pair and
every glossary term is in every epoch; a variation changes what both sides say alike, or
nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .dictionary import draw
from .frames import PERSON, fill, frames_by_kind, kind_of, sentences
from .numbers import exchange
from .prepare import Corpus, Frame, Pair, Term

SHARES = {
    "tatoeba": (0.40, 0.25),
    "tw-law": (0.10, 0.04),
    "docs": (0.05, 0.03),
    "xquad": (0.4, 0.3),
    "samples": (1.0, 2.0),
    "news": (1.2, 1.8),
    "long": (1.2, 1.6),
    "economy": (1.2, 1.6),
    "diplomacy": (1.2, 1.6),
    "society": (1.2, 1.6),
    "commentary": (1.2, 1.6),
    "practical": (1.0, 1.0),
    "world": (1.2, 1.6),
    "terms": (1.2, 1.6),
    "vocabulary": (1.2, 1.6),
    "context": (1.2, 1.6),
    "numbers": (1.0, 1.0),
}
"""Passes over a kind in one epoch, at the beginning and at the end of training."""

FRAMES_PER_TERM = 1
"""Sentences drawn for each glossary term in each epoch."""

PERSONS = 700
"""Sentences about an invented person in each epoch."""

WORDS = 4_000
"""Pairs of dictionary words in each epoch."""

EXCHANGED = 0.5
"""How many of the pairs have their numbers exchanged."""

_HALF_WIDTH = str.maketrans(
    {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}
)
_FULL_WIDTH_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one epoch is drawn from: the corpus, its terms by source, its frames by kind."""

    corpus: Corpus
    terms: tuple[Term, ...]
    by_kind: dict[str, tuple[Term, ...]]
    frames: dict[str, tuple[Frame, ...]]

    @classmethod
    def of(cls, corpus: Corpus) -> Epoch:
        """Index ``corpus``: the longest terms first, so that substitution prefers them."""
        terms = tuple(sorted(corpus.terms, key=lambda term: (-len(term.source), term.source)))
        frames = frames_by_kind(corpus.frames)
        by_kind = {kind: tuple(term for term in terms if kind_of(term) == kind) for kind in frames}
        return cls(corpus, terms, by_kind, frames)

    def draw(self, seed: int, progress: float, *, plain: bool = False) -> list[Pair]:
        """The pairs of one epoch, shuffled; ``progress`` runs from 0 to 1 over the training.

        ``plain`` leaves the sources as they are, which is what pieces are learned from.
        """
        chance = random.Random(seed)
        words = draw(self.corpus.words, chance, WORDS)
        drawn = [*self._pairs(chance, progress), *self._terms(chance), *self._persons(chance)]
        drawn += [Pair("words", source, target) for source, target in words]
        varied = drawn if plain else [self._vary(pair, chance) for pair in drawn]
        chance.shuffle(varied)
        return varied

    def _pairs(self, chance: random.Random, progress: float) -> Iterator[Pair]:
        for pair in self.corpus.training:
            first, last = SHARES.get(pair.kind, (1.0, 1.0))
            wanted = first + (last - first) * progress
            for _ in range(int(wanted) + (chance.random() < wanted % 1)):
                yield pair

    def _terms(self, chance: random.Random) -> Iterator[Pair]:
        for kind, terms in self.by_kind.items():
            for term in terms:
                if chance.random() < 0.25:
                    yield Pair("term", term.source, term.target)
                yield from sentences(term, terms, self.frames[kind], chance, FRAMES_PER_TERM)

    def _persons(self, chance: random.Random) -> Iterator[Pair]:
        names, frames = self.corpus.names, self.frames[PERSON]
        if names.surnames and frames:
            for _ in range(PERSONS):
                terms = tuple(Term(*names.draw(chance), PERSON) for _ in range(2))
                yield fill(chance.choice(frames), (terms[0], terms[1]))

    def _vary(self, pair: Pair, chance: random.Random) -> Pair:
        if chance.random() < EXCHANGED:
            pair = exchange(pair, chance)
        source = pair.source
        own = pair.kind not in {"tatoeba", "tw-law", "docs", "xquad"}
        if own and chance.random() < 0.22:
            source = self.substitute(source, pair.target, chance)
        return Pair(pair.kind, vary_characters(source, chance), pair.target)

    def substitute(self, source: str, target: str, chance: random.Random) -> str:
        """``source`` with one glossary term replaced by the English that ``target`` has for it."""
        usable = [
            term
            for term in self.terms
            if term.source in source and term.target in target and term.source != source
        ]
        if not usable:
            return source
        term = usable[0] if chance.random() < 0.6 else chance.choice(usable)
        gap = chance.choice(("", " ", " ", " "))
        return source.replace(term.source, f"{gap}{term.target}{gap}").strip()


def vary_characters(source: str, chance: random.Random) -> str:
    """``source`` as untidy documents have it: half-width marks, no full stop, wide digits."""
    if chance.random() < 0.10:
        source = source.translate(_HALF_WIDTH)
    if chance.random() < 0.08 and len(source) > 2:
        source = source.rstrip("。.")
    if chance.random() < 0.04:
        source = source.translate(_FULL_WIDTH_DIGITS)
    return source
