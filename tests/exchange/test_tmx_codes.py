"""Inline elements are placeholders in a unit, and inline elements again in what is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exchange.tmx import everything, file, tu, written
from workbench.core.memory import InlineCode, Unit
from workbench.exchange.tmx_codes import element, render, start_tag
from workbench.memory.adaptation import adapted
from workbench.memory.scoring import score
from workbench.text.placeholders import placeholders

BOLD = '<bpt i="1" x="1">&lt;b&gt;</bpt>'
END = '<ept i="1">&lt;/b&gt;</ept>'
BREAK = '<ph x="2">&lt;br/&gt;</ph>'


def unit(source: str, target: str) -> Unit:
    """Return the one unit of a file with these segments."""
    (found,) = everything(file(tu(source, target)))
    assert isinstance(found, Unit)
    return found


def again(one: Unit) -> Unit:
    """Return a unit as it is after writing and reading."""
    (found,) = everything(written([one]))
    assert isinstance(found, Unit)
    return found


def test_codes_are_kept_with_their_side() -> None:
    found = unit(f"{BOLD}粗{END}体{BREAK}", f"{BREAK}A {BOLD}bold{END} type")
    assert (found.source, found.target) == ("{1}粗{2}体{3}", "{3}A {1}bold{2} type")
    assert found.source_codes == tuple(map(InlineCode, (1, 2, 3), (BOLD, END, BREAK)))
    assert found.target_codes == tuple(map(InlineCode, (3, 1, 2), (BREAK, BOLD, END)))


@pytest.mark.parametrize(
    ("source", "target", "texts"),
    [
        # x says which is which, whatever the order and the content.
        ('<ph x="1"/>甲<ph x="2"/>', '<ph x="2">b</ph>a<ph x="1">a</ph>', ("{1}甲{2}", "{2}a{1}")),
        ("<ph>a</ph>甲<ph>b</ph>", "<ph>b</ph>a<ph>a</ph>", ("{1}甲{2}", "{2}a{1}")),
        ("<ph>a</ph>甲<ut>b</ut>", "<ut/>a<ph/>", ("{1}甲{2}", "{2}a{1}")),
        # What closes follows what opens.
        (
            '<bpt i="1" x="1"/><bpt i="2" x="2"/>甲<ept i="2"/><ept i="1"/>',
            '<bpt i="1" x="2"/>a<ept i="1"/><bpt i="2" x="1"/>b<ept i="2"/>',
            ("{1}{2}甲{3}{4}", "{2}a{3}{1}b{4}"),
        ),
        ("<hi>甲<hi x='1'>乙</hi></hi>", "<hi x='1'>b</hi>", ("{1}甲{2}乙{3}{4}", "{2}b{3}")),
        # Without a counterpart: a number that neither has.
        ('<ph x="1"/>甲', '<ph x="7"/>a<ph x="1"/>', ("{1}甲", "{2}a{1}")),
        ("甲", "a<ph/>", ("甲", "a{1}")),
        # Digits in braces are text.
        ("{1}甲<ph/>", "{2}a<ph/>", ("{1}甲{3}", "{2}a{3}")),
    ],
)
def test_a_target_s_codes_are_numbered_after_the_source_s(
    source: str, target: str, texts: tuple[str, str]
) -> None:
    found = unit(source, target)
    assert (found.source, found.target) == texts
    assert again(found) == found


@pytest.mark.parametrize(
    ("target", "written_as"),
    [
        ("{1}bold{2}{3}", f"{BOLD}bold{END}{BREAK}"),
        ("bold{2}", 'bold<it pos="end">&lt;/b&gt;</it>'),
        ("{2}bold{1}", '<it pos="end">&lt;/b&gt;</it>bold<it pos="begin" x="1">&lt;b&gt;</it>'),
        ("{3}{3} {4}", f"{BREAK}{BREAK} {{4}}"),
        ("{03}", "{03}"),
        ("no codes & <none>", "no codes &amp; &lt;none&gt;"),
    ],
)
def test_what_a_translator_did_to_placeholders_is_written(target: str, written_as: str) -> None:
    edited = replace(unit(f"{BOLD}粗{END}体{BREAK}", "x"), target=target)
    assert render(edited).target == written_as
    assert again(edited).target == target
    assert again(again(edited)) == again(edited)


def test_an_end_of_hi_that_closes_nothing_stands_alone() -> None:
    edited = replace(unit('<hi type="b">重</hi>要', "x"), target="{2}a{1}")
    assert render(edited).target == (
        '<it pos="end">&lt;/hi&gt;</it>a<it pos="begin">&lt;hi type="b"&gt;</it>'
    )
    assert again(edited).target == "{2}a{1}"


def test_a_document_s_numbers_come_back() -> None:
    codes = tuple(InlineCode(n, element("ph", {"type": "image"}, f"img{n}")) for n in (7, 8))
    one = Unit(
        "图{7}和{8}", "{8} and {7}", document="a", source_codes=codes, target_codes=codes[::-1]
    )
    assert again(one) == one


def test_numbers_that_cannot_be_are_not_believed() -> None:
    said = '<prop type="x-placeholders">{}</prop>'
    for numbers in ("1", "1 x", "3 4 5", "9999999 1", "5 6"):
        wrong = said.format(numbers)
        (found,) = everything(
            file(
                f'<tu><tuv xml:lang="zh">{wrong}<seg>甲{{5}}<ph/><ph/></seg></tuv>'
                '<tuv xml:lang="en"><seg>a</seg></tuv></tu>'
            )
        )
        assert isinstance(found, Unit)
        assert found.source == "甲{5}{1}{2}"
        assert found.properties == ()


def test_a_unit_with_codes_fits_a_document_s_segment() -> None:
    found = unit(f"单击{BOLD}保存{END}。", f"Click {BOLD}Save{END}.")
    assert score("单击{1}保存{2}。", found.source).percent == 100
    later = "单击{3}保存{4}。"
    assert score(later, found.source).percent == 99
    assert adapted(found.target, found.source, later) == "Click {3}Save{4}."
    assert adapted(found.target, found.source, "单击保存。") == "Click Save."


def test_old_versions_attributes_are_completed() -> None:
    found = unit('<bpt x="1">a</bpt>甲<ept>b</ept><it>c</it><it pos="End"/>', "a")
    assert [code.xml for code in found.source_codes] == [
        '<it pos="begin" x="1">a</it>',
        '<it pos="end">b</it>',
        '<it pos="begin">c</it>',
        '<it pos="end"/>',
    ]


def test_what_stands_within_a_code_stays_there() -> None:
    inner = '<ph x="1" assoc="p">a<sub type="t">甲<hi>乙<bpt i="1"/></hi></sub>b</ph>'
    (code,) = unit(f"丙{inner}", "c").source_codes
    assert code.xml == inner
    odd = unit('丙<ph id="9" assoc="z"><b a="1">x</b><br/></ph>', "c")
    assert odd.source_codes[0].xml == ('<ph>&lt;b a="1"&gt;x&lt;/b&gt;&lt;br/&gt;</ph>')


def test_attributes_are_quoted() -> None:
    assert start_tag("ph", {"type": 'a"b<c>&\n'}) == '<ph type="a&quot;b&lt;c&gt;&amp;&#10;">'
    assert element("ph", {}, "a\nb<") == "<ph>a&#10;b&lt;</ph>"


XML = st.sampled_from(
    [
        BOLD,
        END,
        BREAK,
        "<ph/>",
        '<bpt i="2"/>',
        '<ept i="2"/>',
        '<hi type="b">',
        "</hi>",
        "<ut>u</ut>",
    ]
)
CODES = st.lists(XML, max_size=5).map(
    lambda found: tuple(InlineCode(number, xml) for number, xml in enumerate(found, 1))
)
TEXTS = st.lists(st.sampled_from(["{1}", "{2}", "{3}", "{4}", "{9}", "字", "a ", "&<"]), max_size=8)


@settings(max_examples=500)
@given(TEXTS.map("".join), TEXTS.map("".join), CODES, CODES)
def test_whatever_became_of_placeholders_comes_back(
    source: str, target: str, ours: tuple[InlineCode, ...], theirs: tuple[InlineCode, ...]
) -> None:
    one = Unit(f"甲{source}", f"a{target}", source_codes=ours, target_codes=theirs)
    for content in (render(one).source, render(one).target):
        etree.fromstring(f"<seg>{content}</seg>")
    back = again(one)
    assert (back.source, back.target) == (one.source.strip(), one.target.strip())
    known = {code.number for code in (*ours, *theirs)}
    assert {code.number for code in back.source_codes} == known & set(placeholders(one.source))
    assert again(back) == back
