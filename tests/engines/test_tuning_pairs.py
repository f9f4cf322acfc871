"""Which pairs are learnt, which are held out, and that it stays so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.tuning_pairs import pairs
from workbench.engines.tuning import pairs as module
from workbench.engines.tuning.general import general
from workbench.engines.tuning.pairs import Pair, cleaned, divided
from workbench.errors import UsageError
from workbench.text.normalise import match_key, match_shape


def shape(pair: Pair) -> str:
    return match_shape(match_key(pair.source))


def test_the_split_is_the_same_in_any_order_and_again() -> None:
    corpus = divided(pairs())
    other = divided(reversed(pairs()))
    assert set(corpus.held_out) == set(other.held_out)
    assert len(corpus.training) + len(corpus.held_out) == 90
    assert 8 <= len(corpus.held_out) <= 30
    assert not set(corpus.training) & set(corpus.held_out)


@given(st.integers(50, 90), st.integers(0, 40))
def test_what_was_learnt_is_never_judged_when_the_memory_grows(size: int, more: int) -> None:
    grown = [
        Pair(f"第{'甲乙丙丁戊己庚辛壬癸'[n % 10]}件{n}次送到。", f"No. {n} came.")
        for n in range(more)
    ]
    small, large = divided(pairs()[:size]), divided([*pairs(), *grown])
    judged = [pair for pair in large.held_out if pair in small.training]
    assert len(judged) <= module.FEWEST_HELD_OUT  # only to make up the fewest


def test_sources_that_differ_in_numbers_are_on_one_side() -> None:
    numbered = [
        Pair(f"仓库里有{n}个箱子。", f"There are {n} boxes in the store.") for n in range(40)
    ]
    corpus = divided([*pairs(), *numbered])
    learnt, judged = ({shape(pair) for pair in part} for part in (corpus.training, corpus.held_out))
    assert not learnt & judged


def test_the_last_translation_of_a_source_counts() -> None:
    corpus = divided([*pairs(), Pair("技师检查了潮音锁。", "The tidebell lock was inspected.")])
    found = [
        p.target for p in (*corpus.training, *corpus.held_out) if p.source == "技师检查了潮音锁。"
    ]
    assert found == ["The tidebell lock was inspected."]
    assert corpus.left_out == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("雾散了。", ""),
        ("雾散了。", "…"),
        ("雾散了。", "雾 lifted."),
        ("OK", "OK"),
        ("雾散了。", "f"),
        ("雾散了。", "The fog lifted. " * 20),
        ("{1}{2}", "{1}{2}"),
    ],
)
def test_what_teaches_nothing_is_left_out(source: str, target: str) -> None:
    assert cleaned(Pair(source, target)) is None


def test_a_pair_is_cleaned_as_the_engine_meets_it() -> None:
    found = cleaned(Pair("{1}雾 散\n了.{2}", "{1}The  fog\nlifted.{2}"))
    assert found == Pair("雾散了。", "The fog lifted.")


def test_too_few_units_are_refused_with_their_number() -> None:
    with pytest.raises(UsageError, match=r"only 40 of 42 units are fit to tune on; 50 are needed"):
        divided([*pairs()[:40], Pair("OK", "OK"), Pair("雾", "")])


def test_the_general_sentences_come_from_the_samples() -> None:
    found = general()
    assert len(found.training) + len(found.held_out) == 67
    assert not {p.source for p in found.training} & {p.source for p in found.held_out}
    turned = found.turned().held_out[0]
    assert turned == Pair(found.held_out[0].target, found.held_out[0].source)
