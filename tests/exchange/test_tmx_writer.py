"""What the writer writes, byte for byte, and that it obeys the format's rules."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exchange.tmx import HARD, UNITS, written
from workbench import __version__
from workbench.core.memory import InlineCode, Unit
from workbench.core.status import Origin, Status
from workbench.exchange.tmx_writer import write
from workbench.text.normalise import clean
from workbench.text.placeholders import PLACEHOLDER, placeholder

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GOLDEN = f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="translators-workbench" creationtoolversion="{__version__}" \
segtype="sentence" o-tmf="translators-workbench" adminlang="en" srclang="zh-CN" \
datatype="plaintext"/>
  <body>
    <tu>
      <note>See § 3 &amp; annex.
Second line.</note>
      <prop type="x-origin">mt</prop>
      <prop type="x-document">港口.txt</prop>
      <prop type="x-domain">trade</prop>
      <prop type="x-context-pre">会谈结束。</prop>
      <prop type="x-context-post">&lt;图&gt;</prop>
      <tuv xml:lang="zh-CN"><seg>双方同意扩大“贸易”。</seg></tuv>
      <tuv xml:lang="en" creationdate="20240503T091500Z" creationid="L &quot;W&quot;" \
changedate="20240504T000000Z" changeid="R&amp;D"><seg>They agreed to expand "trade".</seg></tuv>
    </tu>
    <tu>
      <prop type="x-origin">human</prop>
      <tuv xml:lang="zh-CN"><seg>一。</seg></tuv>
      <tuv xml:lang="en"><seg>One.</seg></tuv>
    </tu>
  </body>
</tmx>
"""


CODED = """    <tu tuid="17" usagecount="3" lastusagedate="20240504T000000Z" segtype="phrase">
      <prop type="x-origin">human</prop>
      <prop type="x-status">reviewed</prop>
      <prop type="x-client">A &amp; B</prop>
      <prop type="@creationid">odd</prop>
      <tuv xml:lang="zh-CN"><seg>港口<bpt i="1" x="1">&lt;b&gt;</bpt>很忙\
<ept i="1">&lt;/b&gt;</ept>。<ph x="3">&lt;br&gt;</ph></seg></tuv>
      <tuv xml:lang="en"><seg>The port is <bpt i="1" x="1">&lt;b&gt;</bpt>busy\
<ept i="1">&lt;/b&gt;</ept>.<ph x="3">&lt;br&gt;</ph></seg></tuv>
    </tu>
"""
OPEN = InlineCode(1, '<bpt i="1" x="1">&lt;b&gt;</bpt>')
CLOSE = InlineCode(2, '<ept i="1">&lt;/b&gt;</ept>')
BREAK = InlineCode(3, '<ph x="3">&lt;br&gt;</ph>')
BUSY = Unit(
    "港口{1}很忙{2}。{3}",
    "The port is {1}busy{2}.{3}",
    status=Status.REVIEWED,
    source_codes=(OPEN, CLOSE, BREAK),
    target_codes=(OPEN, CLOSE, BREAK),
    properties=(
        ("@tuid", "17"),
        ("@usagecount", "3"),
        ("@lastusagedate", "2024-05-04"),
        ("@segtype", "phrase"),
        ("x-client", "A & B"),
        ("@creationid", "odd"),
    ),
)

ELEMENTS = (
    '<bpt i="{i}" x="{i}">&lt;b&gt;</bpt>',
    '<ept i="{i}">&lt;/b&gt;</ept>',
    '<bpt i="{i}" type="bold"/>',
    "<hi>",
    '<hi type="b" x="{i}">',
    "</hi>",
    '<ph x="{i}">&lt;img alt="<sub>图<ph>x</ph></sub>"&gt;</ph>',
    "<ph>&amp;</ph>",
    '<it pos="begin" x="{i}">(</it>',
    '<it pos="end"/>',
    "<ut>\\b</ut>",
)


@st.composite
def coded_units(draw: st.DrawFn) -> Unit:
    """Units whose placeholders are as chance has them: missing, repeated, crossing, unknown."""
    codes = tuple(
        InlineCode(number, draw(st.sampled_from(ELEMENTS)).format(i=draw(st.integers(1, 3))))
        for number in range(1, draw(st.integers(2, 6)))
    )
    pieces = st.one_of(st.integers(1, 7).map(placeholder), st.sampled_from(("字", "a ", "&", " ")))
    source, target = (draw(st.lists(pieces, min_size=1).map("".join)) for _ in "st")
    return Unit(f"甲{source}", f"{target}z", source_codes=codes, target_codes=codes[::2])


@pytest.fixture(scope="module")
def rules() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("tmx14.rng")))


@pytest.fixture(scope="module")
def dtd() -> etree.DTD:
    return etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))


def test_golden() -> None:
    full = Unit(
        "双方同意扩大“贸易”。",
        'They agreed to expand "trade".',
        Origin.MT,
        document="港口.txt",
        domain="trade",
        note="See § 3 & annex.\nSecond line.\n",
        before="会谈结束。",
        after="<图>",
        created_at=datetime(2024, 5, 3, 9, 15, tzinfo=UTC),
        created_by='L "W"',
        changed_at=datetime(2024, 5, 4, tzinfo=UTC),
        changed_by="R&D",
    )
    assert written([full, Unit("一。", "One.")]).decode() == GOLDEN


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(UNITS, max_size=4))
def test_every_file_obeys_the_rules_of_tmx(
    rules: etree.RelaxNG, dtd: etree.DTD, units: list[Unit]
) -> None:
    root = etree.fromstring(written(units))
    rules.assertValid(root)
    dtd.assertValid(root)
    texts = [tuple(seg.text for seg in tu.iter("seg")) for tu in root.iter("tu")]
    assert texts == [(clean(unit.source), clean(unit.target)) for unit in units]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(coded_units(), min_size=1, max_size=3))
def test_inline_elements_are_valid_whatever_became_of_them(
    rules: etree.RelaxNG, dtd: etree.DTD, units: list[Unit]
) -> None:
    root = etree.fromstring(written(units))
    rules.assertValid(root)
    dtd.assertValid(root)
    for seg in root.iter("seg"):
        assert_paired(seg)


def assert_paired(seg: etree._Element) -> None:
    """Each `bpt` is closed by one later `ept` of its own number (section 3.3)."""
    waiting: set[str] = set()
    for element in seg.iter("bpt", "ept"):
        number = element.get("i", "")
        if element.tag == "bpt":
            assert number not in waiting
            waiting.add(number)
        else:
            waiting.remove(number)
    assert not waiting


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded_units())
def test_level_1_has_the_words_alone(rules: etree.RelaxNG, unit: Unit) -> None:
    stream = io.BytesIO()
    write([unit], stream, level=1)
    root = etree.fromstring(stream.getvalue())
    rules.assertValid(root)
    known = {code.number for code in unit.source_codes}
    for seg, text in zip(root.iter("seg"), (unit.source, unit.target), strict=True):
        assert not len(seg)
        left = PLACEHOLDER.sub(lambda m: "" if int(m[1]) in known else m[0], text)
        assert (seg.text or "").replace(" ", "") == clean(left).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The {1}port{2} is {3} busy.", "The port is busy."),
        ("{3} The port.{3}", "The port."),
        ("{3}{3} a {3}{3} b {3} {3} c {3}", "a b c"),
        ("no {7} code", "no {7} code"),
        ("a\u3000{3}b", "a\u3000b"),
    ],
)
def test_level_1_leaves_no_gap_where_an_element_stood(text: str, words: str) -> None:
    stream = io.BytesIO()
    unit = Unit("{1}港口{2}", text, source_codes=(OPEN, CLOSE), target_codes=(BREAK,))
    assert write([unit], stream, level=1) == 1
    segments = [seg.text for seg in etree.fromstring(stream.getvalue()).iter("seg")]
    assert segments == ["港口", words]


def test_golden_of_level_2(rules: etree.RelaxNG, dtd: etree.DTD) -> None:
    data = written([BUSY])
    assert data.decode().partition("<body>\n")[2] == CODED + "  </body>\n</tmx>\n"
    root = etree.fromstring(data)
    rules.assertValid(root)
    dtd.assertValid(root)


@pytest.mark.parametrize(
    ("name", "value", "written_as"),
    [
        ("segtype", "chapter", '<prop type="@segtype">chapter</prop>'),
        ("lastusagedate", "yesterday", '<prop type="@lastusagedate">yesterday</prop>'),
        ("srclang", "zh", '<prop type="@srclang">zh</prop>'),
        ("usagecount", "1", ' usagecount="1"'),
    ],
)
def test_attributes_that_may_not_be_written_become_properties(
    dtd: etree.DTD, name: str, value: str, written_as: str
) -> None:
    data = written([Unit("一", "One", properties=((f"@{name}", value),))])
    assert written_as in data.decode()
    dtd.assertValid(etree.fromstring(data))


def test_of_an_attribute_that_is_there_twice_one_is_a_property() -> None:
    unit = Unit("一", "One", properties=(("@tuid", "1"), ("@tuid", "2"), ("", "nameless")))
    text = written([unit]).decode()
    assert '<tu tuid="1">' in text
    assert '<prop type="@tuid">2</prop>' in text
    assert '<prop type="x-unnamed">nameless</prop>' in text


def test_the_rules_can_be_broken(rules: etree.RelaxNG, dtd: etree.DTD) -> None:
    for good, bad in [
        ('version="1.4"', 'version="1.1"'),
        (' segtype="sentence"', ""),
        (' xml:lang="en"', ""),
        ("<seg>一。</seg>", "<seg><ept/>一。</seg>"),
        ("<seg>一。</seg>", '<seg><it pos="middle"/>一。</seg>'),
        ("<seg>One.</seg></tuv>\n", "<seg>One.</seg></tuv>\n<note>late</note>"),
    ]:
        assert good in GOLDEN
        broken = etree.fromstring(GOLDEN.replace(good, bad).encode())
        assert not rules.validate(broken)
        assert not dtd.validate(broken)


def test_the_stricter_rules_can_be_broken(rules: etree.RelaxNG) -> None:
    for good, bad in [
        ("<seg>一。</seg>", "<seg> 一。</seg>"),
        ("20240503T091500Z", "2024-05-03"),
    ]:
        assert good in GOLDEN
        assert not rules.validate(etree.fromstring(GOLDEN.replace(good, bad).encode()))


def test_header_and_variants_carry_the_same_codes() -> None:
    stream = io.BytesIO()
    write([Unit("一", "un")], stream, source_language="zh-TW", target_language="fr")
    root = etree.fromstring(stream.getvalue())
    assert [header.get("srclang") for header in root.iter("header")] == ["zh-TW"]
    assert [tuv.get(LANG) for tuv in root.iter("tuv")] == ["zh-TW", "fr"]


def test_hard_segments_come_out_clean() -> None:
    root = etree.fromstring(written(Unit(text, text) for text in HARD))
    assert [seg.text for seg in root.iter("seg")] == [clean(text) for text in HARD for _ in "st"]


def test_units_without_text_are_left_out_and_not_counted() -> None:
    units = [Unit("", "x"), Unit("甲", " \x01\n"), Unit("一", "One.")]
    stream = io.BytesIO()
    assert write(units, stream) == 1
    assert stream.getvalue().count(b"<tu>") == 1


def test_an_empty_memory_is_a_valid_file(rules: etree.RelaxNG) -> None:
    rules.assertValid(etree.fromstring(written([])))


def test_units_are_written_as_they_come() -> None:
    stream = io.BytesIO()
    sizes: list[int] = []

    def units() -> Iterator[Unit]:
        for number in range(3):
            sizes.append(len(stream.getvalue()))
            yield Unit(f"第{number}句", f"Sentence {number}")

    assert write(units(), stream) == 3
    assert sizes == sorted(set(sizes))
