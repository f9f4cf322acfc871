"""Sources with placeholders that nest, made at random."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

WORDS = ("雾", "散了", "港口", "GPS", "，", "“", "”", " ")


@dataclass
class Marked:
    """A source in the making: its text, its pairs, and where its words stand."""

    text: str = ""
    pairs: list[tuple[int, int]] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)


Tree = list[object]
"""Words, None for a placeholder that stands alone, and trees for what pairs enclose."""


def _levels(inside: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.lists(st.one_of(st.sampled_from(WORDS), st.none(), inside), max_size=5)


trees: st.SearchStrategy[Tree] = st.recursive(
    st.lists(st.one_of(st.sampled_from(WORDS), st.none()), max_size=4), _levels, max_leaves=12
)


def marked(tree: Tree) -> Marked:
    """Write a tree as a source, its placeholders numbered in order."""
    found = Marked()
    _write(tree, found, count(1))
    return found


def _write(tree: Tree, found: Marked, numbers: count[int]) -> None:
    for item in tree:
        if isinstance(item, str):
            start = len(found.text)
            found.text += item
            found.words.append((start, len(found.text)))
            continue
        opening = next(numbers)
        found.text += f"{{{opening}}}"
        if isinstance(item, list):
            _write(item, found, numbers)
            closing = next(numbers)
            found.text += f"{{{closing}}}"
            found.pairs.append((opening, closing))


sources: st.SearchStrategy[Marked] = trees.map(marked)
