"""Concordance finds words in either language and tells where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.memory import Unit
from workbench.errors import UsageError
from workbench.memory.concordance import SearchSide, search, wanted, words

UNIT = Unit("新港區货物吞吐量达１．２亿吨", "The new port area handled 120 million tonnes.")


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("query", "side", "in_source", "in_target"),
    [
        ("港区", "both", ["港區"], []),
        ("吞吐量 货物", "source", ["货物吞吐量"], []),
        ("1.2亿", "both", ["１．２亿"], []),
        ("PORT", "both", [], ["port"]),
        ("ton", "target", [], ["ton"]),
        ('"new port"', "both", [], ["new port"]),
        ("吞吐量 handled", "both", ["吞吐量"], ["handled"]),
        ("e", "source", [], None),
        ("andled", "both", [], None),
        ("port", "source", [], None),
        ("港区", "target", [], None),
        ('"port new"', "both", [], None),
        ("港区 机场", "both", [], None),
    ],
)
def test_search(
    query: str, side: SearchSide, in_source: list[str], in_target: list[str] | None
) -> None:
    found = search(query, [UNIT], side=side)
    if in_target is None:
        assert found == ()
        return
    (one,) = found
    assert marked(UNIT.source, one.source_spans) == in_source
    assert marked(UNIT.target, one.target_spans) == in_target


def test_every_occurrence_is_marked_and_touching_ones_are_one() -> None:
    (found,) = search("贸易", [Unit("贸易贸易与贸易", "trade")])
    assert found.source_spans == ((0, 4), (5, 7))


def test_limit_and_order_are_those_of_the_units() -> None:
    units = [Unit(f"港口{n}", "port", id=n) for n in range(9)]
    assert [f.unit.id for f in search("港口", iter(units), limit=3)] == [0, 1, 2]


@pytest.mark.parametrize("query", ["", "   ", '""', "\u3000"])
def test_no_words_find_nothing(query: str) -> None:
    assert words(query) == ()
    assert search(query, [UNIT]) == ()


def test_words() -> None:
    assert words("貿易  Trade “new  port” 贸易") == ("贸易", "trade", "new port")


@given(st.text('ab港口 ."', max_size=5), st.text("ab港口 .", max_size=9), st.booleans())
def test_whether_and_where_agree(query: str, text: str, regex: bool) -> None:
    try:
        asked = wanted(query, regex=regex)
    except UsageError:
        return
    assert asked.is_in(text, text[::-1]) == (asked.look(text, text[::-1]) is not None)


@pytest.mark.parametrize(
    ("expression", "certain"),
    [
        ("港口", ("港口",)),
        ("港區.*貿易", ("港区", "贸易")),
        (r"^第[0-9]+条\b", ("第", "条")),
        ("港+口", ("港", "口")),
        ("第.{2,3}?条", ("第", "条")),
        ("港口?", ()),
        ("港|口", ()),
        ("(港口)", ()),
        (r"港\.", ()),
        ("port", ()),
    ],
)
def test_what_an_expression_cannot_do_without(expression: str, certain: tuple[str, ...]) -> None:
    assert wanted(expression, regex=True).certain == certain


@pytest.mark.parametrize("expression", ["(", "[港", "*", "a{2,1}", "\\", "(?R)a", "(a(?1))"])
def test_what_is_no_expression_is_told(expression: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        wanted(expression, regex=True)


@given(st.text(max_size=12), st.text(max_size=30))
def test_spans_lie_in_the_text_in_order(query: str, text: str) -> None:
    for found in search(query, [Unit(text, text)]):
        for spans in (found.source_spans, found.target_spans):
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(set(edges))
            assert all(0 <= edge <= len(text) for edge in edges)
