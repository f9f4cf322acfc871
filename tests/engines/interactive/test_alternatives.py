"""Other words and other sentences: what stands before stays, no two say the same."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.engines.interactive.alternatives import ALIKE, for_segment, for_word, word_at
from workbench.engines.marian import MarianEngine
from workbench.text.placeholders import placeholders
from workbench.text.similarity import similarity

SOURCE = "两国同意加强贸易，深化海关合作。"
TARGET = "Both countries have agreed to expand trade, and to deepen cooperation."


@pytest.mark.parametrize(
    ("at", "word"),
    [(0, "Both"), (3, "Both"), (4, "Both"), (5, "countries"), (42, "trade,"), (70, "cooperation.")],
)
def test_the_word_at_the_cursor(at: int, word: str) -> None:
    assert TARGET[slice(*word_at(TARGET, at))] == word


def test_after_the_last_word_there_is_an_empty_one() -> None:
    assert word_at("Both ", 5) == (5, 5)
    assert word_at("", 0) == (0, 0)


@pytest.mark.parametrize("at", [0, 6, 25, 33, 45])
def test_other_words_differ_and_keep_what_stands_before(engine: MarianEngine, at: int) -> None:
    found = for_word(engine, SOURCE, TARGET, at)
    start, end = word_at(TARGET, at)
    assert len(found) >= 3
    words = [one.target[one.start : one.end].strip(".,").lower() for one in found]
    assert len(set(words)) == len(words)
    assert TARGET[start:end].strip(".,").lower() not in words
    for one in found:
        assert one.target[: one.start] == TARGET[:start]
        assert one.start == start
        assert " " not in one.target[one.start : one.end]


def test_placeholders_around_a_word_are_no_part_of_it() -> None:
    target = "{1}Both{2} countries agree{3}."
    assert [target[slice(*word_at(target, at))] for at in (0, 5, 9, 12, 24)] == [
        "Both", "Both", "Both", "countries", "agree{3}."
    ]  # fmt: skip


@pytest.mark.parametrize("at", [0, 4, 9, 30])
def test_placeholders_behind_the_word_come_back(engine: MarianEngine, at: int) -> None:
    source = "{1}两国{2}同意加强{3}贸易{4}，深化海关合作{5}。"
    target = "{1}Both countries{2} have agreed to expand {3}trade{4}, and to deepen cooperation{5}."
    found = for_word(engine, source, target, at)
    start, _ = word_at(target, at)
    assert len(found) >= 3
    for one in found:
        assert one.target.startswith(target[:start])
        assert sorted(placeholders(one.target)) == [1, 2, 3, 4, 5]
        assert one.target[one.start : one.end] in one.target[start:]
        assert "{" not in one.target[one.start : one.end]
        assert " " not in one.target[one.start : one.end]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    target=st.text(alphabet=st.sampled_from("ab T,.{1}é港“ "), max_size=25),
    share=st.floats(0, 1),
)
def test_text_before_the_word_is_never_changed(
    engine: MarianEngine, target: str, share: float
) -> None:
    at = int(share * len(target))
    start, _ = word_at(target, at)
    for one in for_word(engine, SOURCE, target, at):
        assert one.target.startswith(target[:start])
        assert one.target[one.start : one.end].strip()


def test_other_sentences_are_really_others(engine: MarianEngine) -> None:
    target = engine.translate([SOURCE])[0].text
    found = for_segment(engine, SOURCE, target)
    assert 2 <= len(found) <= 5
    texts = [target, *(one.target for one in found)]
    for one, other in combinations(texts, 2):
        assert similarity(one, other) < ALIKE


def test_other_sentences_have_the_placeholders_of_the_source(engine: MarianEngine) -> None:
    for one in for_segment(engine, "{1}双方同意{2}扩大贸易。", ""):
        assert one.target.count("{1}") == one.target.count("{2}") == 1


def test_there_are_none_for_what_a_model_cannot_read(engine: MarianEngine) -> None:
    assert for_segment(engine, "……", "…") == ()
    assert for_word(engine, "……", "…", 0) == ()
    assert for_word(engine, SOURCE * 12, TARGET, 0) == ()
    assert for_segment(engine, SOURCE * 12, TARGET) == ()
