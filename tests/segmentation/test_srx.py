"""A project's own rules decide where sentences end, within what always holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.strategies import scraps
from workbench.core.document import ParagraphKind
from workbench.errors import FormatError
from workbench.segmentation.chinese import VERY_LONG
from workbench.segmentation.paragraphs import cut_paragraph
from workbench.segmentation.srx import (
    ENGLISH,
    LanguageMap,
    Rule,
    Rules,
    RuleSet,
    boundaries,
    check,
    sentences,
)
from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import without


def cut(before: str, after: str = "") -> Rule:
    return Rule(breaks=True, before=before, after=after)


def stay(before: str, after: str = "") -> Rule:
    return Rule(breaks=False, before=before, after=after)


def own(*rules: Rule, **flags: bool) -> Rules:
    """Rules for Chinese alone."""
    return Rules((RuleSet("own", rules),), (LanguageMap("ZH.*", "own"),), **flags)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([cut("。")], "甲。|乙，丙。|”丁"),
        ([cut("，")], "甲。乙，|丙。”丁"),
        # The first rule that fits decides.
        ([stay("。", "”"), cut("。”?")], "甲。|乙，丙。”|丁"),
        ([cut("。"), stay("。", "”")], "甲。|乙，丙。|”丁"),
        ([cut("。”?")], "甲。|乙，丙。”|丁"),
        ([cut("", "丙")], "甲。乙，|丙。”丁"),
        ([cut("", "")], "甲|。|乙|，|丙|。|”|丁"),
        ([stay("", ""), cut("。")], "甲。乙，丙。”丁"),
        ([cut("x")], "甲。乙，丙。”丁"),
        # A pattern may look further than the place.
        ([cut("(?<=^甲。)")], "甲。|乙，丙。”丁"),
        ([cut("。", "(?=[^，]*$)")], "甲。乙，丙。|”丁"),
        ([cut("^甲.*。", "[^”]")], "甲。|乙，丙。”丁"),
    ],
)
def test_rules_decide(rules: list[Rule], expected: str) -> None:
    text = expected.replace("|", "")
    found = pairwise((0, *boundaries(text, own(*rules)), len(text)))
    assert "|".join(text[a:b] for a, b in found) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\Q.*\E", "a.*b", ("a.*", "b")),
        (r"\x{3002}", "甲。乙", ("甲。", "乙")),
        (r"\u3002", "甲。乙", ("甲。", "乙")),
        (r"\cJ|\e|\v", "甲\u2028乙", ("甲", "乙")),
        (r"(?<m>[甲乙])\k<m>", "甲甲乙", ("甲甲", "乙")),
        (r"(.)\1", "甲甲乙", ("甲甲", "乙")),
        (r"(?i)ok", "OK好", ("OK", "好")),
        (r"[\p{Han}&&[^乙]]", "甲乙丙", ("甲", "乙丙")),
        (r"\p{Nd}++", "12甲", ("12", "甲")),
        (r"[[:digit:]]\s", "1 甲", ("1", "甲")),
    ],
)
def test_the_syntax_of_icu(pattern: str, text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text, own(cut(pattern))) == expected


def test_groups_are_counted_in_each_pattern_alone() -> None:
    assert sentences("甲甲乙乙丙", own(cut(r"(.)\1", r"(.)\1"))) == ("甲甲", "乙乙丙")
    assert sentences("甲乙丙丙", own(cut("(甲)(乙)", r"(.)\1"))) == ("甲乙", "丙丙")


def test_marks_alone_are_no_segment() -> None:
    assert sentences("甲。乙，丙。”丁", own(cut(""))) == ("甲。", "乙，", "丙。”", "丁")


def test_language_maps_choose_the_rules() -> None:
    sets = (
        RuleSet("zh", (cut("，"),)),
        RuleSet("all", (stay("，"), cut("。"))),
        RuleSet("en", (cut(";"),)),
    )
    maps = (LanguageMap("en.*", "en"), LanguageMap("[Zz][Hh]-?.*", "zh"), LanguageMap(".*", "all"))
    text = "甲，乙。丙"
    assert sentences(text, Rules(sets, maps, cascades=True)) == ("甲，", "乙。", "丙")
    assert sentences(text, Rules(sets, maps, cascades=False)) == ("甲，", "乙。丙")
    assert sentences(text, Rules(sets, maps[::-1], cascades=True)) == ("甲，乙。", "丙")
    assert sentences("a; b", Rules(sets, maps, cascades=False), codes=ENGLISH) == ("a;", "b")


@pytest.mark.parametrize(
    "pattern", ["ZH.*", "zh", "zh-CN", "zh_CN", "zh-Hans.*", "(zh|ja).*", ".*"]
)
def test_a_map_for_chinese_may_be_spelled_in_many_ways(pattern: str) -> None:
    rules = Rules((RuleSet("r", (cut("。"),)),), (LanguageMap(pattern, "r"),))
    check(rules, "x")
    assert sentences("甲。乙", rules) == ("甲。", "乙")


@pytest.mark.parametrize("pattern", ["ZH-TW", "JA.*", "z", ""])
def test_a_map_for_another_language_is_none_for_ours(pattern: str) -> None:
    rules = Rules((RuleSet("r", (cut("。"),)),), (LanguageMap(pattern, "r"),))
    with pytest.raises(FormatError, match="no rules for Chinese"):
        check(rules, "x")


def test_codes_go_where_the_rules_say() -> None:
    text = "甲。{1}{2}乙"
    assert sentences(text, own(cut("。")), closing={1}) == ("甲。{1}", "{2}乙")
    assert sentences(text, own(cut("。"), includes_end=False), closing={1}) == ("甲。", "{1}{2}乙")
    assert sentences(text, own(cut("。"), includes_start=True), closing={1}) == ("甲。{1}{2}", "乙")
    assert sentences("甲{1}。乙", own(cut("甲。"))) == ("甲{1}。", "乙")


def test_line_ends_are_boundaries_and_nothing_is_too_long() -> None:
    assert sentences("甲\n乙", own(stay(""))) == ("甲", "乙")
    found = sentences("甲" * 5000, own(stay("")))
    assert max(map(len, found)) <= VERY_LONG
    assert "".join(found) == "甲" * 5000


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_rule_without_end_is_stopped_and_named(side: str) -> None:
    pattern = "(?:啊.*){9}b"
    before, after = (pattern, "") if side == "before" else ("", pattern)
    rules = own(stay("x"), Rule(True, before, after, line=7))
    with pytest.raises(FormatError) as caught:
        sentences("啊" * 300_000, rules, patience=0.05)
    assert "rule 2 of “own” takes too long" in caught.value.what
    assert caught.value.line == 7
    assert "segmentation reset" in caught.value.hint


@given(scraps, st.sampled_from([cut("。"), cut(""), cut("", "的"), stay("。"), cut(r"\s")]))
def test_what_always_holds(text: str, rule: Rule) -> None:
    rules = own(rule, cut("[。！]"))
    found = cut_paragraph(ParagraphKind.BODY, text, rules=rules)
    assert not any(is_wordless(without(segment)) for segment in found)
    if found:
        assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("kind", ["title", "heading", "byline"])
def test_what_is_one_segment_stays_one(kind: str) -> None:
    assert cut_paragraph(ParagraphKind(kind), "甲。乙", rules=own(cut("。"))) == ("甲。乙",)
