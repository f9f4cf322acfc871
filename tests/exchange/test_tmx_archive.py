"""TMX files in zip archives: all of them are read, one that is useless costs itself alone."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from tests.exchange.tmx import file, tu
from workbench.core.memory import Unit
from workbench.errors import FormatError
from workbench.exchange import tmx_archive
from workbench.exchange.skipped import Skipped

PORT = file(tu("港口", "port"))
WHARF = file(tu("码头", "wharf"))


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content, how)
    return stream.getvalue()


def read(content: bytes) -> list[Unit | Skipped]:
    return list(tmx_archive.read(io.BytesIO(content), name="agency.zip"))


def units(content: bytes) -> list[tuple[str, str]]:
    return [(item.source, item.document) for item in read(content) if isinstance(item, Unit)]


@pytest.mark.parametrize("content", [PORT, gzip.compress(PORT)])
def test_a_plain_file_is_read_as_it_is(content: bytes) -> None:
    assert units(content) == [("港口", "agency.zip")]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_all_files_of_an_archive_are_read(how: int) -> None:
    content = packed(
        ("readme.txt", b"?"),
        ("2024/港口.TMX", PORT),
        ("more.tmx.gz", gzip.compress(WHARF)),
        how=how,
    )
    assert units(content) == [("港口", "港口.TMX"), ("码头", "more.tmx.gz")]


def test_names_from_chinese_windows_are_read() -> None:
    # Its programs write the bytes of GBK and say nothing of it; Python itself would say UTF-8.
    content = packed(("abcd.tmx", PORT)).replace(b"abcd", "港口".encode("gbk"))
    assert units(content) == [("港口", "港口.tmx")]


def test_a_useless_file_costs_itself_alone() -> None:
    found = read(packed(("a.tmx", b"<html/>"), ("b.tmx", file(tu("一", ""), tu("港口", "port")))))
    assert [str(item) for item in found if isinstance(item, Skipped)] == [
        "line 1, a.tmx: this is no TMX file but XML that begins with <html>",
        "line 3, b.tmx, unit 1: the target (en) is empty",
    ]
    assert [item.source for item in found if isinstance(item, Unit)] == ["港口"]


def test_a_damaged_file_gives_what_stood_before() -> None:
    many = file(*(tu(f"第{n}句", f"Sentence {n}") for n in range(20_000)))
    content = bytearray(packed(("many.tmx", many), how=zipfile.ZIP_STORED))
    content[len(content) // 2] ^= 1
    *some, last = read(bytes(content))
    assert len(some) > 10_000
    assert isinstance(last, Skipped)
    assert "CRC" in last.reason


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (packed(("a.txt", b"x")), "holds no TMX file"),
        (packed(("a.tmx", PORT))[:-30], "damaged or incomplete"),
        (packed(("a.tmx", b"?"), ("b.tmx", b"")), "no TMX file"),
    ],
)
def test_a_useless_archive_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        read(content)
    assert caught.value.hint


def test_an_encrypted_file_is_told() -> None:
    content = bytearray(packed(("a.tmx", PORT)))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    with pytest.raises(FormatError, match="encrypted"):
        read(bytes(content))
