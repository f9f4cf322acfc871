"""Sources in batches: each once, of like length, stopped between two batches."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.draft import Draft
from workbench.engines.bulk import UNDER_WAY, batches, stream


def shout(sources: Sequence[str]) -> list[Draft]:
    return [Draft(source.upper()) for source in sources]


@given(st.lists(st.text(max_size=40), max_size=80), st.integers(1, 200))
def test_each_source_is_in_one_batch_and_no_batch_costs_too_much(
    sources: list[str], budget: int
) -> None:
    found = list(batches(sources, budget))
    assert sorted(source for batch in found for source in batch) == sorted(set(sources))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(map(len, batch)) <= budget
    lengths = [len(source) for batch in found for source in batch]
    assert lengths == sorted(lengths, reverse=True)


@given(st.lists(st.text(max_size=20), max_size=60))
def test_every_source_comes_back_once(sources: list[str]) -> None:
    found: dict[str, Draft] = {}
    for made in stream(shout, sources, budget=50):
        assert not found.keys() & made.keys()
        found |= made
    assert {source: draft.text for source, draft in found.items()} == {
        source: source.upper() for source in sources
    }


def test_a_stop_begins_no_further_batch_and_hands_out_those_under_way() -> None:
    begun: list[str] = []

    def translate(sources: Sequence[str]) -> list[Draft]:
        begun.extend(sources)
        return shout(sources)

    answers = iter([False, True, True, True])
    found: dict[str, Draft] = {}
    for made in stream(translate, "abcdefghij", cancelled=lambda: next(answers), budget=1):
        found |= made
    assert sorted(found) == sorted(begun)
    assert 0 < len(begun) <= UNDER_WAY


def test_an_error_comes_out_and_waiting_batches_are_dropped() -> None:
    begun = threading.Semaphore(0)

    def fail(sources: Sequence[str]) -> list[Draft]:
        begun.release()
        raise ValueError(sources[0])

    with pytest.raises(ValueError, match=r"\A[abc]\Z"):
        list(stream(fail, "abcdefghij", budget=1))
    assert sum(begun.acquire(blocking=False) for _ in range(10)) <= UNDER_WAY
