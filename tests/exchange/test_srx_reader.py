"""SRX files come in whole or not at all, and what is wrong with one is said with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import FormatError, WorkbenchError
from workbench.exchange.srx_reader import MOST, read
from workbench.segmentation.srx import LanguageMap, Rule, Rules, RuleSet, sentences

HEADER = '<header segmentsubflows="yes" cascade="no"/>'
RULES = """<languagerule languagerulename="Chinese">
<rule break="no"><beforebreak>[。]</beforebreak><afterbreak>”</afterbreak></rule>
<rule break="yes"><beforebreak>[。][”]?</beforebreak><afterbreak></afterbreak></rule>
</languagerule>"""
MAPS = '<languagemap languagepattern="ZH.*" languagerulename="Chinese"/>'


def srx(
    rules: str = RULES,
    *,
    header: str = HEADER,
    maps: str = MAPS,
    top: str = "",
    version: str = "2.0",
) -> bytes:
    """A file with these parts."""
    return (
        f'{top}<srx xmlns="http://www.lisa.org/srx20" version="{version}">\n{header}\n<body>'
        f"<languagerules>\n{rules}\n</languagerules><maprules>{maps}</maprules></body></srx>"
    ).encode()


def _refusal(data: bytes) -> FormatError:
    with pytest.raises(FormatError) as caught:
        read(data, name="rules.srx")
    assert "rules.srx" in str(caught.value)
    return caught.value


def test_everything_in_a_file_is_read() -> None:
    header = """<header segmentsubflows="no" cascade="yes">
    <formathandle type="start" include="yes"/><formathandle type="end" include="no"/>
    <formathandle type="isolated" include="yes"/></header>"""
    assert read(srx(header=header), name="x") == Rules(
        sets=(
            RuleSet(
                "Chinese",
                (Rule(breaks=False, before="[。]", after="”"), Rule(True, "[。][”]?", "")),
            ),
        ),
        maps=(LanguageMap("ZH.*", "Chinese"),),
        cascades=True,
        segments_subflows=False,
        includes_start=True,
        includes_end=False,
        includes_isolated=True,
    )


def test_what_the_specification_leaves_out_has_its_default() -> None:
    rules = read(srx(header="<header></header>"), name="x")
    assert (rules.cascades, rules.segments_subflows) == (True, True)
    assert (rules.includes_start, rules.includes_end, rules.includes_isolated) == (
        False,
        True,
        False,
    )
    rule = "<rule><beforebreak>。</beforebreak></rule>"
    bare = f'<languagerule languagerulename="Chinese">{rule}</languagerule>'
    assert read(srx(bare), name="x").sets[0].rules == (Rule(True, "。", ""),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    text = srx(top=f'<?xml version="1.0" encoding="{encoding}"?>').decode()
    assert read(text.encode(encoding), name="x").sets[0].rules[0].before == "[。]"


def test_comments_doctype_and_elements_of_other_tools_do_no_harm() -> None:
    top = '<!DOCTYPE srx SYSTEM "http://127.0.0.1:9/srx.dtd"><!-- ours -->'
    header = (
        '<header segmentsubflows="yes" cascade="no"><o:options xmlns:o="urn:other" a="b">'
        "<o:sample>x</o:sample></o:options></header>"
    )
    data = srx(RULES.replace("[。]<", "[<!-- and -->。]<", 1), top=top, header=header)
    assert read(data, name="x").sets[0].rules[0].before == "[。]"


def test_no_external_entity_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("秘密")
    top = f'<!DOCTYPE srx [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    error = _refusal(srx(RULES.replace("[。]<", "&e;<"), top=top))
    assert "entity" in error.what
    assert "秘密" not in str(error)


@pytest.mark.parametrize("place", ["<beforebreak>&z;</beforebreak>", "<x y='&z;'/>"])
def test_a_bomb_is_refused(place: str) -> None:
    lines = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghiz", strict=True)
    )
    top = f'<!DOCTYPE srx [<!ENTITY a "aaaaaaaaaa">{lines}]>'
    _refusal(
        srx(
            f'<languagerule languagerulename="Chinese"><rule>{place}</rule></languagerule>', top=top
        )
    )


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"", "no XML", 1),
        (b"no xml at all", "no XML", 1),
        (srx()[:-20], "no XML", 8),
        (b"<tmx/>", "no SRX", 1),
        (srx(version="1.0"), "SRX 1.0", 1),
        (srx(header=""), "no <header>", 1),
        (srx(header=HEADER * 2), "2 times", 1),
        (srx(header='<header cascade="perhaps"/>'), "cascade is “perhaps”", 2),
        (srx(header='<header><formathandle type="both" include="no"/></header>'), "“both”", 2),
        (srx(RULES.replace('break="no"', 'break="maybe"')), "break is “maybe”", 5),
        (srx(RULES.replace(' languagerulename="Chinese"', "")), "lacks languagerulename", 4),
        (srx("<rule/>"), "<rule> stands where <languagerule>", 4),
        (srx(RULES.replace("afterbreak", "behind")), "cannot have this <behind>", 5),
        (srx(RULES + RULES), "two languagerules", 1),
        (srx(maps=MAPS.replace("Chinese", "Mandarin")), "“Mandarin”, which are not there", 8),
        (srx(maps=MAPS.replace("ZH", "JA")), "no rules for Chinese", None),
        (srx(maps=MAPS.replace("ZH.*", "ZH(")), "language map of “Chinese”", 8),
        (srx(RULES.replace("[。]<", "[。<", 1)), "rule 1 of “Chinese”", 5),
        (srx(RULES.replace("[。][”]?", "(?R)")), "rule 2 of “Chinese”", 6),
        (srx(RULES.replace("”</after", "*</after")), "rule 1 of “Chinese”", 5),
    ],
)
def test_what_is_wrong_is_said_with_its_line(data: bytes, what: str, line: int | None) -> None:
    error = _refusal(data)
    assert what in error.what
    assert error.line == line
    assert error.hint


def test_a_huge_file_is_refused() -> None:
    assert "bytes" in _refusal(b" " * (MOST + 1)).what


def test_rules_that_were_read_cut() -> None:
    assert sentences("“好。”走吧。", read(srx(), name="x")) == ("“好。”", "走吧。")


@given(st.binary(max_size=200) | st.text(max_size=200).map(srx))
@settings(max_examples=300)
def test_whatever_the_bytes_only_our_errors_are_raised(data: bytes) -> None:
    with suppress(WorkbenchError):
        read(data, name="x")


@given(st.text(alphabet="()[]{}?*+|\\\\^$.&-<>!=:P1,aé。QEpkxLNRuU", max_size=25))
@settings(max_examples=500)
def test_whatever_the_pattern_only_our_errors_are_raised(pattern: str) -> None:
    rule = f"<rule><beforebreak>{escape(pattern)}</beforebreak></rule>"
    with suppress(WorkbenchError):
        rules = read(
            srx(f'<languagerule languagerulename="Chinese">{rule}</languagerule>'), name="x"
        )
        sentences("“好。”走吧。a.b。", rules, patience=2)
