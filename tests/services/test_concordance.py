"""Concordance: what a scan through all units would find, by words, expressions and filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.memory import Found, Unit
from workbench.core.status import Origin
from workbench.core.unit_filter import Filter
from workbench.errors import UsageError
from workbench.memory.concordance import SearchSide, search, wanted
from workbench.services import concordance
from workbench.services.concordance import Surroundings
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage import memory_intake

NEIGHBOURS = ["会谈在上海举行。", "双方同意扩大贸易。", "港口很忙。", "谢谢大家。"]


def keep(ws: Workspace, *units: Unit) -> None:
    with ws.database.transaction() as session:
        memory_intake.merge(session, units)


def targets(found: tuple[Found, ...]) -> list[str]:
    return [one.unit.target for one in found]


@pytest.mark.parametrize(
    ("query", "side", "expected"),
    [
        ("贸易", "both", 2),
        ("贸", "both", 2),
        ("扩大贸易合作", "both", 1),
        ("擴大貿易", "both", 2),
        ("易贸", "both", 0),
        ("trad", "both", 2),
        ("TRADE", "target", 2),
        ("trade", "source", 0),
        ("rade", "both", 0),
        ("贸易 cooperate", "both", 1),
        ("贸易 cooperate", "source", 0),
        ('"agreed to"', "both", 2),
        ('"to agreed"', "both", 0),
        ("5G", "both", 1),
        ("ＷＴＯ", "both", 1),
        ("café", "both", 1),
        ("易。", "both", 1),
        ("𠮷", "both", 1),
        ("カード", "both", 1),
        ("ード", "both", 1),
        ('a" OR "b', "both", 0),
        ("NOT", "both", 0),
        ("*", "both", 0),
        ("", "both", 0),
        ("  ", "both", 0),
    ],
)
def test_concordance_finds_words_of_either_side(
    ws: Workspace, query: str, side: SearchSide, expected: int
) -> None:
    keep(
        ws,
        Unit("双方同意扩大贸易。", "They agreed to trade."),
        Unit("双方同意扩大贸易合作，WTO", "They agreed to trade and cooperate."),
        Unit("5G网络在𠮷林", "5G networks, café"),
        Unit("カード很新", "The card is new"),
    )
    assert len(concordance.concordance(ws, query, side=side)) == expected


def test_concordance_shows_the_newest_first_and_at_most_so_many(ws: Workspace) -> None:
    keep(ws, *(Unit(f"贸易第{number}条。", f"Trade {number}.") for number in range(300)))
    found = concordance.concordance(ws, "贸易", limit=5)
    assert [f.unit.target for f in found] == [f"Trade {n}." for n in range(299, 294, -1)]
    assert found[0].source_spans == ((0, 2),)
    assert len(concordance.concordance(ws, "贸易", limit=1000)) == 300
    assert len(concordance.concordance(ws, "。", limit=1000)) == 300


# Letters that fold, compose, are lost in a source's shape or join with their neighbours.
LETTERS = "港口贸貿易一三第条abé1,。、（「%{} ｶﾞ\u0301Ａ"
texts = st.text(LETTERS, min_size=1, max_size=10)
sides = st.sampled_from(["source", "target", "both"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(st.tuples(texts, texts), min_size=1, max_size=8),
    query=st.text(LETTERS + '"', max_size=5),
    place=st.integers(0, 7),
    side=sides,
)
def test_concordance_misses_nothing(
    ws: Workspace, pairs: list[tuple[str, str]], query: str, place: int, side: SearchSide
) -> None:
    source, target = pairs[place % len(pairs)]
    query += (target if side == "target" else source)[place % 3 : 6]
    with ws.database.transaction() as session:
        numbers = stored.insert(session, [Unit(*pair) for pair in pairs])
        everything = list(stored.everything(session))[::-1]
    try:
        expected = search(query, everything, side=side)
        assert concordance.concordance(ws, query, side=side) == expected
        assert concordance.count(ws, query, side=side) == len(expected)
    finally:
        with ws.database.transaction() as session:
            for number in numbers:
                stored.put(session, number, None)


EXPRESSIONS = [
    "第.+条",
    "港口.*贸易",
    "[一三]条",
    r"第\d{1,2}条$",
    "港+口?",
    "(港口|贸易)",
    r"\bport\w+",
    "PORT",
    "条?",
    "^$",
    "港口{2}",
    r"易\.",
]
SOURCES = [
    "第三条",
    "第12条",
    "港口和贸易",
    "港港",
    "港口口",
    "一条路",
    "贸易.",
    "口岸",
]


@pytest.mark.parametrize("query", ["port", "po ab", "p", "abcdefgh", "abcdefghi", "12", "é"])
def test_a_count_looks_at_what_the_index_leaves_open(ws: Workspace, query: str) -> None:
    texts = ["port", "ports report", "abport", "po-ab 12é", "abcdefghij", "12.5 é", "e\u0301 abé"]
    units = [Unit(f"{text}港", other) for text in texts for other in texts]
    keep(ws, *units, Unit("港" * 20_000 + " port 12", "word " * 3_000 + "po ab"))
    expected = len(search(query, [*units], limit=1000))
    expected += query in {"port", "po ab", "p", "12"}
    assert concordance.count(ws, query) == expected
    assert len(concordance.concordance(ws, query, limit=1000)) == expected


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expressions_find_what_a_scan_finds(ws: Workspace, expression: str) -> None:
    units = [Unit(source, f"Ports and a sport {place}") for place, source in enumerate(SOURCES)]
    keep(ws, *units)
    for side in ("source", "target", "both"):
        asked = wanted(expression, side=side, regex=True)
        expected = [unit.target for unit in units[::-1] if asked.look(unit.source, unit.target)]
        found = concordance.concordance(ws, expression, side=side, regex=True)
        assert targets(found) == expected
        assert concordance.count(ws, expression, side=side, regex=True) == len(expected)


def test_an_expression_tells_where_it_matches(ws: Workspace) -> None:
    keep(ws, Unit("根据第三条和第12条", "Article 3 and Article 12"))
    (found,) = concordance.concordance(ws, "第.{1,2}条|ARTICLE [0-9]+", regex=True)
    assert found.source_spans == ((2, 5), (6, 10))
    assert found.target_spans == ((0, 9), (14, 24))


@pytest.mark.parametrize(
    ("expression", "reason"), [("(港", "cannot be read"), ("(a|aa)+$", "takes too long")]
)
def test_a_bad_expression_is_told(ws: Workspace, expression: str, reason: str) -> None:
    keep(ws, Unit("港口", "a" * 60 + "!"))
    with pytest.raises(UsageError, match=reason):
        concordance.concordance(ws, expression, regex=True)


def test_filters_narrow_what_is_found(ws: Workspace) -> None:
    keep(
        ws,
        Unit(
            "港口很忙", "busy", Origin.HUMAN, "a.txt", changed_at=datetime(2025, 5, 1, tzinfo=UTC)
        ),
        Unit("港口很忙", "busy port", Origin.MT, "b.txt"),
        Unit("港口很闲", "idle", Origin.HUMAN, "b.txt"),
    )
    found = concordance.concordance(ws, "港口", where=Filter(documents=("b.txt",)))
    assert targets(found) == ["idle", "busy port"]
    assert concordance.count(ws, "港口", where=Filter(origins=(Origin.MT,))) == 1
    late = Filter(until=datetime(2026, 1, 1, tzinfo=UTC))
    assert targets(concordance.concordance(ws, "港", where=late)) == ["busy"]
    assert concordance.concordance(ws, "港", where=Filter(documents=("c.txt",))) == ()


def test_a_filter_that_leaves_few_of_very_many_finds_them_all(ws: Workspace) -> None:
    rare = {0, 3, 6_999}
    units = [
        Unit(f"港口{number}", f"port {number}", document="rare" if number in rare else "usual")
        for number in range(7_000)
    ]
    keep(ws, *units)
    where = Filter(documents=("rare",))
    assert targets(concordance.concordance(ws, "port", where=where)) == [
        "port 6999",
        "port 3",
        "port 0",
    ]
    assert concordance.count(ws, "港口", where=where) == 3
    assert concordance.count(ws, "port") == 7_000


def test_what_is_changed_or_deleted_is_found_no_more(ws: Workspace) -> None:
    keep(ws, Unit("港口很忙", "a busy port"), Unit("码头很新", "a new wharf"))
    busy, new = (one.unit for one in concordance.concordance(ws, "a")[::-1])
    with ws.database.transaction() as session:
        stored.put(session, busy.id, {"target": "a quiet harbour"})
        stored.put(session, new.id, None)
    assert targets(concordance.concordance(ws, "harbour 港口")) == ["a quiet harbour"]
    assert concordance.concordance(ws, "busy") == ()
    assert concordance.concordance(ws, "wharf") == ()


def test_a_source_too_long_for_bigrams_is_found(ws: Workspace) -> None:
    keep(ws, Unit("很" * 20_000 + "港口", "word " * 3_000 + "port"), Unit("码头", "wharf"))
    assert concordance.count(ws, "港口") == 1
    assert concordance.count(ws, "港") == 1
    assert concordance.count(ws, "port") == 1


def test_surroundings_go_on_through_the_document(ws: Workspace) -> None:
    sources = ["", *NEIGHBOURS, ""]
    for document in ("a.txt", "b.txt"):
        keep(
            ws,
            *(
                Unit(source, f"{document} {place}", document=document, before=before, after=after)
                for place, (before, source, after) in enumerate(
                    zip(sources, sources[1:], sources[2:], strict=False)
                )
            ),
        )
    unit = concordance.concordance(ws, "谢谢", where=Filter(documents=("b.txt",)))[0].unit
    assert concordance.surroundings(ws, unit, 2) == Surroundings(tuple(NEIGHBOURS[1:3]), ())
    first = concordance.concordance(ws, "会谈")[0].unit
    assert concordance.surroundings(ws, first, 9) == Surroundings((), tuple(NEIGHBOURS[1:]))
    lost = replace(unit, document="c.txt")
    assert concordance.surroundings(ws, lost, 2) == Surroundings((NEIGHBOURS[2],), ())
    assert concordance.surroundings(ws, unit, 0) == Surroundings()
