"""The line over the units: words and filters."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.status import Origin, Status
from workbench.core.unit_filter import ALL, Filter
from workbench.tui.unit_query import FILTERS, parse, token, with_filter

MEMORIES = {"default": 1, "the agency": 2}


def test_words_alone_ask_for_all_units() -> None:
    assert parse('港口 "smart port" 3:1', MEMORIES).words == '港口 "smart port" 3:1'
    assert parse("港口", MEMORIES).where == ALL


def test_filters_are_read() -> None:
    line = (
        'memory:"the agency" origin:mt origin:TM by:LW document:a.txt 港口 status:draft '
        "domain:ports since:2026-03 until:2026"
    )
    asked = parse(line, MEMORIES)
    assert asked.words == "港口"
    assert asked.where == Filter(
        documents=("a.txt",),
        memories=(2,),
        origins=(Origin.MT, Origin.TM),
        domains=("ports",),
        persons=("LW",),
        statuses=(Status.DRAFT,),
        since=datetime(2026, 3, 1).astimezone(),
        until=datetime(2027, 1, 1).astimezone(),
    )


def test_what_follows_re_is_an_expression() -> None:
    asked = parse("by:LW re:第[一二]条 a:b", MEMORIES)
    assert (asked.words, asked.regex) == ("第[一二]条 a:b", True)
    assert asked.where.persons == ("LW",)
    assert not parse("re:", MEMORIES).regex
    assert not parse("more:x", MEMORIES).regex
    assert parse("港口 re:x", MEMORIES).problem


def test_a_filter_that_is_only_begun_asks_for_nothing() -> None:
    assert parse('港口 memory:"', MEMORIES).where == ALL


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("memory:agncy", "There is no memory “agncy”: default, the agency."),
        ("origin:robot", "There is no origin “robot”: mt, tm, human, alignment."),
        ("status:done", "There is no status “done”: new, draft, confirmed, reviewed."),
        ("since:spring", "“spring” is no date: write 2026-03-14, 2026-03 or 2026."),
    ],
)
def test_a_filter_that_means_nothing_is_told(line: str, problem: str) -> None:
    assert parse(line, MEMORIES).problem == problem


def test_a_filter_is_added_once() -> None:
    assert with_filter("港口", "by", "LW") == "港口 by:LW"
    assert with_filter("by:LW 港口", "by", "LW") == "by:LW 港口"
    assert with_filter("港口 memory:", "memory", "the agency") == '港口 memory:"the agency"'


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read(line: str) -> None:
    asked = parse(line, MEMORIES)
    assert asked.problem or asked.words or not line.strip() or ":" in line or '"' in line


@given(st.sampled_from(["by", "document", "domain"]), st.text(alphabet="a港 :.-", min_size=1))
def test_what_is_added_is_what_is_meant(name: str, value: str) -> None:
    value = " ".join(value.split()) or "x"
    where = parse(token(name, value), {}).where
    assert value in (*where.persons, *where.documents, *where.domains)
    assert name in dict(FILTERS)
