"""Words of a source: spans in order, without marks and placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.services import glossary
from workbench.services.words import words
from workbench.services.workspace import Workspace


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One workspace for all texts: it stays as it is."""
    path: Path = tmp_path_factory.mktemp("words") / "workbench.db"
    with Workspace.open(path) as opened:
        yield opened


def texts(ws: Workspace, source: str) -> list[str]:
    return [source[start:end] for start, end in words(ws, source)]


def test_words_are_what_a_dictionary_says(shared: Workspace) -> None:
    assert texts(shared, "港口扩大贸易，效率提高20。") == [
        "港口",
        "扩大",
        "贸易",
        "效率",
        "提高",
        "20",
    ]


def test_a_term_is_one_word(ws: Workspace) -> None:
    glossary.add(ws, "岸电泊位", "shore-power berth")
    assert texts(ws, "建设岸电泊位。") == ["建设", "岸电泊位"]


def test_a_placeholder_is_no_word(shared: Workspace) -> None:
    assert texts(shared, "{1}港口{2}") == ["港口"]


@given(source=st.text(alphabet="港口扩大贸易ab1 ，。{}", max_size=30))
def test_words_stand_in_order_and_hold_letters(shared: Workspace, source: str) -> None:
    spans = words(shared, source)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(any(char.isalnum() for char in source[start:end]) for start, end in spans)
