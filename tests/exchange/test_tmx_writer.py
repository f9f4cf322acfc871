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
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.exchange.tmx_writer import write
from workbench.text.normalise import clean

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


@pytest.fixture(scope="module")
def rules() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("tmx14.rng")))


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
def test_every_file_obeys_the_rules_of_tmx(rules: etree.RelaxNG, units: list[Unit]) -> None:
    root = etree.fromstring(written(units))
    rules.assertValid(root)
    texts = [tuple(seg.text for seg in tu.iter("seg")) for tu in root.iter("tu")]
    assert texts == [(clean(unit.source), clean(unit.target)) for unit in units]


def test_the_rules_can_be_broken(rules: etree.RelaxNG) -> None:
    for good, bad in [
        ('version="1.4"', 'version="1.1"'),
        (' segtype="sentence"', ""),
        (' xml:lang="en"', ""),
        ("<seg>一。</seg>", "<seg> 一。</seg>"),
        ("20240503T091500Z", "2024-05-03"),
        ("<seg>One.</seg></tuv>\n", "<seg>One.</seg></tuv>\n<note>late</note>"),
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
