"""Names: a capitalised English word that reads like Chinese characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.alignment.names import name_keys, sounding


@pytest.mark.parametrize(
    ("english", "keys"),
    [
        ("said Zhou Haining", {"zhou", "haining"}),
        ("in Xi'an and Xi’an", {"xian"}),
        ("Lin Yuan's report", {"lin", "yuan"}),
        ("the wharf", set()),
    ],
)
def test_capitalised_words_are_the_keys(english: str, keys: set[str]) -> None:
    assert name_keys(english) == keys


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("主任周海宁说", "haining"),
        ("主任周海宁说", "zhou"),
        ("去西安", "xian"),
        ("吕梁市", "luliang"),
        ("吕梁市", "lyuliang"),
        ("齐齐哈尔", "qiqiha"),
    ],
)
def test_a_name_is_heard(source: str, key: str) -> None:
    assert key in sounding(source, frozenset({key, "other"}))


def test_a_longer_name_is_surer_than_one_syllable() -> None:
    found = sounding("周海宁", frozenset({"zhou", "haining"}))
    assert found["haining"] > found["zhou"]


@pytest.mark.parametrize("key", ["washington", "ninghai", "haini", "zhouhainingshuo"])
def test_what_is_not_said_is_not_heard(key: str) -> None:
    assert sounding("主任周海宁说", frozenset({key})) == {}


@given(st.text(max_size=20), st.frozensets(st.text(alphabet="aeinghouxz", max_size=8), max_size=6))
def test_only_wanted_keys_are_found(source: str, wanted: frozenset[str]) -> None:
    found = sounding(source, wanted)
    assert found.keys() <= wanted
    assert all(0 < trust <= 1 for trust in found.values())
