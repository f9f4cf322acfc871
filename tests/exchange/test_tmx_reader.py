"""What is read from TMX as tools write it, and what is said about what cannot be."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.exchange.tmx import DECLARATION, HEAD, TAIL, everything, file, pairs, tu
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.errors import FormatError
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_reader import read

GOOD = tu("一", "one")


def tuv(code: str, text: str, *, lang: str = "xml:lang") -> str:
    return f'<tuv {lang}="{code}"><seg>{text}</seg></tuv>'


def skipped(data: bytes) -> Skipped:
    """Return the one item that was skipped in a file whose other units are GOOD."""
    found = everything(data)
    (only,) = [item for item in found if isinstance(item, Skipped)]
    assert {(u.source, u.target) for u in found if isinstance(u, Unit)} <= {("一", "one")}
    return only


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("zh-CN", "en", "xml:lang"),
        ("ZH_cn", "EN-US", "xml:lang"),
        ("zho", "eng", "xml:lang"),
        ("cmn-Hans-CN", "en_GB", "xml:lang"),
        ("zh", "EN", "lang"),
    ],
)
def test_codes(source: str, target: str, lang: str) -> None:
    unit = f"<tu>{tuv(source, '一', lang=lang)}{tuv(target, 'one', lang=lang)}</tu>"
    assert pairs(file(unit)) == [("一", "one")]


@pytest.mark.parametrize("srclang", ["*all*", "zh", "en-US", "fr", ""])
def test_any_source_language_of_the_header_will_do(srclang: str) -> None:
    head = HEAD.replace('srclang="zh-CN"', f'srclang="{srclang}"')
    assert pairs(file(GOOD, head=head)) == [("一", "one")]


def test_other_languages_are_passed_over() -> None:
    unit = f"<tu>{tuv('fr', 'un')}{tuv('en', 'one')}{tuv('ja', '一つ')}{tuv('zh', '一')}</tu>"
    assert pairs(file(unit)) == [("一", "one")]
    found = list(read(io.BytesIO(file(unit)), name="x", source_language="JA", target_language="fr"))
    assert [(u.source, u.target) for u in found if isinstance(u, Unit)] == [("一つ", "un")]


def test_several_variants_of_a_language_make_several_units() -> None:
    unit = "".join(
        [
            tuv("zh-CN", "软件"),
            tuv("zh-TW", "軟體"),
            tuv("en-US", "software"),
            tuv("en-GB", "programs"),
        ]
    )
    assert pairs(file(f"<tu>{unit}</tu>")) == [
        ("软件", "software"),
        ("软件", "programs"),
        ("軟體", "software"),
        ("軟體", "programs"),
    ]
    # The unit's own srclang says which is the source, and wins over the header's.
    assert pairs(file(f'<tu srclang="ZH_TW">{unit}</tu>'))[0] == ("軟體", "software")
    same = tuv("en", "software") * 2 + tuv("zh", "软件") * 2
    assert pairs(file(f"<tu>{same}</tu>")) == [("软件", "software")]


def test_provenance() -> None:
    facts = (
        '<note>Look at this.</note><note>And that.</note><prop type="x-origin">mt</prop>'
        '<prop type="file">港口.txt</prop><prop type="domain">trade</prop>'
        '<prop type="prev">前。</prop><prop type="x-context-post">后。</prop>'
        '<prop type="x-own">?</prop>'
    )
    unit = (
        f'<tu creationid="TU" creationdate="20200101T000000Z" changeid="TU">{facts}'
        f'{tuv("zh", "一")}<tuv xml:lang="en" creationid="LW" creationdate="nonsense" '
        'changedate="20240503T091500Z"><seg>one</seg></tuv></tu>'
    )
    assert everything(file(unit)) == [
        Unit(
            "一",
            "one",
            Origin.MT,
            document="港口.txt",
            domain="trade",
            note="Look at this.\nAnd that.",
            before="前。",
            after="后。",
            created_by="LW",
            changed_at=datetime(2024, 5, 3, 9, 15, tzinfo=UTC),
            changed_by="TU",
            properties=(("x-own", "?"),),
        )
    ]


def test_units_of_other_tools_are_of_people_and_of_that_file() -> None:
    unit = tu("一", "one", facts='<prop type="x-origin">Some Tool 9</prop>')
    (found,) = everything(file(unit), name="agency.tmx")
    assert isinstance(found, Unit)
    assert (found.origin, found.document) == (Origin.HUMAN, "agency.tmx")


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ('<bpt i="1" x="1">&lt;b&gt;</bpt>粗<ept i="1">&lt;/b&gt;</ept>体', "{1}粗{2}体"),
        ('第<ph x="4">{n}</ph>条', "第{1}条"),
        ("<ph/>与<ph>x</ph>", "{1}与{2}"),
        ('大象<ph type="fnote">{\\f <sub>很<hi>大</hi><ph/></sub>}</ph>很大', "大象{1}很大"),
        ("<hi>重<hi>要</hi></hi>", "{1}重{2}要{3}{4}"),
        ('<it pos="begin">&lt;i&gt;</it>斜<ut>{tag}</ut>', "{1}斜{2}"),
        ("<g id='1'>未知<x/>元素</g>", "{1}未知{2}元素{3}"),
        ("<bpt i='1'/>只开不闭", "{1}只开不闭"),
        ("<![CDATA[甲 & <乙>]]><!-- 丙 -->", "甲 & <乙>"),
        (" 甲\n   乙 ", "甲乙"),
    ],
)
def test_inline_elements_become_placeholders(inline: str, text: str) -> None:
    assert pairs(file(tu(inline, "target"))) == [(text, "target")]


def test_a_doctype_with_own_entities_is_taken() -> None:
    doctype = (
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY firm "ACME"><!ENTITY % own "">'
        "%own; <!ELEMENT own ANY>]>\n"
    )
    assert pairs(file(tu("一", "one &firm;"), head=doctype + HEAD)) == [("一", "one ACME")]


def test_external_entities_are_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE tmx [<!ENTITY file SYSTEM "{secret.as_uri()}">]>\n'
    found = skipped(file(tu("一", "&file;"), GOOD, head=doctype + HEAD))
    assert found.reason == "it refers to an external entity, which is never opened"


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY a "ha"><!ENTITY b "&#38;a;&#38;a;">',
        f'<!ENTITY a "{"x" * 1000}">',
    ],
)
def test_entity_bombs_are_refused(entities: str) -> None:
    with pytest.raises(FormatError, match="could fill the memory") as caught:
        everything(file(tu("一", "&c;"), head=f"<!DOCTYPE tmx [{entities}]>{HEAD}"))
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        ("<tu></tu>", "it has no source in 'zh', only no text at all"),
        (f"<tu>{tuv('fr', 'un')}{tuv('en', 'one')}</tu>", "it has no source in 'zh', only fr, en"),
        (f"<tu>{tuv('zh', '一')}</tu>", "it has no target in 'en', only zh"),
        (tu("二", " \n\u3000"), "the target (en) is empty"),
        (tu("<ut>x</ut>", "two"), "the source (zh) is empty"),
        (f"<tu><tuv xml:lang='zh'/>{tuv('en', 'two')}</tu>", "the source (zh) is empty"),
        (
            f"<tu><tuv><seg>二</seg></tuv>{tuv('en', 'two')}</tu>",
            "a variant (tuv) does not say which language it is in",
        ),
        (tu("二 & 三", "two"), "broken XML at line 4: not well-formed (invalid token)"),
        (tu("二", "two < three"), "broken XML at line 4: not well-formed (invalid token)"),
        (tu("二", "&nbsp;two"), "broken XML at line 4: undefined entity"),
        (tu("二", "two")[:-6] + "\n", "it is not closed before the next unit begins"),
        (tu("二", "<hi>two"), "broken XML at line 4: mismatched tag"),
        (tu("二", "x" * 10_001), "a segment is longer than 10,000 characters"),
    ],
)
def test_a_bad_unit_costs_itself_alone(unit: str, reason: str) -> None:
    data = file(GOOD, unit if unit.endswith("\n") else unit + "\n", GOOD, GOOD)
    assert skipped(data) == Skipped(4, "unit 2", reason)
    assert len(everything(data)) == 4


def test_undefined_entities_under_a_doctype_cost_their_unit() -> None:
    head = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n' + HEAD
    found = skipped(file(tu("二", "two&nbsp;"), GOOD, head=head))
    assert found.reason == "it refers to the entity 'nbsp', which the file does not define"


def test_lines_and_numbers_stay_right_after_a_break() -> None:
    units = [
        f"<tu>\n\n{tuv('zh', '一 & 二')}\n</tu>\n",
        GOOD,
        tu("三", ""),
        "<tu\n&>\n",
        tu("", ""),
    ]
    found = [item for item in everything(file(*units)) if isinstance(item, Skipped)]
    assert [(item.line, item.item) for item in found] == [
        (3, "unit 1"),
        (8, "unit 3"),
        (10, "after unit 3"),
        (11, "unit 4"),
    ]


def test_a_broken_tag_of_a_unit_is_told_once() -> None:
    found = skipped(file(GOOD, '<tu a="1" a="2">' + tu("二", "two")[4:], GOOD))
    assert found == Skipped(4, "after unit 1", "broken XML: duplicate attribute")


def test_a_broken_header_does_not_cost_the_units() -> None:
    head = '<tmx version="1.4"><header srclang="zh" &><body>\n'
    assert skipped(file(GOOD, GOOD, head=head)).item == "before the first unit"


@pytest.mark.parametrize("cut", range(2, 60, 7))
def test_a_truncated_file_gives_what_stood_before(cut: int) -> None:
    data = file(GOOD, GOOD, tu("二", "two"))
    *units, last = everything(data[: -len(TAIL) - cut])
    assert [unit.source for unit in units if isinstance(unit, Unit)] == ["一", "一"]
    assert isinstance(last, Skipped)
    assert last.item == "end of file"
    assert "inside unit 3" in last.reason


def test_a_file_without_its_last_tag_says_so() -> None:
    *units, last = everything(file(GOOD, tail="</body>"))
    assert len(units) == 1
    assert isinstance(last, Skipped)
    assert last.reason.startswith("the file breaks off after unit 1")


def test_a_break_with_no_unit_behind_it_is_the_end_too() -> None:
    lost = "the file breaks off after unit 1 (its last tag is missing); everything before was read"
    found = everything(file(GOOD, "& ", tail=""))
    assert [str(item) for item in found if isinstance(item, Skipped)] == [
        "line 4, after unit 1: broken XML: not well-formed (invalid token)",
        "line 4, end of file: " + lost,
    ]


def test_what_follows_the_last_tag_does_not_matter() -> None:
    assert pairs(file(GOOD) + b"\x00\x00 junk < &") == [("一", "one")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no TMX file"),
        (b"   \n", "no TMX file"),
        ("只是文字。".encode(), "no TMX file"),
        (b"<tmx", "no TMX file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no TMX file"),
        (b"<html><body/></html>", "begins with <html>"),
        (b'<?xml version="1.0"?><!DOCTYPE martif><martif/>', "begins with <martif>"),
        (b"\x1f\x8b", "no TMX file"),
        (b"\x1f\x8bgarbage in a packed file", "no TMX file"),
    ],
)
def test_what_is_no_tmx_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        everything(data, name="thing.tmx")
    assert "thing.tmx" in str(caught.value)
    assert caught.value.hint


def test_an_empty_memory_is_no_error() -> None:
    assert everything(file()) == []


def test_memory_stays_constant_and_units_come_early() -> None:
    many, long = 20_000, 2_000

    class Endless(io.RawIOBase):
        """A file far larger than what may be held, one of its segments 10 MB long."""

        def __init__(self) -> None:
            self.parts = self._parts()

        def _parts(self) -> Iterator[bytes]:
            yield (DECLARATION + HEAD).encode()
            yield from (tu(f"第{n}句", f"Sentence {n}").encode() for n in range(many))
            yield b"<tu><tuv xml:lang='zh'><seg>"
            yield from (b"x" * 5_000 for _ in range(long))
            yield f"</seg></tuv></tu>{TAIL}".encode()

        def read(self, _size: int = -1, /) -> bytes:
            return next(self.parts, b"")

        def seek(self, _offset: int, _whence: int = 0, /) -> int:
            self.parts = self._parts()
            return 0

    tracemalloc.start()
    found = read(Endless(), name="x")  # type: ignore[arg-type]
    assert isinstance(next(found), Unit)
    count = sum(isinstance(item, Unit) for item in found)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == many - 1
    assert peak < 3_000_000
