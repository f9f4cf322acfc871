"""The check of placeholders, and that the other checks do not see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.checks.context import Context
from workbench.checks.run import check
from workbench.core.code import Code, CodeKind
from workbench.core.issue import Issue, Severity, Side
from workbench.core.term import Term, TermTarget
from workbench.terminology.matcher import Matcher
from workbench.text.placeholders import bare, without

BOLD = (
    Code(1, CodeKind.OPEN, "<b>", "<b>", 2),
    Code(2, CodeKind.CLOSE, "</b>", "</b>", 1),
    Code(3, CodeKind.ALONE, "<br>", "<br>"),
)
SOURCE = "他{1}慢慢{2}走了{3}。"


def _found(target: str, source: str = SOURCE) -> list[tuple[str, Side, str, int]]:
    texts = {Side.SOURCE: source, Side.TARGET: target}
    return [
        (issue.code, issue.side, texts[issue.side][issue.start : issue.end], issue.start)
        for issue in check(source, target, Context(codes=BOLD))
    ]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("He {1}slowly{2} left.{3}", []),
        ("{3}{1}Slowly{2} he left.", []),
        ("He {1}slowly{2} left.", [("placeholder-lost", Side.SOURCE, "{3}", 11)]),
        ("He {1}{1}slowly{2} left{3}.", [("placeholder-repeated", Side.TARGET, "{1}", 6)]),
        (
            "He {1}slowly{2} {4}left{3}{4}.",
            [
                ("placeholder-unknown", Side.TARGET, "{4}", 16),
                ("placeholder-unknown", Side.TARGET, "{4}", 26),
            ],
        ),
        ("He {2}slowly{1} left{3}.", [("placeholder-order", Side.TARGET, "{2}", 3)]),
    ],
)
def test_what_is_wrong_with_placeholders(
    target: str, found: list[tuple[str, Side, str, int]]
) -> None:
    assert _found(target) == found


def test_messages_name_the_code() -> None:
    (issue,) = check(SOURCE, "He {1}slowly{2} left.", Context(codes=BOLD))
    assert issue.severity is Severity.ERROR
    assert issue.message == "{3} (<br>) is missing in the target."


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("共有{1}人。", "There are {1} people."),  # 1 is no number
        ("{1}他走了。{2}", "{1}He left.{2}"),  # the end is the full stop
        ("他{1}走了。", "He {1} left."),  # two spaces, but not side by side
        ("{1} 他走了。", "{1} He left."),
        ("他说{1}（是）{2}。", "He said ({1}yes{2})."),
        ("有{1}7{2}000人。", "There are {1}7{2}000 people."),
    ],
)
def test_no_false_alarm_by_placeholders(source: str, target: str) -> None:
    assert check(source, target, Context(codes=BOLD[:0])) == ()


@pytest.mark.parametrize(
    ("source", "target", "code", "words"),
    [
        ("{1}他走了{2}", "{1}He 走{2}了 left{2}"[:-3], "chinese-left", "走{2}了"),
        ("{1}他走了。{2}", "{1}He left{2}", "ending-missing", ""),
        ("{1}他{2}走了。", "{1}He the{2} the left.", "word-doubled", "the{2} the"),
        ("{1}他{2}走了。", "{1}He{2} left，.", "chinese-punctuation", "，"),
        ("有{1}700{2}0人走了。", "Many {1}people{2} left.", "number-missing", "700{2}0"),
        ("{1}他{2}走了。", "{1}He{2}  left.", "space-doubled", "  "),
    ],
)
def test_spans_are_those_of_the_text_as_it_is(
    source: str, target: str, code: str, words: str
) -> None:
    (issue,) = (one for one in check(source, target, Context()) if one.code == code)
    text = source if issue.side is Side.SOURCE else target
    assert text[issue.start : issue.end] == words


def test_a_term_is_looked_for_through_placeholders() -> None:
    matcher = Matcher([Term("智慧集卡", (TermTarget("smart truck"),))])
    source = "智慧{1}集卡{2}到了。"
    (hit,) = matcher.find(source)
    assert source[hit.start : hit.end] == "智慧{1}集卡"
    context = Context(matcher.find(source))
    assert check(source, "The smart {1}trucks{2} are here.", context) == ()
    (issue,) = check(source, "The {1}trucks{2} are here.", context)
    assert (issue.code, source[issue.start : issue.end]) == ("term-missing", "智慧{1}集卡")


def test_nothing_is_found_in_a_placeholder() -> None:
    assert Matcher([Term("1", (TermTarget("one"),))]).find("他{1}走了") == ()


pieces = st.lists(
    st.sampled_from(["{1}", "{2}", "he ", "he", "走", ",", " ", "(", "12", "。", "“", "."]),
    max_size=12,
).map("".join)


@given(pieces, pieces)
def test_other_checks_find_what_they_find_without(source: str, target: str) -> None:
    def others(issues: tuple[Issue, ...]) -> list[tuple[str, str]]:
        return sorted(
            (issue.code, issue.message)
            for issue in issues
            if not issue.code.startswith(("placeholder", "space"))
        )

    plain = check(bare(source).text, bare(target).text, Context())
    if without(target).strip():
        assert others(check(source, target, Context())) == others(plain)
