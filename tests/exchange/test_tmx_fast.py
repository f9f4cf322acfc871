"""The fast way through a TMX file and the parser's say the same, whatever stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.exchange.tmx import HARD, HEAD, UNITS, everything, file, tu, written
from workbench.core.memory import Unit
from workbench.exchange.tmx_fast import leap
from workbench.exchange.tmx_units import Languages

SUBSET = "<!DOCTYPE tmx [<!ELEMENT own ANY>]>"
"""Whoever declares something may change what elements mean: the parser reads all of such a file."""

PIECES = st.sampled_from(
    [
        *(
            "甲乙",
            "a b",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\u3000",
            "{1}",
            ">",
            "]]>",
            '"',
            "'",
            "\U0001fffe",
        ),
        *(
            "&amp;",
            "&lt;",
            "&#x4E2D;",
            "&#65;",
            "&#0065;",
            "&apos;&quot;",
            "&amp;lt;",
            "&nbsp;",
            "&",
        ),
        *("<ph/>", "<ph x='1'>c</ph>", "<!-- c -->", "<![CDATA[<&]]>", "<hi>", "</hi>", "<?pi x?>"),
        *(
            "<",
            "<tu>",
            "</tu>",
            "</seg>",
            "<seg>",
            "&#x1F;",
            "\x01",
            "\ufeff",
            "&#xFEFF;",
            "é",
            "𠮷",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=3).map("".join) | st.sampled_from(HARD[4:5])
CODES = st.sampled_from(["zh", "ZH_cn", "zh-TW", "en", "en-US", "eng", "fr", ""])
ATTRIBUTES = st.sampled_from(
    [
        *("", ' creationid="LW"', ' changedate="20240503T091500Z"', " creationid='LW'", ' a="b>c"'),
        *(' tuid="7"', ' usagecount="3" lastusagedate="x"', ' creationid="a" creationid="b"'),
        *(
            ' srclang="zh-TW"',
            '\n creationid = "MT!"',
            ' x="&lt;"',
            ' changeid="a\nb"',
            ' a="b"c="d"',
        ),
    ]
)
FACTS = st.sampled_from(
    [
        *("", "<note>one\r\ntwo</note>", '<prop type="x-own">甲 &amp; 乙</prop>', "<note/>"),
        *('<prop type="x-document">d</prop>\n<prop type="file">e</prop>', "<note>a</prop>"),
        *('<prop type="x-placeholders">1 2</prop>', '<prop type="x-origin">mt</prop>', "<other/>"),
    ]
)


@st.composite
def elements(draw: st.DrawFn) -> str:
    """A `tu` element of nearly any kind, well-formed or not."""
    variants = [
        f'<tuv xml:lang="{draw(CODES)}"{draw(ATTRIBUTES)}>{draw(FACTS)}'
        f"<seg>{draw(TEXTS)}</seg></tuv>"
        for _ in range(draw(st.sampled_from([0, 1, 2, 2, 2, 2, 2, 3])))
    ]
    space = draw(st.sampled_from(["", "\n", "\r\n  ", "x"]))
    return f"<tu{draw(ATTRIBUTES)}>{draw(FACTS)}{space.join(variants)}{space}</tu>\n"


PLAIN = tu("一", "one")


@settings(max_examples=500)
@given(st.lists(elements() | st.just(PLAIN), min_size=1, max_size=6))
@example([PLAIN, PLAIN.replace("one", "one]]>"), PLAIN])
@example([PLAIN, PLAIN.replace("en", "zh"), PLAIN.replace("zh-CN", "en-US"), PLAIN])
@example([PLAIN, "<!-- </tu>", PLAIN, "-->", PLAIN])
@example([PLAIN, "<![CDATA[ </tu>", PLAIN, "]]>", PLAIN])
def test_both_ways_give_the_same(units: list[str]) -> None:
    fast = everything(file(PLAIN, *units, PLAIN))
    assert fast == everything(file(PLAIN, *units, PLAIN, head=SUBSET + HEAD))


@given(st.lists(UNITS, max_size=5))
def test_both_ways_give_the_same_of_what_we_write(units: list[Unit]) -> None:
    content = written(units)
    assert everything(content) == everything(content.replace(b"<tmx", SUBSET.encode() + b"<tmx", 1))


def test_plain_units_are_read_at_a_leap() -> None:
    text = PLAIN * 3 + tu("二<ph/>", "<it pos='x'/>two") + tu("二<ph x='1'>c</ph>", "two") + PLAIN
    text = text.replace("'", '"') + tu("<hi>三</hi>", "three") + PLAIN
    done = leap(text, 0, Languages("zh", "en"), "d")
    assert [unit.source for unit in done.units] == ["一", "一", "一", "二{1}", "二{1}", "一"]
    assert text[done.end :].startswith("\n<tu>")


@pytest.mark.parametrize(
    "unusual",
    [
        tu("一 & 二", "one"),
        tu("一&firm;", "one"),
        tu("一", ""),
        tu("一]]>", "one"),
        tu("一", "one", attributes=" tuid='1'"),
        tu("一", "one", attributes=' tuid="1" tuid="2"'),
        tu("一", "one", facts="<note>a</prop>"),
        tu("一" * 10_001, "one"),
        tu("<ph>x</ph>", "one"),
        tu("一<it>x</ut>", "one"),
        tu("一<ph/>", "one", facts='<prop type="x-placeholders">7</prop>'),
        tu("一", "one").replace("zh-CN", "fr"),
        tu("一", "one").replace("zh-CN", "en"),
    ],
)
def test_what_is_unusual_is_left_to_the_parser(unusual: str) -> None:
    done = leap(unusual, 0, Languages("zh", "en"), "d")
    assert (done.units, done.end) == ([], 0)
