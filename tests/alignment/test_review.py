"""Editing beads: any row of edits keeps a cover, and refuses what would break it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.alignment.covers import is_cover
from workbench.alignment.lattice import CERTAIN
from workbench.alignment.review import (
    delete,
    doubtful,
    merge_next,
    move_boundary,
    split,
)
from workbench.core.bead import Bead
from workbench.errors import UsageError


def _beads(*shapes: tuple[int, int]) -> tuple[Bead, ...]:
    beads = []
    i = j = 0
    for m, n in shapes:
        sources = tuple(f"s{k}" for k in range(i, i + m))
        beads.append(Bead(sources, tuple(f"t{k}" for k in range(j, j + n)), i, j, 5.0))
        i, j = i + m, j + n
    return tuple(beads)


def _texts(beads: tuple[Bead, ...]) -> tuple[list[str], list[str]]:
    return [s for b in beads for s in b.sources], [t for b in beads for t in b.targets]


def _shapes(beads: tuple[Bead, ...]) -> list[tuple[int, int]]:
    return [bead.shape for bead in beads]


_SHAPE = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda shape: shape != (0, 0))
_EDIT = st.tuples(
    st.sampled_from(["merge", "split", "move", "delete"]),
    st.integers(-1, 9),
    st.integers(-3, 5),
    st.integers(-3, 5),
)


@given(st.lists(_SHAPE, max_size=8), st.lists(_EDIT, max_size=12))
def test_any_row_of_edits_keeps_a_cover(
    shapes: list[tuple[int, int]], edits: list[tuple[str, int, int, int]]
) -> None:
    beads = _beads(*shapes)
    sources, targets = _texts(beads)
    for name, index, a, b in edits:
        with suppress(UsageError):
            if name == "merge":
                beads = merge_next(beads, index)
            elif name == "split":
                beads = split(beads, index, a, b)
            elif name == "move":
                beads = move_boundary(beads, index, sources=a, targets=b)
            else:
                beads = delete(beads, index)
        assert is_cover(beads, sources, targets)


@given(st.lists(_SHAPE, min_size=2, max_size=6), st.data())
def test_splitting_where_it_was_merged_gives_the_same_sentences(
    shapes: list[tuple[int, int]], data: st.DataObject
) -> None:
    beads = _beads(*shapes)
    index = data.draw(st.integers(0, len(beads) - 2))
    back = split(merge_next(beads, index), index, *beads[index].shape)
    assert [(b.sources, b.targets) for b in back] == [(b.sources, b.targets) for b in beads]


def test_merge_split_move_and_delete_do_what_they_say() -> None:
    beads = _beads((1, 1), (2, 1), (1, 2))
    assert _shapes(merge_next(beads, 0)) == [(3, 2), (1, 2)]
    assert _shapes(split(beads, 1, 1, 1)) == [(1, 1), (1, 1), (1, 0), (1, 2)]
    assert _shapes(move_boundary(beads, 0, sources=1)) == [(2, 1), (1, 1), (1, 2)]
    assert _shapes(move_boundary(beads, 1, targets=1, sources=-1)) == [(1, 1), (1, 2), (2, 1)]
    assert _shapes(delete(beads, 1)) == [(1, 1), (2, 0), (0, 1), (1, 2)]


def test_a_bead_that_gives_everything_away_is_gone() -> None:
    beads = _beads((1, 1), (1, 1))
    assert _shapes(move_boundary(beads, 0, sources=1, targets=1)) == [(2, 2)]
    assert _shapes(move_boundary(beads, 0, sources=-1, targets=-1)) == [(2, 2)]


def test_a_boundary_that_does_not_move_changes_nothing() -> None:
    beads = _beads((1, 1), (1, 1))
    assert move_boundary(beads, 0) == beads


def test_a_one_sided_bead_cannot_be_taken_apart_further() -> None:
    beads = _beads((1, 0), (1, 1))
    assert delete(beads, 0) == beads


@pytest.mark.parametrize("index", [-1, 2, 7])
def test_a_bead_that_is_not_there_is_refused(index: int) -> None:
    beads = _beads((1, 1), (1, 1))
    for edit in (merge_next, delete, move_boundary):
        with pytest.raises(UsageError, match="There is no bead"):
            edit(beads, index)


def test_there_is_nothing_after_the_last_bead() -> None:
    with pytest.raises(UsageError, match="no bead after bead 2"):
        merge_next(_beads((1, 1), (1, 1)), 1)


@pytest.mark.parametrize(("source_at", "target_at"), [(0, 0), (2, 1), (3, 0), (-1, 1), (1, 2)])
def test_a_split_that_leaves_nothing_or_misses_is_refused(source_at: int, target_at: int) -> None:
    with pytest.raises(UsageError):
        split(_beads((2, 1)), 0, source_at, target_at)


def test_doubtful_ranks_by_margin_and_shape() -> None:
    clear, weak = Bead(("甲",), ("A",), 0, 0, 9.0), Bead(("乙",), ("B",), 1, 1, 0.5)
    merged = Bead(("丙", "丁"), ("C",), 2, 2, 4.5)
    alone = Bead(("戊",), (), 4, 3, 4.0)
    assert doubtful((clear, weak, merged, alone)) == (3, 1, 2)


def test_what_a_person_made_is_not_doubtful() -> None:
    beads = delete(merge_next(_beads((1, 1), (1, 1)), 0), 0)
    assert all(bead.margin == CERTAIN for bead in beads)
    assert doubtful(beads) == ()


@pytest.mark.parametrize(
    "beads",
    [
        (Bead(("s0",), ("t0",), 0, 0), Bead(("s1",), ("t1",), 2, 1)),
        (Bead(("s0",), ("t0",), 0, 0),),
        (Bead(("s1",), ("t0",), 0, 0), Bead(("s0",), ("t1",), 1, 1)),
        (Bead(("s0", "s1"), ("t0", "t1"), 0, 0), Bead((), (), 2, 2)),
    ],
    ids=["gap", "missing", "order", "empty"],
)
def test_what_is_no_cover_is_seen(beads: tuple[Bead, ...]) -> None:
    assert not is_cover(beads, ["s0", "s1"], ["t0", "t1"])
