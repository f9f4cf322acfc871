"""General sentences, by which one sees whether a tuned model has forgotten what it could do.

They are the sample texts that ship with the workbench and have a translation by a person (a report
of a summit, a story, a notice of an authority), sentence by sentence. Half of them, chosen by the
hash of the source, are there to be mixed into training; the other half only judges. The embedded
model has seen them in its own training, other models have not: what counts is what changes.
"""

from __future__ import annotations

from functools import cache

from workbench.engines.tuning.pairs import Corpus, Pair, cleaned, rank
from workbench.resources import shipped
from workbench.segmentation import chinese, english

_TEXTS = ("summit", "village", "notice")


@cache
def general() -> Corpus:
    """The general pairs, Chinese to English: `training` may be rehearsed, `held_out` judges."""
    pairs = [found for pair in _pairs() if (found := cleaned(pair)) is not None]
    ranked = sorted(pairs, key=lambda pair: (rank(pair.source), pair.source))
    return Corpus(tuple(ranked[1::2]), tuple(ranked[::2]))


def _pairs() -> list[Pair]:
    """The sentences of the paragraphs that have as many in both languages."""
    found = []
    for name in _TEXTS:
        texts = (_paragraphs(f"{name}.txt"), _paragraphs(f"{name}.en.txt"))
        for source, target in zip(*texts, strict=True):
            sources, targets = chinese.sentences(source), english.sentences(target)
            if len(sources) == len(targets):
                found += [Pair(one, other) for one, other in zip(sources, targets, strict=True)]
    return found


def _paragraphs(name: str) -> list[str]:
    lines = (shipped("seeds") / name).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip()]
