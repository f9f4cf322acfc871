"""What the index is asked for never misses a unit that holds the words."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.core.memory import Unit
from workbench.memory.concordance import search, words
from workbench.memory.grams import LONGEST, grams
from workbench.memory.word_grams import LONG_SOURCE, word_grams
from workbench.memory.word_query import Side, needs

# Letters that fold, compose, vanish or join with their neighbours, in few enough kinds to meet.
ALPHABET = (
    "港口區区一三百万点分之壹拾第条條 ~～´abPé12.,，。、:-—…·{}%《》「"
    "\u3000\u200b\u0301ｶﾞカ１Ａ①㍿<>\n"
)
texts = st.text(st.sampled_from(ALPHABET), max_size=14) | st.text(max_size=8)


def may_hold(word: str, side: Side, unit: Unit) -> bool:
    """Return whether the index, by what it knows of a unit, lets it through."""
    held = {*grams(unit.source), *word_grams(unit.source, unit.target)}
    asked = needs(word, side)
    if asked.long in held:
        return True
    return held.issuperset(asked.grams) and all(
        any(first <= gram < last for gram in held) for first, last in asked.ranges
    )


@settings(max_examples=500)
@given(before=texts, query=texts, after=texts, data=st.data())
@example("第", "三条", "", None)
@example("{", "1", "}港", None)
@example("口-", "a", "", None)
def test_a_text_that_holds_a_query_is_let_through(
    before: str, query: str, after: str, data: st.DataObject | None
) -> None:
    end = len(query) if data is None else data.draw(st.integers(0, len(query)))
    asked = query[:end]
    text = before + query + after
    for side, unit in (("source", Unit(text, "")), ("target", Unit("", text))):
        for word in words(asked):
            if search(f'"{word}"', [unit]):
                assert may_hold(word, side, unit), (word, side)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "source", "target"),
    [
        ("港口", "口港", "(口港)"),
        ("port", "por", "a report"),
        ("2024", "2025年", "in 2025"),
        ("九十七条", "第九十八条", "九十八条"),
        ("B超", "A超", "A超"),
        ("港", "口区", "harbour"),
        ("%", "百分之十", "10 per cent"),
    ],
)
def test_a_unit_that_cannot_hold_a_word_is_ruled_out(query: str, source: str, target: str) -> None:
    (word,) = words(query)
    assert not may_hold(word, "source", Unit(source, ""))
    assert not may_hold(word, "target", Unit("", target))


@pytest.mark.parametrize("query", [".", "—", "…", "{"])
def test_what_folds_with_its_neighbours_is_in_any_unit(query: str) -> None:
    (word,) = words(query)
    assert needs(word, "source").is_empty
    assert needs(word, "target").is_empty


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_a_text_of_any_length_is_let_through(length: int) -> None:
    unit = Unit("港" * length + "口", "a " * (length // 2) + "port")
    assert may_hold("港口", "source", unit)
    assert may_hold("port", "target", unit)
    assert (LONG_SOURCE in word_grams(unit.source, "")) == (not grams(unit.source))
