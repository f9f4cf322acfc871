"""Puts a source's placeholders where a translation has the words that they stood at.

Where English turns the order of the Chinese round, its placeholders turn with it. Promises: every
placeholder is there exactly once, and the words are as they were; what nested still nests; a pair
has around it the words that render what it enclosed; none is inside a word; what nothing stood
before or after in the source has nothing before or after it. Where too little is known of which
word renders which, there is no answer (see `text/placing.py`, which needs less and keeps the
order of the source).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.text.codepoints import is_wordless
from workbench.text.nesting import Node, Pairs, tree
from workbench.text.placeholders import without
from workbench.text.placing import WORD, Placed, rendering

Span = tuple[int, int]
Link = tuple[Span, Span]
"""Where a word of the source stands, placeholders counted, and a word that renders it."""

COVERED: Final = 0.5
"""Share of a pair's characters that must have been found in the target for it to be no guess."""

FAR: Final = 3
"""Characters to the next known word from which on the place of a lone placeholder is a guess."""

_ARTICLES: Final = frozenset({"a", "an", "the", "of"})
"""Words that Chinese has not: a link to one of them says nothing."""

_OPENERS: Final = "\"'“‘([{«—$€£¥"
_MARKS: Final = "\"'”’)]}».,;:!?…—%"


class _UnknownError(Exception):
    """Too little is known of the words."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of the target: offsets `[start, end)`, and its words by their ranks."""

    start: int
    end: int
    words: range


def arrange(
    source: str,
    target: str,
    links: Sequence[Link],
    pairs: Pairs,
    known: Mapping[str, str] | None = None,
) -> Placed | None:
    """Return the target with the source's placeholders; None where the links do not tell enough.

    Args:
        source: with placeholders.
        target: its translation, without placeholders.
        links: which words render each other; a word may be in several, or in none.
        pairs: which of the placeholders open and close something; the others stand alone.
        known: translations of what pairs enclose, which may occur in the target.
    """
    parsed = tree(source, pairs)
    if parsed is None:
        return None
    root, halves = parsed
    words = _Words(source, target, links)
    if not words.spans:
        return None
    words.learn(root, known or {})
    try:
        text = words.inside(root, _Place(0, len(target), range(len(words.spans))))
    except _UnknownError:
        return None
    return Placed(text, words.is_guess) if halves.are_kept(text) else None


class _Words:
    """The words of a target, and what of the source they render."""

    def __init__(self, source: str, target: str, links: Sequence[Link]) -> None:
        self._source, self._target = source, target
        self.spans = [match.span() for match in WORD.finditer(target)]
        self.is_guess = False
        starts, ends = [start for start, _ in self.spans], [end for _, end in self.spans]
        self._starts, self._ends = starts, ends
        self._links = sorted(
            {
                (one, word)
                for one, other in links
                for word in self._in(other)
                if target[slice(*self.spans[word])].lower() not in _ARTICLES
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

    def inside(self, node: Node, place: _Place) -> str:
        """Return a stretch of the target with the placeholders that the node has inside."""
        found = self._pairs(node, place)
        items = [(one.start, one.end, rank) for rank, one in found.items()]
        for rank, child in enumerate(node.nodes):
            if not child.encloses:
                at = self._alone(node, rank, place, found)
                items.append((at, at, rank))
        pieces: list[str] = []
        at = place.start
        for start, end, rank in sorted(items):
            child = node.nodes[rank]
            within = self.inside(child, found[rank]) if child.encloses else ""
            pieces += (self._target[at:start], child.opening, within, child.closing)
            at = end
        return "".join((*pieces, self._target[at : place.end]))

    def _pairs(self, node: Node, place: _Place) -> dict[int, _Place]:
        """Return the place of each pair among a node's, by its rank; no two have a word in common.

        Raises:
            _UnknownError: no free word renders what one of them encloses.
        """
        weights = {
            rank: self._weights(child, place)
            for rank, child in enumerate(node.nodes)
            if child.encloses
        }
        order = sorted(weights, key=lambda rank: -_best(weights[rank])[0])
        taken: dict[int, range] = {}
        for rank in order:
            free = [
                None if any(number in words for words in taken.values()) else weight
                for number, weight in enumerate(weights[rank], place.words.start)
            ]
            best, first, last = _best(free)
            if best <= 0:
                raise _UnknownError
            first, last = self._reached(node, rank, free, (first, last))
            taken[rank] = range(first + place.words.start, last + place.words.start)
            self._doubt(node.nodes[rank], taken[rank], weights[rank], place)
        return self._places(node, place, taken)

    def _weights(self, child: Node, place: _Place) -> list[float]:
        """Return how far each word of a place renders what a pair encloses: from 1 to -1."""
        ours, others = [0] * len(place.words), [0] * len(place.words)
        for (start, _), word in self._links:
            if word in place.words:
                is_ours = child.inner[0] <= start < child.inner[1]
                (ours if is_ours else others)[word - place.words.start] += 1
        return [(o - n) / (o + n) if o + n else 0.0 for o, n in zip(ours, others, strict=True)]

    def _reached(self, node: Node, rank: int, weights: Sequence[float | None], words: Span) -> Span:
        """Return the words of a pair with those that nothing is known of, up to an edge.

        That is so only where it has no word between itself and that edge in the source; they are
        few beside its own, unless it goes from edge to edge.
        """
        child, (first, last) = node.nodes[rank], words
        is_first = self._is_wordless(node.inner[0], child.start)
        is_last = self._is_wordless(child.end, node.inner[1])
        most = len(weights) if is_first and is_last else max(1, (last - first) // 2)
        if is_first and first <= most and _is_unknown(weights[:first]):
            first = 0
        if is_last and len(weights) - last <= most and _is_unknown(weights[last:]):
            last = len(weights)
        return first, last

    def _places(self, node: Node, place: _Place, taken: dict[int, range]) -> dict[int, _Place]:
        """Return the places of pairs: their words, with the marks that belong to them."""
        found: dict[int, _Place] = {}
        least = place.start
        for rank, words in sorted(taken.items(), key=lambda item: item[1].start):
            child = node.nodes[rank]
            start, end = self.spans[words[0]][0], self.spans[words[-1]][1]
            inner = without(self._source[slice(*child.inner)]).strip()
            if words[0] == place.words[0] and self._is_empty(node.inner[0], child.start):
                start = place.start
            elif not inner[0].isalnum():
                start = self._back(start, least)
            if words[-1] == place.words[-1] and self._is_empty(child.end, node.inner[1]):
                end = place.end
            elif not inner[-1].isalnum():
                end = self._on(end, place.end)
            found[rank] = _Place(start, end, words)
            least = end
        return found

    def _back(self, at: int, least: int) -> int:
        while at > least and self._target[at - 1] in _OPENERS:
            at -= 1
        return at

    def _on(self, at: int, most: int) -> int:
        while at < most and self._target[at] in _MARKS:
            at += 1
        return at

    def _alone(self, node: Node, rank: int, place: _Place, pairs: dict[int, _Place]) -> int:
        """Return the offset of a placeholder that stands alone.

        Raises:
            _UnknownError: nothing is known of any word around it.
        """
        child = node.nodes[rank]
        if self._is_wordless(node.inner[0], child.start):
            if self._is_empty(node.inner[0], child.start):
                return place.start
            at = self.spans[place.words[0]][0]
        elif self._is_wordless(child.end, node.inner[1]):
            if self._is_empty(child.end, node.inner[1]):
                return place.end
            at = self.spans[place.words[-1]][1]
        else:
            at = self._beside(node, child, place)
        for other, pair in pairs.items():
            if pair.start < at < pair.end:
                return pair.start if rank < other else pair.end
        return at

    def _beside(self, node: Node, child: Node, place: _Place) -> int:
        """Return the offset before the next known word, or after the last where that is nearer."""
        known = [
            (start, end, word)
            for (start, end), word in self._links
            if node.inner[0] <= start < node.inner[1] and word in place.words
        ]
        choices = [
            *(
                (self._between(child.end, start), 0, word)
                for start, _, word in known
                if start >= child.end
            ),
            *(
                (self._between(end, child.start), 1, -word)
                for _, end, word in known
                if end <= child.start
            ),
        ]
        if not choices:
            raise _UnknownError
        distance, side, word = min(choices)
        self.is_guess |= distance >= FAR
        return self.spans[abs(word)][side]

    def _doubt(self, child: Node, words: range, weights: Sequence[float], place: _Place) -> None:
        """Note whether a pair's place is contradicted, or found by few of its words."""
        inside = {number - place.words.start for number in words}
        crossed = any((w > 0) != (n in inside) for n, w in enumerate(weights) if w)
        spans = {span for span, _ in self._links if child.inner[0] <= span[0] < child.inner[1]}
        covered = sum(end - start for start, end in spans)
        text = without(self._source[slice(*child.inner)])
        self.is_guess |= crossed or covered < COVERED * sum(map(str.isalnum, text))

    def _between(self, start: int, end: int) -> int:
        return len(without(self._source[start:end]))

    def _is_wordless(self, start: int, end: int) -> bool:
        return is_wordless(without(self._source[start:end]))

    def _is_empty(self, start: int, end: int) -> bool:
        return not without(self._source[start:end]).strip()


def _is_unknown(weights: Sequence[float | None]) -> bool:
    return all(weight is not None and weight >= 0 for weight in weights)


def _best(weights: Sequence[float | None]) -> tuple[float, int, int]:
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
