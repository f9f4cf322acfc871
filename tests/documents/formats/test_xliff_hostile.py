"""XLIFF that is none, or broken, or a trap: refused with line and reason, or taken as it is."""

from __future__ import annotations

import pytest

from tests.documents.formats.xliff import VERSION_1, blocks, one, paragraphs, two, written
from workbench.documents.formats.xliff.tree import with_attributes
from workbench.errors import EncodingError, FormatError

UNIT = "<trans-unit id='1'><source>船开了。</source></trans-unit>"
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9 if n else "bomb"}">' for n in range(9))


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        ("", "no sound XML", 1),
        ("plain text", "no sound XML", 1),
        ("\n<xliff version='1.2'>\n<file>", "no sound XML", 3),
        ("<html/>", "XML that begins with <html>", 1),
        ("<xliff/>", "it has no version", 1),
        ("<xliff version='3.0'/>", "version “3.0” of XLIFF is not known", 1),
        (one("\n\n<trans-unit id='9'><target>x</target></trans-unit>"), "“9” has no source", 3),
        (two("<unit id='u'/>"), "“u” has no segment", 1),
        (two("\n<unit id='u'><segment/></unit>"), "segment of the unit “u” has no source", 2),
        (one("<source>\x0b</source>"), "no sound XML", 1),
        (one("<g>" * 300 + "</g>" * 300), "too deep", 1),
        (one(UNIT.replace("船", "&nbsp;")), "no sound XML", 1),
        (f"<!DOCTYPE xliff [{BOMB}]>{one(UNIT)}", "could fill the memory", 1),
    ],
)
def test_what_cannot_be_used_is_refused(data: str, reason: str, line: int) -> None:
    with pytest.raises(FormatError) as refused:
        blocks(data)
    assert reason in refused.value.what
    assert refused.value.line == line
    assert refused.value.where.startswith("ferry.xlf")


def test_more_codes_than_numbers_are_refused() -> None:
    many = "".join(f"<x id='{n}'/>" for n in range(10_000))
    with pytest.raises(FormatError, match="9,999"):
        blocks(one(UNIT.replace("船", many)))


@pytest.mark.parametrize("encoding", ["utf-8", "klingon", "zip"])
def test_bytes_in_another_encoding_than_declared(encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?>{one(UNIT)}".encode("gb18030")
    with pytest.raises(EncodingError) as refused:
        blocks(data)
    assert refused.value.where == "ferry.xlf"
    assert "UTF-8" in refused.value.hint


def test_a_doctype_is_accepted_and_nothing_opened() -> None:
    outside = '<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD XLIFF//EN" "http://example.org/xliff.dtd">'
    assert blocks(outside + one(UNIT)) == blocks(one(UNIT))


@pytest.mark.parametrize("declared", ['"words"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_stay_as_they_are_written(declared: str) -> None:
    data = f"<!DOCTYPE xliff [<!ENTITY e {declared}>]>" + one(UNIT.replace("开", "&e;开"))
    (block,) = blocks(data)
    assert block.text == "船{1}开了。"
    assert block.codes[0].markup == "&e;"
    assert '<target state="needs-translation">船&e;开了。</target>' in written(
        data, paragraphs(data)
    )


def test_characters_and_comments_inside_text() -> None:
    odd = "船<!-- x --><![CDATA[<开>]]>&#x4E86;&#13;<?pi?>。"
    (block,) = blocks(one(UNIT.replace("船开了。", odd)))
    assert (block.text, block.codes) == ("船<开>了。", ())


def test_a_file_without_units_is_an_empty_document() -> None:
    assert blocks(one()) == ()
    assert written(one(), ()) == one()


def test_units_outside_of_any_file_are_taken_all_the_same() -> None:
    data = f"<xliff version='1.2'>{UNIT}</xliff>"
    after = written(data, paragraphs(data))
    assert after.startswith("<xliff version='1.2' target-language=\"en\"><trans-unit")


def test_attributes_are_found_by_name_alone() -> None:
    tag = "<target note=' state=\"x\"' x:state='1' state = 'new' >"
    expected = "<target note=' state=\"x\"' x:state='1' state=\"final\">"
    assert with_attributes(tag, {"state": "final"}) == expected
    assert with_attributes("<a b='1' c='2'/>", {"b": None, "d": "3"}) == "<a c='2' d=\"3\"/>"


def test_the_sample_in_version_1_1() -> None:
    old = VERSION_1.replace("version='1.2'", "version='1.1'").replace(
        "document:1.2", "document:1.1"
    )
    assert blocks(old) == blocks(VERSION_1)
