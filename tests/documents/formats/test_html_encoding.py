"""Which encoding a page says it is in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.documents.formats.html.encoding import declared


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<META CHARSET = 'GB2312' >", "gb18030"),
        (b'<meta charset="gbk"/>', "gb18030"),
        (b"<meta charset=Big5>", "big5hkscs"),
        (b"<meta charset=' ISO-8859-1 '>", "cp1252"),
        (b"<meta charset=utf-16le>", "utf-8"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "gb18030"),
        (b'<meta content="text/html;charset = \'big5\'" http-equiv="content-type">', "big5hkscs"),
        (b"<meta http-equiv=refresh content='charset=gbk'>", None),
        (b"<meta content='text/html; charset=gbk'>", None),
        (b"<meta http-equiv=content-type content=text/html>", None),
        (b"<meta charset=klingon><meta charset=gbk>", "gb18030"),
        (b"<meta charset>", None),
        (b"<!-- <meta charset=gbk> --><p>", None),
        (b"<script>'<meta charset=gbk>'</script>", None),
        (b'<?xml version="1.0" encoding="GB2312"?><html>', "gb18030"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>", "utf-8"),
        (b"<?xml version='1.0' encoding='unheard-of'?><meta charset=gbk>", None),
        (b"x" * 4000 + b"<meta charset=gbk>", "gb18030"),
        (b"x" * 4096 + b"<meta charset=gbk>", None),
        (b"\xb4\xac\xbc\xd2<title>\xb6\xc9</title><meta charset=gbk>", "gb18030"),
        ("<meta charset=gbk>".encode("utf-16"), None),
        (b"", None),
    ],
)
def test_what_a_page_declares(page: bytes, expected: str | None) -> None:
    assert declared(page) == expected


@given(st.binary(max_size=300) | st.text("<meta charset=gbk'\"/>!- ").map(str.encode))
def test_any_bytes_declare_an_encoding_that_python_knows_or_none(data: bytes) -> None:
    found = declared(data)
    assert found is None or codecs.lookup(found).name
