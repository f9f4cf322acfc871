"""The words of a target, and which stretches of the source they render.

What is known comes from an alignment of words, which errs, and from translations of a few words
that stand in the target as they are, which are believed more. Promises: articles render nothing;
whatever a word is linked with counts, for and against a stretch.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from workbench.text.nesting import Node
from workbench.text.placeholders import without
from workbench.text.placing import WORD, rendering

Span = tuple[int, int]
Link = tuple[Span, Span]
"""Where a word of the source stands, placeholders counted, and a word that renders it."""

_ARTICLES: Final = frozenset({"a", "an", "the", "of"})
"""Words that Chinese has not: a link to one of them says nothing."""


class RenderedWords:
    """The words of a target.

    Attributes:
        spans: where each of them stands.
    """

    def __init__(self, source: str, target: str, links: Sequence[Link]) -> None:
        """Take the words of `target`, and what they render of `source` by these links."""
        self._source, self._target = source, target
        self.spans = [match.span() for match in WORD.finditer(target)]
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]
        self._links = sorted(
            {
                (one, word)
                for one, other in links
                for word in self._in(other)
                if not self._is_article(word)
            }
        )

    def _in(self, span: Span) -> range:
        """Return the words that a stretch of the target has a part of."""
        return range(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1]))

    def learn(self, root: Node, known: Mapping[str, str]) -> None:
        """Believe the translations of what pairs enclose more than the links.

        A word of such a translation is linked with nothing outside of its pair any more.
        """
        learnt: dict[int, Span] = {}
        self._learn(root, known, learnt)
        fit = {
            (span, word)
            for span, word in self._links
            if word not in learnt or learnt[word][0] <= span[0] < learnt[word][1]
        }
        linked = {word for _, word in fit}
        fit |= {(inner, word) for word, inner in learnt.items() if word not in linked}
        self._links = sorted(fit)

    def _learn(self, node: Node, known: Mapping[str, str], learnt: dict[int, Span]) -> None:
        """Note for each word of a known translation which pair it belongs to, the innermost."""
        for child in node.nodes:
            if child.encloses:
                text = without(self._source[slice(*child.inner)]).strip()
                span = rendering(known.get(text, ""), self._target)
                for word in self._in(span) if span is not None else ():
                    start, end = learnt.get(word, node.inner)
                    if start <= child.inner[0] < end:
                        learnt[word] = child.inner
                self._learn(child, known, learnt)

    def weights(self, inner: Span, words: range) -> list[float]:
        """Return how far each of these words renders a stretch of the source: from 1 to -1."""
        ours, others = [0] * len(words), [0] * len(words)
        for (start, _), word in self._links:
            if word in words:
                found = ours if inner[0] <= start < inner[1] else others
                found[word - words.start] += 1
        return [(o - n) / (o + n) if o + n else 0.0 for o, n in zip(ours, others, strict=True)]

    def name(self, weights: Sequence[float | None], words: range, run: Span) -> Span:
        """Return a run of words with the rest of the name that it begins, goes on or ends with.

        A name is what has capitals and is linked with nothing else (`Red | Pine Initiative`). The
        first word of the target has one anyway.

        Args:
            weights: of `words`; None for those that are taken.
            words: a stretch of the target.
            run: ranks among `words`, from and up to.
        """
        first, last = run
        free = [
            weight == 0 and (self._has_capital(word) or self._joins(word))
            for word, weight in zip(words, weights, strict=True)
        ]
        if self._has_capital(words[last - 1]):
            while last < len(words) and free[last]:
                last += 1
        if self._has_capital(words[first]):
            while first > 0 and free[first - 1] and words[first - 1] > 0:
                first -= 1
        while self._joins(words[last - 1]) and last > run[1]:
            last -= 1
        while self._joins(words[first]) and first < run[0]:
            first += 1
        return first, last

    def _has_capital(self, word: int) -> bool:
        return self._target[self.spans[word][0]].isupper() and not self._is_article(word)

    def _joins(self, word: int) -> bool:
        return self._target[slice(*self.spans[word])] == "of"

    def _is_article(self, word: int) -> bool:
        return self._target[slice(*self.spans[word])].lower() in _ARTICLES

    def linked(self, inner: Span, words: range) -> list[tuple[Span, int]]:
        """Return the words of a stretch of the source that some of these words render."""
        return [
            (span, word)
            for span, word in self._links
            if inner[0] <= span[0] < inner[1] and word in words
        ]

    def cover(self, inner: Span) -> float:
        """Return which share of the letters of a stretch of the source is rendered by any word."""
        spans = {span for span, _ in self._links if inner[0] <= span[0] < inner[1]}
        text = without(self._source[slice(*inner)])
        return sum(end - start for start, end in spans) / max(sum(map(str.isalnum, text)), 1)


def is_unknown(weights: Sequence[float | None]) -> bool:
    """Return whether none of some words is taken, or renders something else."""
    return all(weight is not None and weight >= 0 for weight in weights)


def best_run(weights: Sequence[float | None]) -> tuple[float, int, int]:
    """Return the sum and the ends of the run that weighs most, the longest of equal ones.

    It begins and ends with something that weighs; None ends every run.
    """
    best, sum_, first = (0.0, 0, 0), 0.0, 0
    for at, weight in enumerate(weights):
        if weight is None or sum_ + weight < 0:
            sum_, first = 0.0, at + 1
            continue
        if sum_ == 0.0 and weight <= 0 and first == at:
            first = at + 1
            continue
        sum_ += weight
        if weight > 0 and (sum_, at + 1 - first) > (best[0], best[2] - best[1]):
            best = (sum_, first, at + 1)
    return best
