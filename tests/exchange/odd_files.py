"""TMX files as no tool should write them and some do: each with what is to come out of it."""

from __future__ import annotations

import codecs
import gzip
from dataclasses import dataclass

from tests.exchange.tmx import DECLARATION, HEAD, TAIL, file, tu

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OddFile:
    """A file, the pairs that it holds, and what is said about each thing that is left out."""

    name: str
    content: bytes
    pairs: Pairs = (("港口", "port"),)
    skipped: tuple[str, ...] = ()


def _tuv(code: str, content: str) -> str:
    return f'<tuv xml:lang="{code}"><seg>{content}</seg></tuv>'


def _in(encoding: str, codec: str, *, mark: bytes = b"") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{HEAD}{tu("港口", "port")}{TAIL}'
    errors = "xmlcharrefreplace" if codec == "ascii" else "strict"
    return mark + text.encode(codec, errors)


_PORT = tu("港口", "port")
_SUB = '<ph type="fnote">{\\fn <sub type="fnote">见<ph x="9">[1]</ph>第<hi>三</hi>节</sub>}</ph>'
_BOMB = '<!DOCTYPE tmx [<!ENTITY a "&b;&b;&b;"><!ENTITY b "&c;&c;"><!ENTITY c "x">]>\n'
_CUT_OFF = "(its last tag is missing); everything before was read"
_CUT = file(_PORT, tu("码头", "wharf"))

ENCODINGS = (
    OddFile("utf16le-bom", _in("UTF-16", "utf-16-le", mark=codecs.BOM_UTF16_LE)),
    OddFile("utf16be-bom", _in("UTF-16", "utf-16-be", mark=codecs.BOM_UTF16_BE)),
    OddFile("utf16le", _in("UTF-16", "utf-16-le")),
    OddFile("utf16be", _in("UTF-16LE", "utf-16-be")),
    OddFile("utf8-bom", _in("UTF-8", "utf-8", mark=codecs.BOM_UTF8)),
    OddFile("says-utf16-is-utf8", _in("utf-16", "utf-8")),
    OddFile("us-ascii", _in("us-ascii", "ascii")),
    OddFile("gb18030", _in("GB2312", "gb18030")),
    OddFile("utf16-in-gzip", gzip.compress(_in("UTF-16", "utf-16"))),
)

STRUCTURES = (
    OddFile(
        "doctype-with-subset",
        file(
            tu("港口&co;", "port"),
            head='<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD" "tmx14.dtd" '
            '[<!ENTITY co " ACME"><!ATTLIST tuv xml:lang CDATA "zh">]>\n' + HEAD,
        ),
        (("港口 ACME", "port"),),
    ),
    OddFile(
        "default-attribute",
        file(
            f"<tu><tuv><seg>港口</seg></tuv>{_tuv('en', 'port')}</tu>",
            head='<!DOCTYPE tmx [<!ATTLIST tuv xml:lang CDATA "zh">]>\n' + HEAD,
        ),
    ),
    OddFile(
        "nested-sub",
        file(tu(f"港口{_SUB}很忙", f"The port{_SUB} is busy")),
        (("港口{1}很忙", "The port{1} is busy"),),
    ),
    OddFile(
        "missing-source",
        file(f"<tu>{_tuv('fr', 'port')}{_tuv('en', 'port')}</tu>", _PORT),
        skipped=("line 3, unit 1: it has no source in 'zh', only fr, en",),
    ),
    OddFile(
        "several-of-one-language",
        file(f"<tu>{_tuv('zh', '港口')}{_tuv('en-US', 'harbor')}{_tuv('en-GB', 'harbour')}</tu>"),
        (("港口", "harbor"), ("港口", "harbour")),
    ),
    OddFile(
        "underscores",
        file(f'<tu srclang="ZH_HANS_CN">{_tuv("Zh_Hans_cn", "港口")}{_tuv("EN_us", "port")}</tu>'),
    ),
    OddFile(
        "unbalanced-inline",
        file(
            tu(
                '<ept i="1">&lt;/b&gt;</ept>港<bpt i="2">&lt;b&gt;</bpt>口',
                '<bpt i="1"/><bpt i="1"/>port<ept i="1"/><it>&lt;i&gt;</it>',
            )
        ),
        (("{1}港{2}口", "{2}{3}port{4}{5}"),),
    ),
    OddFile(
        "unknown-elements",
        file(
            "<extra><deep/></extra>",
            '<tu extra="1"><extra>?</extra><tuv xml:lang="zh"><extra/><seg>'
            f'港<mrk mtype="x">口</mrk><br/></seg></tuv>{_tuv("en", "<b>port</b>")}</tu>',
        ),
        (("港{1}口{2}{3}", "{1}port{2}"),),
    ),
    OddFile(
        "external-entity",
        file(
            tu("港口", "&secret;"),
            _PORT,
            head='<!DOCTYPE tmx [<!ENTITY secret SYSTEM "x">]>' + HEAD,
        ),
        skipped=("line 3, unit 1: it refers to an external entity, which is never opened",),
    ),
    OddFile(
        "ten-megabytes-in-a-segment",
        file(tu("大" * 3_500_000, "big"), _PORT),
        skipped=("line 3, unit 1: a segment is longer than 10,000 characters",),
    ),
    OddFile(
        "ten-megabytes-of-markup",
        file(tu(f"港<ph>{'x' * 10_000_000}</ph>口", "port"), _PORT),
        skipped=("line 3, unit 1: its inline codes are longer than 100,000 characters",),
    ),
    OddFile(
        "elements-without-end",
        file(tu("<hi>" * 200_000 + "港口" + "</hi>" * 200_000, "port"), _PORT),
        skipped=("line 3, unit 1: its inline codes are longer than 100,000 characters",),
    ),
    OddFile(
        "truncated",
        _CUT[: _CUT.index(b"wharf")],
        skipped=(f"line 4, end of file: the file breaks off inside unit 2 {_CUT_OFF}",),
    ),
    OddFile(
        "two-files-in-one",
        file(_PORT, tail=DECLARATION + HEAD + tu("码头", "wharf") + TAIL),
        (("港口", "port"), ("码头", "wharf")),
        ("line 4, after unit 1: broken XML: XML or text declaration not at start of entity",),
    ),
    OddFile("windows-lines", file(_PORT).replace(b"\n", b"\r\n")),
    OddFile("old-mac-lines", file(_PORT).replace(b"\n", b"\r")),
    OddFile("comments", file("<!-- </tu> -->", _PORT, "<!-- <tu> --><?tool <tu> ?>")),
    OddFile("version-1.1", file(_PORT.replace("xml:lang", "lang")).replace(b"1.4", b"1.1")),
)

REFUSED = (
    OddFile("entity-bomb", file(_PORT, head=_BOMB + HEAD)),
    OddFile("no-tmx", b"<html><body>port</body></html>"),
    OddFile("empty", b""),
)
