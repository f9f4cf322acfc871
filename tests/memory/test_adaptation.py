"""Targets of the memory get the placeholders of the segment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.memory.adaptation import adapted
from workbench.text.placeholders import placeholder, placeholders, without


@pytest.mark.parametrize(
    ("target", "unit", "source", "expected"),
    [
        ("The {1}fog{2} lifted.", "{1}雾{2}散了。", "{1}雾{2}散了。", "The {1}fog{2} lifted."),
        ("{2}Lifted{1} fog.", "{1}雾{2}散了。", "{3}雾{4}散了。", "{4}Lifted{3} fog."),
        ("The {1}fog{2} lifted.", "{1}雾{2}散了。", "雾散了。", "The fog lifted."),
        ("The {1} fog lifted.", "{1}雾散了。", "雾散了。", "The fog lifted."),
        ("The fog lifted.", "雾散了。", "{1}雾散了{2}。", "{1}The fog lifted{2}."),
        ("The {1}fog lifted.", "{1}雾{2}散了。", "{3}雾散了。{4}", "{3}The fog lifted.{4}"),
        ("Write {1}.", "雾散了。", "雾散了。", "Write {1}."),
    ],
)
def test_what_becomes_of_placeholders(target: str, unit: str, source: str, expected: str) -> None:
    assert adapted(target, unit, source) == expected


_marks = st.lists(st.integers(1, 9), max_size=4, unique=True)


@given(_marks, _marks)
def test_the_placeholders_are_those_of_the_source(old: list[int], new: list[int]) -> None:
    unit, source = ("雾".join(map(placeholder, numbers)) for numbers in (old, new))
    target = " fog ".join(map(placeholder, reversed(old)))
    found = adapted(target, unit, source)
    assert sorted(placeholders(found)) == sorted(new)
    assert without(found).split() == without(target).split()
