"""Puts a source's placeholders where a translation has the words that they stood at.

Where English turns the order of the Chinese round, its placeholders turn with it. Promises: every
placeholder is there exactly once, and the words are as they were, but for spaces around what stands
for a word; what nested still nests; a pair
has around it the words that render what it enclosed; none is inside a word; what nothing stood
before or after in the source has nothing before or after it. Where too little is known of which
word renders which, there is no answer (see `text/placing.py`, which needs less and keeps the
order of the source).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.text.codepoints import is_wordless
from workbench.text.nesting import Node, Pairs, tree
from workbench.text.placeholders import without
from workbench.text.placing import Placed
from workbench.text.rendered_words import Link, RenderedWords, best_run, is_unknown

COVERED: Final = 0.5
"""Share of a pair's characters that must have been found in the target for it to be no guess."""

FAR: Final = 3
"""Characters to the next known word from which on the place of a lone placeholder is a guess."""

_OPENING: Final = frozenset("\"'“‘（([《〈「『【")
_CLOSING: Final = frozenset("\"'”’）)]》〉」』】")
_MARKS: Final = frozenset("。！？；：，、….!?;:,")


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
    spaced: Collection[int] = (),
) -> Placed | None:
    """Return the target with the source's placeholders; None where the links do not tell enough.

    Args:
        source: with placeholders.
        target: its translation, without placeholders.
        links: which words render each other; a word may be in several, or in none.
        pairs: which of the placeholders open and close something; the others stand alone.
        known: translations of what pairs enclose, which may occur in the target.
        spaced: which of those that stand alone are words, and have spaces around them.
    """
    parsed = tree(source, pairs)
    if parsed is None:
        return None
    root, halves = parsed
    words = RenderedWords(source, target, links)
    if not words.spans:
        return None
    words.learn(root, known or {})
    arrangement = _Arrangement(source, target, words, {f"{{{number}}}" for number in spaced})
    try:
        text = arrangement.inside(root, _Place(0, len(target), range(len(words.spans))))
    except _UnknownError:
        return None
    return Placed(text, arrangement.is_guess) if halves.are_kept(text) else None


class _Arrangement:
    """The placeholders of one source in one target."""

    def __init__(
        self, source: str, target: str, words: RenderedWords, spaced: Collection[str]
    ) -> None:
        self._source, self._target, self._words, self._spaced = source, target, words, spaced
        self.is_guess = False

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
            opening = self._with_spaces(child.opening, start)
            pieces += (self._target[at:start], opening, within, child.closing)
            at = end
        return "".join((*pieces, self._target[at : place.end]))

    def _with_spaces(self, text: str, at: int) -> str:
        """Return a placeholder, with the spaces that it needs there if it stands for a word."""
        if text not in self._spaced:
            return text
        before, after = self._target[:at][-1:], self._target[at : at + 1]
        left = " " if before and not before.isspace() and before not in _OPENING else ""
        right = " " if after and not after.isspace() and after not in _CLOSING | _MARKS else ""
        return f"{left}{text}{right}"

    def _pairs(self, node: Node, place: _Place) -> dict[int, _Place]:
        """Return the place of each pair among a node's, by its rank; no two have a word in common.

        Raises:
            _UnknownError: no free word renders what one of them encloses.
        """
        weights = {
            rank: self._words.weights(child.inner, place.words)
            for rank, child in enumerate(node.nodes)
            if child.encloses
        }
        order = sorted(weights, key=lambda rank: -best_run(weights[rank])[0])
        taken: dict[int, range] = {}
        used: set[int] = set()
        for rank in order:
            free = [
                None if number in used else weight
                for number, weight in enumerate(weights[rank], place.words.start)
            ]
            best, first, last = best_run(free)
            if best <= 0:
                raise _UnknownError
            run = self._words.name(free, place.words, (first, last))
            first, last = self._reached(node, rank, free, run)
            taken[rank] = range(first + place.words.start, last + place.words.start)
            used.update(taken[rank])
            self._doubt(node.nodes[rank], taken[rank], weights[rank], place)
        return self._places(node, place, taken)

    def _reached(
        self, node: Node, rank: int, weights: Sequence[float | None], words: tuple[int, int]
    ) -> tuple[int, int]:
        """Return the words of a pair with those that nothing is known of, up to an edge.

        That is so only where it has no word between itself and that edge in the source; they are
        few beside its own, unless it goes from edge to edge.
        """
        child, (first, last) = node.nodes[rank], words
        is_first = self._is_wordless(node.inner[0], child.start)
        is_last = self._is_wordless(child.end, node.inner[1])
        most = len(weights) if is_first and is_last else max(1, (last - first) // 2)
        if is_first and first <= most and is_unknown(weights[:first]):
            first = 0
        if is_last and len(weights) - last <= most and is_unknown(weights[last:]):
            last = len(weights)
        return first, last

    def _places(self, node: Node, place: _Place, taken: dict[int, range]) -> dict[int, _Place]:
        """Return the places of pairs: their words, with the marks that belong to them."""
        found: dict[int, _Place] = {}
        least = place.start
        for rank, words in sorted(taken.items(), key=lambda item: item[1].start):
            child = node.nodes[rank]
            start, end = self._words.spans[words[0]][0], self._words.spans[words[-1]][1]
            inner = without(self._source[slice(*child.inner)]).strip()
            if words[0] == place.words[0] and self._is_empty(node.inner[0], child.start):
                start = place.start
            elif inner[0] in _OPENING:
                start = self._back(start, least)
            if words[-1] == place.words[-1] and self._is_empty(child.end, node.inner[1]):
                end = place.end
            else:
                end = self._on(end, place.end, inner)
            found[rank] = _Place(start, end, words)
            least = end
        return found

    def _back(self, at: int, least: int) -> int:
        """Return where the quotes and brackets before a word begin."""
        while at > least and self._target[at - 1] in _OPENING:
            at -= 1
        return at

    def _on(self, at: int, most: int, inner: str) -> int:
        """Return where those marks after a word end that are of a kind with the ones of `inner`."""
        tail = set(inner[len(inner.rstrip("".join(_CLOSING | _MARKS))) :])
        wanted = (_CLOSING if tail & _CLOSING else set()) | (_MARKS if tail & _MARKS else set())
        while at < most and self._target[at] in wanted:
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
            at = self._words.spans[place.words[0]][0]
        elif self._is_wordless(child.end, node.inner[1]):
            if self._is_empty(child.end, node.inner[1]):
                return place.end
            at = self._words.spans[place.words[-1]][1]
        else:
            at = self._beside(node, child, place)
        for other, pair in pairs.items():
            if pair.start < at < pair.end:
                return pair.start if rank < other else pair.end
        return at

    def _beside(self, node: Node, child: Node, place: _Place) -> int:
        """Return the offset before the next known word, or after the last where that is nearer."""
        linked = self._words.linked(node.inner, place.words)
        ahead = (
            (self._between(child.end, start), 0, word)
            for (start, _), word in linked
            if start >= child.end
        )
        behind = (
            (self._between(end, child.start), 1, -word)
            for (_, end), word in linked
            if end <= child.start
        )
        choices = [*ahead, *behind]
        if not choices:
            raise _UnknownError
        distance, side, word = min(choices)
        self.is_guess |= distance >= FAR
        return self._words.spans[abs(word)][side]

    def _doubt(self, child: Node, words: range, weights: Sequence[float], place: _Place) -> None:
        """Note whether a pair's place is contradicted, or found by few of its words."""
        inside = {number - place.words.start for number in words}
        crossed = any((w > 0) != (n in inside) for n, w in enumerate(weights) if w)
        self.is_guess |= crossed or self._words.cover(child.inner) < COVERED

    def _between(self, start: int, end: int) -> int:
        return len(without(self._source[start:end]))

    def _is_wordless(self, start: int, end: int) -> bool:
        return is_wordless(without(self._source[start:end]))

    def _is_empty(self, start: int, end: int) -> bool:
        return not without(self._source[start:end]).strip()
