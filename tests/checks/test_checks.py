"""Each check on what it must find, and on the false alarms that it must not give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.checks.context import Context
from workbench.checks.registry import CHECKS, severities
from workbench.checks.run import check
from workbench.core.issue import Issue, Severity, Side
from workbench.core.term import Term, TermStatus, TermTarget
from workbench.terminology.matcher import Matcher

PLAIN = Context()


def issues(name: str, source: str, target: str, context: Context = PLAIN) -> list[tuple[str, str]]:
    """Run one check; return each issue's code and the words that it points at."""
    (one,) = (known for known in CHECKS if known.name == name)
    sides = {Side.SOURCE: source, Side.TARGET: target}
    found = one.run(source, target, context)
    return [(issue.code, sides[issue.side][issue.start : issue.end]) for issue in found]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("中国", "", [("target-empty", "")]),
        ("中国", " \n", [("target-empty", "")]),
        ("中国 人民", "中国人民", [("target-is-source", "中国人民")]),
        ("——", "", []),
        ("APEC 2026", "APEC 2026", []),
        ("中国", "China", []),
    ],
)
def test_untranslated(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert issues("untranslated", source, target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The 港口 handles 货物.", ["港口", "货物"]),
        ("The 𠮷 sign", ["𠮷"]),
        ("Pinyin gǎngkǒu, accents é", []),
        ("Japanese かな", []),
    ],
)
def test_leftover_chinese(target: str, expected: list[str]) -> None:
    assert [words for _, words in issues("leftover-chinese", "港口", target)] == expected


def test_missing_numbers_point_into_the_source() -> None:
    found = issues("missing-numbers", "共有7000亿元、八项行动", "There are eight actions")
    assert found == [("number-missing", "7000亿")]
    assert issues("missing-numbers", "近一成", "nearly 10 percent") == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("In the the end", [("word-doubled", "the the")]),
        ("In The the end", [("word-doubled", "The the")]),
        ("It goes on on and on", [("word-doubled", "on on")]),
        ("slowly slowly slowly", [("word-doubled", "slowly slowly slowly")]),
        (
            "Xi Jinping Xi Jinping Xi Jinping",
            [("phrase-doubled", "Xi Jinping Xi Jinping Xi Jinping")],
        ),
        ("of the port of the port", [("phrase-doubled", "of the port of the port")]),
        ("so it, so it, so it goes", [("phrase-doubled", "so it, so it, so it")]),
        ("the removal, the removal of it", []),
        ("a bank company, a bank company clerk", []),
        ("In the the. The end", [("word-doubled", "the the")]),
        ("wider and wider and wider and so on", []),
        ("more and more and better", []),
        ("bit by bit", []),
        ("The end. The beginning. The", []),
        ("one, one", []),
        ("10 10", []),
        ("the man, the plan", []),
        ("", []),
    ],
)
def test_repetition(target: str, expected: list[tuple[str, str]]) -> None:
    assert issues("repetition", "源", target) == expected


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("the the port", Severity.WARNING),
        ("he had had enough", Severity.NOTE),
        ("he said that that was so", Severity.NOTE),
        ("he had had had enough", Severity.WARNING),
        ("Bora Bora is far", Severity.NOTE),
    ],
)
def test_a_doubled_word_that_may_be_right_is_only_noted(target: str, severity: Severity) -> None:
    (issue,) = check("他说够了。", f"{target}.", PLAIN)
    assert (issue.code, issue.severity) == ("word-doubled", severity)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a (b", [("bracket-unpaired", "(")]),
        ("a b) c", [("bracket-unpaired", ")")]),
        ("a (b] c)", [("bracket-unpaired", "]")]),
        ("（a)", [("bracket-unpaired", "（"), ("bracket-unpaired", ")")]),
        ('He said "no.', [("quote-unpaired", '"')]),
        ("He said “no.", [("quote-unpaired", "“")]),
        ("He said no.”", [("quote-unpaired", "”")]),
        ("He said ‘no.", [("quote-unpaired", "‘")]),
        ("a [b (c) d] {e}", []),
        ("a) first", []),
        ("(iv) fourth", []),
        ("2) second", []),
        ("Don't take the workers' tools, it's Lucas’ and China’s ’90s rock ’n’ roll", []),
        ("“He said ‘no’ and it’s so”", []),
        ('"Yes," he said, "and 5\' 6" tall"', []),
        ('He said "yes" and "no"', []),
        ("'Quoted' it is", []),
        ('It is "from 2010".', []),
        ('The screen is 27" wide', []),
        ("", []),
    ],
)
def test_pairs(target: str, expected: list[tuple[str, str]]) -> None:
    assert issues("pairs", "源文", target) == expected


def test_a_target_may_be_as_unbalanced_as_its_source() -> None:
    assert issues("pairs", "他说：“我们来了。", "He said, “We are here.") == []
    assert issues("pairs", "我们走吧。”", 'Let us go."') == []
    assert issues("pairs", "（一部分", "(a part") == []
    assert issues("pairs", "他说：“我们来了。", "He said, (“We are here.") == [
        ("bracket-unpaired", "(")
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Yes，no。", ["，", "。"]),
        ("“Yes” – ‘no’ … — it’s", []),
        ("ＡＢＣ and　space", ["ＡＢＣ", "　"]),
        ("《Title》", ["《", "》"]),
        ("“Yes”？！", ["？！"]),
    ],
)
def test_chinese_punctuation(target: str, expected: list[str]) -> None:
    assert [words for _, words in issues("chinese-punctuation", "源", target)] == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (" Yes", ["space-at-edge"]),
        ("Yes\n", ["space-at-edge"]),
        ("Yes  no", ["space-doubled"]),
        ("Yes , no", ["space-before-mark"]),
        ("Yes .", ["space-before-mark"]),
        ("Use .NET and ... so on", []),
        ("Yes, no.", []),
        ("   ", []),
    ],
)
def test_spacing(target: str, expected: list[str]) -> None:
    assert [code for code, _ in issues("spacing", "源", target)] == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("走吧。", "Let us go.", []),
        ("走吧。", "Let us go", ["ending-missing"]),
        ("走吧！", "Let us go.", []),
        ("走吧。”", "Let us go.”", []),
        ("走吧……", "Let us go…", []),
        ("是吗？！", "Really?!", []),
        ("是吗？!", "Really?", []),
        ("是吗？", "Really.", ["ending-differs"]),
        ("“是吗？”他问。", "“Really?” he asked.", []),
        ("“是吗？”他问。", "He asked, “Really?”", []),
        ("你来吗。", "Are you coming?", []),
        ("他来了。", "Is he here?", ["ending-differs"]),
        ("标题", "A title", []),
        ("标题", "A title.", []),
        ("他说：", "He said:", []),
        ("走吧.", "Let us go.", []),
        ("（走吧。）", "(Let us go.)", []),
        ("走吧；", "Go", []),
        ("第一项。", "the first item; and", []),
        ("走吧。", "", []),
    ],
)
def test_ending(source: str, target: str, expected: list[str]) -> None:
    assert [code for code, _ in issues("ending", source, target)] == expected


def test_length() -> None:
    source = "新港区去年完成货物吞吐量比上年增长近一成，其中外贸货物增长更快"
    assert issues("length", source, "The new port grew.") == [
        ("length-short", "The new port grew.")
    ]
    assert [code for code, _ in issues("length", source, "word " * 60)] == ["length-long"]
    assert (
        issues(
            "length",
            source,
            "The new port handled ten percent more cargo last year, foreign trade growing faster",
        )
        == []
    )
    assert issues("length", "走吧", "Go") == []


GLOSSARY = Matcher(
    [
        Term(
            "国家统计局",
            (
                TermTarget("National Bureau of Statistics"),
                TermTarget("NBS", TermStatus.ADMITTED),
                TermTarget("National Statistical Office", TermStatus.FORBIDDEN),
            ),
        ),
        Term("小康", (TermTarget("well-off", TermStatus.FORBIDDEN),)),
    ]
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("国家统计局说", "It said", [("term-missing", "国家统计局")]),
        (
            "国家统计局说",
            "The National Statistical Office said",
            [("term-forbidden", "National Statistical Office")],
        ),
        ("国家统计局说", "The NBS said", []),
        ("小康社会", "a well-off society", [("term-forbidden", "well-off")]),
        ("小康社会", "a prosperous society", []),
    ],
)
def test_terms(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    context = Context(GLOSSARY.find(source))
    assert issues("terms", source, target, context) == expected


def test_the_message_says_what_to_write() -> None:
    context = Context(GLOSSARY.find("国家统计局说"))
    (issue,) = check("国家统计局说", "The National Statistical Office said", context)
    assert issue.message == (
        "“National Statistical Office” is forbidden for 国家统计局: "
        "use “National Bureau of Statistics”."
    )


def test_a_segment_without_translation_has_one_issue() -> None:
    assert [issue.code for issue in check("港口有8个泊位。", "", PLAIN)] == ["target-empty"]
    assert [issue.code for issue in check("港口。", "港口。", PLAIN)] == ["target-is-source"]
    assert check("……", "", PLAIN) == ()


def test_a_good_translation_has_none() -> None:
    assert (
        check(
            "新港区去年完成货物吞吐量1.2亿吨，比上年增长近一成。",
            "The port area handled 120 million tonnes of cargo last year, up nearly 10 percent.",
            PLAIN,
        )
        == ()
    )


def test_errors_come_first() -> None:
    found = check("有8个港口。", "There  are the the 港口", PLAIN)
    assert [issue.severity for issue in found] == sorted(
        (issue.severity for issue in found), key=list(Severity).index
    )
    assert found[0].code == "chinese-left"
    assert {issue.code for issue in found} == {
        "chinese-left",
        "number-missing",
        "word-doubled",
        "ending-missing",
        "space-doubled",
    }


def test_every_check_has_help_and_codes_of_its_own() -> None:
    codes = [code for one in CHECKS for code in one.severities]
    assert len(set(codes)) == len(codes) == len(severities())
    assert len({one.name for one in CHECKS}) == len(CHECKS)
    for one in CHECKS:
        assert one.help.splitlines()[0].endswith(".")


@given(
    st.text(alphabet="中国有8个港口（）“”？。，一二百万 ab", max_size=30),
    st.text(alphabet="the port()[]{}\"'“”‘’?.!,，。 中8\n5", max_size=60),
)
def test_any_pair_is_survived(source: str, target: str) -> None:
    for issue in check(source, target, PLAIN):
        text = source if issue.side is Side.SOURCE else target
        assert 0 <= issue.start <= issue.end <= len(text)
        assert list(Severity).index(issue.severity) >= list(Severity).index(
            severities()[issue.code]
        )


def test_checks_are_pure() -> None:
    first: tuple[Issue, ...] = check("有8个港口。", "The ports", PLAIN)
    assert first == check("有8个港口。", "The ports", PLAIN)
