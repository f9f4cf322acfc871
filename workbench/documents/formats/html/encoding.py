"""The encoding that a page says it is in.

Follows the prescan of the HTML standard (section 13.2.3.2) and the labels of the Encoding standard,
over some more bytes. What a page says may be wrong: it is to be tried before guessing, not trusted.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.documents.formats.html.tokens import TokenKind, tokens

_REACH: Final = 4096  # bytes
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_IN_CONTENT = re.compile("charset\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;\"']+))", re.IGNORECASE)
_LABELS: Final = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    # Pages cannot be in UTF-16 where these ASCII bytes say so: the standard takes UTF-8.
    " utf-8": "utf-16 utf-16le utf-16be unicode ucs-2 iso-10646-ucs-2 csunicode",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 x-gbk "
    "iso-ir-58 cp936 ms936 windows-936",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950",
    "cp1252": "windows-1252 iso-8859-1 iso8859-1 latin1 l1 ascii us-ascii cp1252 x-cp1252",
    "cp932": "shift_jis shift-jis sjis x-sjis ms932 windows-31j csshiftjis ms_kanji",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr ks_c_5601-1987 ksc5601 korean windows-949 cseuckr",
    "koi8_r": "koi8-r koi8 koi cskoi8r",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11",
}
_CODECS: Final = {label: name.strip() for name, all_ in _LABELS.items() for label in all_.split()}


def declared(data: bytes) -> str | None:
    """Return Python's name of the encoding that a page declares.

    Args:
        data: the page, or its first bytes; a byte order mark is not looked at.

    Returns:
        None if it declares none in its first 4,096 bytes, or one that is not known.
    """
    head = data[:_REACH]
    if found := _XML.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")):
        return _codec(found.group(1).decode("ascii"))
    for token in tokens(head.decode("latin-1")):
        if token.kind is not TokenKind.START or token.name != "meta":
            continue
        label = token.value("charset")
        about = (token.value("http-equiv") or "").strip().lower()
        if label is None and about == "content-type":
            content = _IN_CONTENT.search(token.value("content") or "")
            label = next(filter(None, content.groups()), None) if content else None
        if label is not None and (codec := _codec(label)) is not None:
            return codec
    return None


def _codec(label: str) -> str | None:
    return _CODECS.get(label.strip(" \t\n\r\f").lower())
