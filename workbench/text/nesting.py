"""A source's placeholders as a tree: which are pairs, what they enclose, which stand alone.

Promises: a tree is made only of a source whose pairs nest; its nodes have every placeholder of the
source exactly once, in the order of the source. A pair with no word inside is one thing, as if it
stood alone; half a pair, whose other half is in another sentence, stands alone too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import PLACEHOLDER, without

Pairs = Collection[tuple[int, int]]
"""Numbers of placeholders that open something, each with the one that closes it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of the placeholders of a source.

    Attributes:
        pairs: those that open something, each with the one that closes it.
        words: those that stand for words, and have spaces around them in English.
    """

    pairs: frozenset[tuple[int, int]] = frozenset()
    words: frozenset[int] = frozenset()


DEEPEST: Final = 50
"""Pairs inside of pairs that are told apart: what walks a tree may recurse."""


@dataclass(slots=True, eq=False)
class Node:
    """What a placeholder, or a pair of them, is in a source.

    Attributes:
        start, end: where it begins and ends in the source, placeholders included.
        inner: where what it encloses begins and ends; empty where it stands alone.
        opening, closing: its placeholders as text; one that stands alone has only an opening.
        nodes: what a pair has inside.
    """

    start: int
    end: int
    inner: tuple[int, int]
    opening: str
    closing: str = ""
    nodes: list[Node] = field(default_factory=list)

    @property
    def encloses(self) -> bool:
        """Whether there are words between its two placeholders."""
        return bool(self.closing)


@dataclass(frozen=True, slots=True)
class Halves:
    """The numbers of the placeholders of a source whose other half is not in it, in order."""

    numbers: tuple[int, ...]

    def are_kept(self, text: str) -> bool:
        """Whether a text has them in the same order, which sentences around may depend on."""
        found = (int(match[1]) for match in PLACEHOLDER.finditer(text))
        return tuple(number for number in found if number in self.numbers) == self.numbers


def tree(source: str, pairs: Pairs) -> tuple[Node, Halves] | None:
    """Return the whole source as a node; None where its pairs do not nest, or endlessly.

    Args:
        source: with placeholders.
        pairs: of the paragraph, or of the sentence; what is in none of them stands alone.
    """
    found = [(match, int(match[1])) for match in PLACEHOLDER.finditer(source)]
    times = Counter(number for _, number in found)
    paired = {number for pair in pairs for number in pair}
    if any(times[number] > 1 for number in paired):
        return None
    closers = {one: other for one, other in pairs if times[one] and times[other]}
    closing = set(closers.values())
    halves = paired - closers.keys() - closing
    root = Node(0, len(source), (0, len(source)), "")
    above: list[tuple[Node, int]] = [(root, -1)]  # with the number that closes it
    for match, number in found:
        parent, closer = above[-1]
        is_inside = len(above) > 1
        if number == closer:
            _close(parent, match.span(), match[0], source)
            above.pop()
        elif number in closing or (is_inside and number in halves) or len(above) > DEEPEST:
            return None
        else:
            node = Node(*match.span(), (match.end(), match.end()), match[0])
            parent.nodes.append(node)
            if number in closers:
                above.append((node, closers[number]))
    order = tuple(number for _, number in found if number in halves)
    return (root, Halves(order)) if len(above) == 1 else None


def _close(node: Node, span: tuple[int, int], closing: str, source: str) -> None:
    """End a pair; one that has no word inside becomes one thing."""
    start, end = span
    node.end, node.inner = end, (node.inner[0], start)
    if is_wordless(without(source[slice(*node.inner)])):
        node.opening = "".join(match[0] for match in PLACEHOLDER.finditer(source, node.start, end))
        node.inner, node.nodes = (end, end), []
    else:
        node.closing = closing
