"""Review files: what is written, byte for byte, by the rules of the formats, and read again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exchange.xliff import (
    TEXTS,
    cleaned,
    document,
    of_pairs,
    paragraph,
    read,
    segment,
    written,
)
from workbench import __version__
from workbench.core.document import ParagraphKind
from workbench.core.status import Origin, Status
from workbench.errors import FormatError, UsageError, WorkbenchError
from workbench.exchange import xliff_reader
from workbench.exchange.xliff_names import VERSIONS

WHOLE = document(
    paragraph(segment(1, "港口 <2026>"), kind=ParagraphKind.TITLE),
    paragraph(
        segment(
            2, "{1}双方{2}同意。", "{1}Both{2} agree.", origin=Origin.MT, engine="small · int8"
        ),
        segment(3, "会谈{1}结束{3}{2}。{7}", "Over{2} {1}{3}{7}{7}", origin=Origin.HUMAN),
        segment(4, "船开了。", "It left.", origin=Origin.TM, match_percent=87, locked=True),
        segment(5, "雾散了。", "Fog.", status=Status.CONFIRMED, origin=Origin.HUMAN),
        segment(6, "天亮了。", "Dawn.", status=Status.REVIEWED, origin=Origin.MT),
        number=2,
    ),
    paragraph(number=3, kind=ParagraphKind.NOISE),
)
GOLDEN_1 = f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="港口 &amp; 贸易.txt" source-language="zh-CN" target-language="en" \
datatype="plaintext" date="2026-05-03T09:15:00Z" product-name="translators-workbench" \
build-num="wb1-7-1" xml:space="preserve">
    <header>
      <tool tool-id="translators-workbench" tool-name="translators-workbench" \
tool-version="{__version__}"/>
    </header>
    <body>
      <group id="p1" restype="x-title">
        <trans-unit id="1">
          <source xml:lang="zh-CN">港口 &lt;2026&gt;</source>
        </trans-unit>
      </group>
      <group id="p2" restype="x-body">
        <trans-unit id="2">
          <source xml:lang="zh-CN"><g id="1-2" equiv-text="&lt;b&gt;">双方</g>同意。</source>
          <target xml:lang="en" state="needs-review-translation" state-qualifier="leveraged-mt">\
<g id="1-2" equiv-text="&lt;b&gt;">Both</g> agree.</target>
          <note from="translators-workbench">machine translation: small · int8</note>
        </trans-unit>
        <trans-unit id="3">
          <source xml:lang="zh-CN">会谈<g id="1-2" equiv-text="&lt;b&gt;">结束\
<ph id="3" equiv-text="line break">{{3}}</ph></g>。<ph id="7">{{7}}</ph></source>
          <target xml:lang="en" state="needs-review-translation" state-qualifier="x-human">Over\
<ph id="2" equiv-text="&lt;/b&gt;">{{2}}</ph> <ph id="1" equiv-text="&lt;b&gt;">{{1}}</ph>\
<ph id="3" equiv-text="line break">{{3}}</ph><ph id="7">{{7}}</ph><ph id="7.2">{{7}}</ph></target>
        </trans-unit>
        <trans-unit id="4" translate="no">
          <source xml:lang="zh-CN">船开了。</source>
          <target xml:lang="en" state="needs-review-translation" state-qualifier="fuzzy-match">\
It left.</target>
          <note from="translators-workbench">memory match, 87 %</note>
        </trans-unit>
        <trans-unit id="5">
          <source xml:lang="zh-CN">雾散了。</source>
          <target xml:lang="en" state="translated">Fog.</target>
        </trans-unit>
        <trans-unit id="6" approved="yes">
          <source xml:lang="zh-CN">天亮了。</source>
          <target xml:lang="en" state="signed-off" state-qualifier="leveraged-mt">Dawn.</target>
          <note from="translators-workbench">machine translation</note>
        </trans-unit>
      </group>
    </body>
  </file>
</xliff>
"""
UNIT_2 = """      <unit id="2">
        <notes>
          <note category="translators-workbench">machine translation: small · int8</note>
        </notes>
        <segment state="initial" subState="workbench:mt">
          <source><pc id="1-2" equivStart="{1}" equivEnd="{2}" dispStart="&lt;b&gt;" \
dispEnd="&lt;/b&gt;">双方</pc>同意。</source>
          <target><pc id="1-2" equivStart="{1}" equivEnd="{2}" dispStart="&lt;b&gt;" \
dispEnd="&lt;/b&gt;">Both</pc> agree.</target>
        </segment>
      </unit>
"""


@pytest.fixture(scope="module")
def rules() -> dict[str, etree.RelaxNG]:
    here = Path(__file__)
    names = {"1.2": "xliff12.rng", "2.0": "xliff20.rng"}
    return {v: etree.RelaxNG(etree.parse(here.with_name(name))) for v, name in names.items()}


def test_golden() -> None:
    assert written(WHOLE, "1.2").decode() == GOLDEN_1
    assert UNIT_2 in written(WHOLE, "2.0").decode()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_rules_are_obeyed(version: str, rules: dict[str, etree.RelaxNG]) -> None:
    rules[version].assertValid(etree.fromstring(written(WHOLE, version)))


@pytest.mark.parametrize("version", VERSIONS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_whatever_the_texts_the_rules_are_obeyed_and_all_is_read_again(
    version: str, rules: dict[str, etree.RelaxNG], pairs: list[tuple[str, str]]
) -> None:
    data = written(of_pairs(pairs), version)
    rules[version].assertValid(etree.fromstring(data))
    assert [(unit.source, unit.target) for unit in read(data)] == cleaned(pairs)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_read_again(version: str) -> None:
    file = xliff_reader.read(written(WHOLE, version, token="wb1-7-2"), name="x")
    assert file.token == "wb1-7-2"
    assert [unit.segment_id for unit in file.units] == [1, 2, 3, 4, 5, 6]
    assert [unit.target for unit in file.units] == [s.target for s in WHOLE.segments]
    assert [unit.status for unit in file.units] == [
        *[Status.DRAFT] * 4,
        Status.CONFIRMED,
        Status.REVIEWED,
    ]
    assert not any(unit.comment for unit in file.units)


def test_a_colleague_s_notes_are_read() -> None:
    for version, mine in (
        ("1.2", "<note>Really?</note></trans-unit>"),
        ("2.0", "<notes><note>Really?</note></notes></unit>"),
    ):
        end = mine[mine.rindex("</") :]
        data = written(WHOLE, version).replace(end.encode(), mine.encode(), 1)
        assert [unit.comment for unit in read(data)][:2] == ["Really?", ""]


def test_elements_of_other_tools_are_passed_over() -> None:
    data = written(WHOLE, "1.2").replace(b"It left.", b"<g id='x'>It</g> <x id='bold'/>left.")
    assert read(data)[3].target == "It left."


def test_units_that_another_tool_cut_are_read_as_a_whole() -> None:
    marks = "<mrk mtype='seg' mid='1'>船开</mrk><mrk mtype='seg' mid='2'>了。</mrk>"
    cut = f"<seg-source>{marks}</seg-source>"
    target = "<mrk mtype='seg' mid='1'>It</mrk><mrk mtype='seg' mid='2'>left.</mrk></target>"
    data = written(WHOLE, "1.2").decode().replace("It left.</target>", target)
    data = data.replace("船开了。</source>", f"船开了。</source>{cut}")
    unit = read(data.encode())[3]
    assert (unit.source, unit.target) == ("船开了。", "It left.")


def test_what_was_not_written_for_review_is_refused() -> None:
    data = written(WHOLE, "1.2").replace(b' id="', b' id="unit-')
    with pytest.raises(FormatError, match="number of a segment"):
        read(data)


def test_nothing_to_write_is_refused() -> None:
    with pytest.raises(UsageError, match="nothing to translate"):
        written(document(), "1.2")
    with pytest.raises(UsageError, match=r"XLIFF 1\.0"):
        written(WHOLE, "1.0")


@pytest.mark.parametrize("version", VERSIONS)
def test_sources_stand_in_for_targets_if_asked_for(
    version: str, rules: dict[str, etree.RelaxNG]
) -> None:
    data = written(WHOLE, version, fill=True)
    rules[version].assertValid(etree.fromstring(data))
    assert read(data)[0].target == "港口 <2026>"
    assert read(data)[1].target == "{1}Both{2} agree."


@pytest.mark.parametrize("version", VERSIONS)
def test_numbers_of_any_length_that_a_placeholder_may_have_come_back(version: str) -> None:
    text = "{9}{10000}甲{999999}乙{999999}"
    assert [u.source for u in read(written(document(paragraph(segment(1, text))), version))] == [
        text
    ]


@pytest.mark.parametrize("version", VERSIONS)
@given(data=st.data())
def test_a_damaged_file_raises_nothing_but_our_errors(version: str, data: st.DataObject) -> None:
    damaged = bytearray(written(WHOLE, version))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        end = min(len(damaged), start + data.draw(st.integers(0, 30)))
        damaged[start:end] = data.draw(st.binary(max_size=6))
    with suppress(WorkbenchError):
        read(bytes(damaged))


@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_but_our_errors(data: bytes) -> None:
    with suppress(WorkbenchError):
        read(data)
