"""The matcher finds the longest terms, in any script mix, and only whole words."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.term import Term, TermStatus, TermTarget
from workbench.terminology.folding import fold
from workbench.terminology.matcher import Matcher, longest_from_left

GLOSSARIES = Path(__file__).parent.parent.parent / "glossaries"
# Rare characters that no dictionary joins into words, so that only the search itself is tested.
RARE = "龘靐齉爩麤灪"


def matcher(*sources: str) -> Matcher:
    return Matcher(Term(source, (TermTarget("x"),)) for source in sources)


def found(text: str, *sources: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in matcher(*sources).find(text)]


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("世界贸易组织总干事", ["世界", "世界贸易", "世界贸易组织"], ["世界贸易组织"]),
        ("中国同美国贸易", ["中国", "美国", "贸易"], ["中国", "美国", "贸易"]),
        ("亚太经合组织（APEC）会议", ["亚太经合组织", "APEC"], ["亚太经合组织", "APEC"]),
        ("Apec会议与ＡＰＥＣ会议", ["APEC"], ["Apec", "ＡＰＥＣ"]),
        ("SAID他说AI很好，AI2不算，OpenAI也不算", ["AI"], ["AI"]),
        ("做了B超和AB超", ["B超"], ["B超"]),
        ("建5G网络，不是15G网络，也不是1.5G网络", ["5G网络"], ["5G网络"]),
        ("在Port of Rotterdam签署", ["Port of Rotterdam"], ["Port of Rotterdam"]),
        ("刚果(布)与刚果（金）", ["刚果（金）", "刚果（布）"], ["刚果(布)", "刚果（金）"]),
        ("用C++和.NET写的(a|b)*", ["C++", ".NET", "(a|b)*"], ["C++", ".NET", "(a|b)*"]),
        ("共建「一带一路」", ["共建“一带一路”"], ["共建「一带一路」"]),
        ("世貿組織", ["世贸组织"], ["世貿組織"]),
        ("世贸组织", ["世貿組織"], ["世贸组织"]),
        ("𠮷野家开业", ["𠮷野家"], ["𠮷野家"]),
        ("İİ中国", ["中国"], ["中国"]),
        ("没有术语", ["中国"], []),
        ("", ["中国"], []),
    ],
)
def test_terms_are_found(text: str, terms: list[str], expected: list[str]) -> None:
    assert found(text, *terms) == expected


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("提供优质产品和服务", "和服"),
        ("南京市长江大桥", "市长"),
        ("其中东部地区", "中东"),
        ("湿地明智利用", "智利"),
        ("相关税费", "关税"),
        ("曾参加国内政府机关的课程", "内政"),
        ("他把手插进口袋里", "进口"),
        ("办理国内外汇兑", "外汇"),
        ("居全世界银行前列", "世界银行"),
        ("沿海地区出现大风", "海地"),
        ("业主权益总额", "主权"),
    ],
)
def test_a_row_of_characters_that_cuts_words_is_no_term(text: str, term: str) -> None:
    assert found(text, term) == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("她穿着和服", "和服"),
        ("市长出席了会议", "市长"),
        ("中东局势", "中东"),
        ("智利总统", "智利"),
        ("降低关税壁垒", "关税"),
        ("扩大进口规模", "进口"),
        ("海地总统", "海地"),
        ("他是加拿大人", "加拿大"),
        ("北大西洋沿岸", "大西洋"),
        ("碳排放量明显下降", "碳排放"),
        ("上市公司股票", "上市公司"),
        ("自由贸易港区", "自由贸易港"),
        ("除物联网号码外", "物联网"),
        ("发展新质生产力", "新质生产力"),
    ],
)
def test_the_term_itself_is_found(text: str, term: str) -> None:
    assert found(text, term) == [term]


def test_a_refused_term_leaves_room_for_the_right_ones() -> None:
    assert found("南京市长江大桥", "市长", "长江大桥", "南京市") == ["南京市", "长江大桥"]


def test_hits_carry_their_term_and_offsets_of_the_original() -> None:
    term = Term("世贸组织", (TermTarget("WTO"),), note="since 1995", id=7)
    (hit,) = Matcher([term]).find("　２０个 世貿組織 成员")
    assert (hit.start, hit.end) == (5, 9)
    assert hit.term == term


def test_terms_of_one_source_are_one_hit_with_all_targets() -> None:
    first = Term("关税", (TermTarget("tariff"), TermTarget("tax", TermStatus.FORBIDDEN)))
    second = Term("關稅", (TermTarget("tax", TermStatus.ADMITTED), TermTarget("duty")))
    (hit,) = Matcher([first, second]).find("关税")
    assert hit.term.source == "关税"
    assert hit.term.targets == (
        TermTarget("tariff"),
        TermTarget("duty"),
        TermTarget("tax", TermStatus.ADMITTED),
    )
    assert len(Matcher([first, second]).terms) == 1


def test_an_empty_glossary_finds_nothing() -> None:
    assert Matcher([]).find("中国") == ()
    assert Matcher([Term("  ", (TermTarget("x"),))]).find("  ") == ()


def test_threads_may_share_a_matcher() -> None:
    shared = matcher("中国", "和服", "贸易")
    texts = ["中国的产品和服务贸易"] * 64
    with ThreadPoolExecutor(8) as pool:
        results = set(pool.map(shared.find, texts))
    assert [[text.start for text in hits] for hits in results] == [[0, 8]]


def starter_terms() -> Iterable[Term]:
    for path in sorted(GLOSSARIES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                target = TermTarget(row["target"], TermStatus(row["status"]))
                yield Term(row["source"], (target,), row["domain"])


def test_every_starter_term_is_found_whole() -> None:
    starters = Matcher(starter_terms())
    lost = [
        term.source
        for term in starters.terms
        if [hit.term.source for hit in starters.find(f"《{term.source}》")] != [term.source]
    ]
    assert lost == []


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None, max_examples=40)  # each example loads the dictionary of words
@given(
    st.lists(st.text(alphabet=RARE, min_size=1, max_size=4), max_size=8),
    st.text(alphabet=RARE, max_size=30),
)
def test_hits_are_the_longest_from_the_left(terms: list[str], text: str) -> None:
    """The oracle tries every term at every place, as a reader with a finger would."""
    expected = []
    at = 0
    while at < len(text):
        here = max((t for t in terms if text.startswith(t, at)), key=len, default="")
        if here:
            expected.append((at, at + len(here)))
        at += len(here) or 1
    assert [(hit.start, hit.end) for hit in matcher(*terms).find(text)] == expected


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(alphabet="aB1超网.", min_size=1, max_size=3), min_size=1, max_size=5),
    st.text(alphabet="aB1超网.,A ", max_size=20),
)
def test_any_mix_of_scripts_is_found_at_boundaries_only(terms: list[str], text: str) -> None:
    keys = {fold(term) for term in terms}
    latin = set("ab1")
    for hit in matcher(*terms).find(text):
        words = fold(text)
        assert words[hit.start : hit.end] in keys
        for at in (hit.start, hit.end):
            assert not (0 < at < len(words) and {words[at - 1], words[at]} <= latin)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5), st.integers(0, 3))))
def test_chosen_spans_never_overlap(pieces: list[tuple[int, int, int]]) -> None:
    spans = [(start, start + length, which) for start, length, which in pieces]
    chosen = list(longest_from_left(spans))
    assert all(a[1] <= b[0] for a, b in pairwise(chosen))
    for span in spans:
        assert any(one[0] < span[1] and span[0] < one[1] for one in chosen)
