"""Fuzzy matches repaired, with and without the embedded model."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.term import Term, TermHit, TermStatus, TermTarget
from workbench.engines.loading import load
from workbench.engines.marian import MarianEngine
from workbench.engines.repair import repaired, substituted
from workbench.memory.repair import Repaired
from workbench.terminology.matcher import Matcher
from workbench.text.numbers import missing_numbers

MATCHER = Matcher(
    Term(source, (TermTarget(target),))
    for source, target in {
        "上海": "Shanghai",
        "上饶": "Shangrao",
        "法国": "France",
        "德国": "Germany",
        "岸桥": "quay crane",
        "轨道吊": "overhead crane",
        "集卡": "container truck",
    }.items()
)


@pytest.fixture(scope="module")
def engine() -> MarianEngine:
    return load("embedded").loaded()


def outside(found: Repaired) -> list[str]:
    """What a repair says that it kept."""
    edges = [0, *(at for span in found.spans for at in span), len(found.text)]
    return [found.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def fits(found: Repaired, target: str) -> bool:
    """Whether the stored target has, in order, all that was kept."""
    return re.fullmatch(".*".join(map(re.escape, outside(found))), target, re.DOTALL) is not None


@pytest.mark.parametrize(
    ("before", "target", "after", "expected", "spans"),
    [
        (
            "去年进口额达到186亿美元，增长百分之十二。",
            "Imports reached 18.6 billion US dollars last year, up 12 percent.",
            "去年进口额达到203亿美元，增长百分之九。",
            "Imports reached 20.3 billion US dollars last year, up 9 percent.",
            ["20.3 billion", "9"],
        ),
        (
            "会谈于9月11日在上海举行。",
            "The talks were held in Shanghai on September 11.",
            "会谈于10月3日在上饶举行。",
            "The talks were held in Shangrao on October 3.",
            ["Shangrao", "October", "3"],
        ),
        (
            "这是一台岸桥。",
            "This is a quay crane.",
            "这是一台轨道吊。",
            "This is an overhead crane.",
            ["an overhead crane"],
        ),
    ],
)
def test_numbers_and_terms_need_no_engine(
    before: str, target: str, after: str, expected: str, spans: list[str]
) -> None:
    found = substituted(before, target, after, MATCHER.find)
    assert found is not None
    assert found.text == expected
    assert [found.text[start:end] for start, end in found.spans] == spans
    assert not found.engine


@pytest.mark.parametrize(
    ("before", "target", "after"),
    [
        ("雾散了。", "The fog lifted.", "云散了。"),  # neither a number nor a term
        ("雾散了。", "The fog lifted.", "雾散了。"),
        ("这是岸桥。", "These are quay cranes.", "这是轨道吊。"),  # in another form
        ("岸桥和岸桥。", "A quay crane and another.", "岸桥和集卡。"),
        ("有{1}26{2}箱。", "There are {1}26{2} boxes.", "有{1}34{2}箱。"),
        ("每小时26箱。", "It handles many boxes an hour.", "每小时34箱。"),
        ("有一台集卡。", "There is 1 container truck.", "有三台集卡。"),
    ],
)
def test_what_is_not_certain_is_not_substituted(before: str, target: str, after: str) -> None:
    assert substituted(before, target, after, MATCHER.find) is None


def test_a_forbidden_term_is_never_put_in() -> None:
    term = Term("云雾", (TermTarget("cloud", TermStatus.FORBIDDEN),))
    matcher = Matcher([Term("大雾", (TermTarget("fog"),)), term])
    assert substituted("大雾散了。", "The fog lifted.", "云雾散了。", matcher.find) is None


CHANGED = [
    (
        "总统将于明年访问中国。",
        "The president will visit China next year.",
        "总理将于明年访问中国。",
    ),
    (
        "两国元首一致认为，气候变化是共同挑战。",
        "The two heads of state agreed that climate change is a common challenge.",
        "两国外长一致认为，气候变化是共同挑战。",
    ),
    ("他昨天去了图书馆。", "He went to the library yesterday.", "他昨天去了学校。"),
    ("我们明天去上海。", "We are going to Shanghai tomorrow.", "我们后天去上海。"),
]


def test_the_engine_writes_what_changed_and_keeps_the_rest(engine: MarianEngine) -> None:
    made = [
        (target, repaired(engine, *case, MATCHER.find)) for case in CHANGED for target in case[1:2]
    ]
    found = [(target, repair) for target, repair in made if repair is not None]
    assert found
    for target, repair in found:
        assert repair.engine
        assert repair.text != target
        assert fits(repair, target)
        assert len("".join(outside(repair))) >= 0.4 * len(target)
        assert repair.score is not None
        assert repair.score < 0


def test_certain_parts_are_substituted_before_the_engine_is_asked(engine: MarianEngine) -> None:
    found = repaired(
        engine,
        "总统将于9月11日访问中国。",
        "The president will visit China on September 11.",
        "总理将于10月3日访问中国。",
        MATCHER.find,
    )
    assert found is None or found.text.endswith("October 3.")


def test_what_has_nothing_in_common_is_left_to_the_draft(engine: MarianEngine) -> None:
    assert repaired(engine, "雾散了。", "The fog lifted.", "他昨天去了学校。", MATCHER.find) is None


PAIRS = [
    ("双方签署了九项合作文件。", "The two sides signed nine cooperation documents."),
    ("他昨天去了图书馆。", "He went to the library yesterday."),
    ("会议于3月5日在上海举行。", "The meeting was held in Shanghai on March 5."),
    ("港区去年完成投资26亿元。", "The port area invested 2.6 billion yuan last year."),
    ("中国愿意同法国一道维护世界和平。", "China is willing to work with France for world peace."),
]
INSERTED = ["", "十", "28", "德国", "公司", "学校", "不", "，", "三百"]


@given(st.sampled_from(PAIRS), st.integers(0, 10), st.integers(0, 3), st.sampled_from(INSERTED))
def test_whatever_changes_nothing_is_lost_and_all_numbers_stand(
    engine: MarianEngine, pair: tuple[str, str], at: int, out: int, new: str
) -> None:
    before, target = pair
    after = before[:at] + new + before[at + out :]
    for found in (
        substituted(before, target, after, MATCHER.find),
        repaired(engine, before, target, after, MATCHER.find),
    ):
        if found is not None:
            assert fits(found, target)
            assert missing_numbers(after, found.text) == ()
            assert found.text != target or before == after


def test_the_glossary_is_asked_for_both_sources() -> None:
    asked: list[str] = []

    def find(source: str) -> Sequence[TermHit]:
        asked.append(source)
        return MATCHER.find(source)

    substituted("到上海去。", "Go to Shanghai.", "到上饶去。", find)
    assert set(asked) == {"到上海去。", "到上饶去。"}
