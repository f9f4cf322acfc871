"""Which placeholders of a source enclose what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from tests.text.marked import Marked, sources
from workbench.text.nesting import DEEPEST, Node, tree
from workbench.text.placeholders import PLACEHOLDER


def _written(node: Node) -> Iterator[str]:
    """The placeholders of a tree, in order."""
    yield node.opening
    for child in node.nodes:
        yield from _written(child)
    yield node.closing


@given(sources)
def test_every_placeholder_is_in_the_tree_in_order(source: Marked) -> None:
    found = tree(source.text, source.pairs)
    assert found is not None
    written = "".join(_written(found[0]))
    assert written == "".join(match[0] for match in PLACEHOLDER.finditer(source.text))


def test_pairs_hold_what_they_enclose() -> None:
    found = tree("雾{1}散{2}了{3}{4}吧{5}", [(1, 4)])
    assert found is not None
    pair, alone = found[0].nodes
    assert (pair.opening, pair.closing, pair.inner) == ("{1}", "{4}", (4, 12))
    assert [child.opening for child in pair.nodes] == ["{2}", "{3}"]
    assert (alone.opening, alone.encloses) == ("{5}", False)


def test_a_pair_without_words_is_one_thing() -> None:
    found = tree("雾{1}，{2}{3}散了", [(1, 3)])
    assert found is not None
    (only,) = found[0].nodes
    assert (only.opening, only.encloses, only.nodes) == ("{1}{2}{3}", False, [])


@pytest.mark.parametrize(
    ("source", "pairs"),
    [
        ("{1}雾{2}散{3}了{4}", [(1, 3), (2, 4)]),
        ("{2}雾{1}", [(1, 2)]),
        ("{1}雾{2}散{1}", [(1, 2)]),
        ("{1}雾{3}散{2}", [(1, 2), (3, 4)]),
    ],
)
def test_what_does_not_nest_has_no_tree(source: str, pairs: list[tuple[int, int]]) -> None:
    assert tree(source, pairs) is None


def test_halves_of_other_sentences_keep_their_order() -> None:
    found = tree("{2}雾{3}散{5}了", [(1, 2), (3, 4), (5, 6)])
    assert found is not None
    assert found[1].numbers == (2, 3, 5)
    assert found[1].are_kept("The{2}{3} fog{5}")
    assert not found[1].are_kept("The{3}{2} fog{5}")


def test_what_only_looks_like_a_placeholder_may_repeat() -> None:
    found = tree("{0}个{0}个", [])
    assert found is not None
    assert [node.opening for node in found[0].nodes] == ["{0}", "{0}"]


@pytest.mark.parametrize(("depth", "is_tree"), [(DEEPEST, True), (5000, False)])
def test_what_nests_endlessly_has_no_tree(depth: int, is_tree: bool) -> None:
    opening = "".join(f"{{{number}}}" for number in range(1, depth + 1))
    closing = "".join(f"{{{number}}}" for number in range(2 * depth, depth, -1))
    pairs = [(number, number + depth) for number in range(1, depth + 1)]
    found = tree(f"{opening}雾{closing}", pairs)
    assert (found is not None) == is_tree
