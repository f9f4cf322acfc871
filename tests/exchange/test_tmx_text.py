"""Whatever the bytes are, the text of a TMX file comes out, or a clear error."""

from __future__ import annotations

import codecs
import gzip
import io

import pytest

from tests.exchange.tmx import HEAD, TAIL, everything, file, pairs, tu
from workbench.core.memory import Unit
from workbench.errors import EncodingError, UnreadableFileError
from workbench.exchange.skipped import Skipped
from workbench.exchange.tmx_reader import read

BODY = HEAD + tu("镕基　㐀", "“Zhu”") + TAIL
EXPECTED = [("镕基　㐀", "“Zhu”")]


def declared(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{BODY}'


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode(),
        codecs.BOM_UTF8 + declared("utf-8").encode(),
        declared("UTF-16").encode("utf-16"),
        codecs.BOM_UTF16_BE + declared("UTF-16").encode("utf-16-be"),
        declared("UTF-16").encode("utf-16-le"),
        BODY.encode("utf-16-be"),
        declared("GB18030").encode("gb18030"),
        declared("gb2312").encode("gb18030"),
        declared("GBK").encode("gb18030"),
        BODY.encode("gb18030"),
        declared("UTF-16").encode(),
        declared("utf-32").encode("utf-32"),
        declared("us-ascii").encode("ascii", "xmlcharrefreplace"),
        declared("iso-8859-1").encode("latin-1", "xmlcharrefreplace"),
        ("\n\n " + declared("UTF-8")).encode(),
        declared("UTF-8").replace('version="1.0"', 'version="1.1"').encode(),
        gzip.compress(declared("UTF-8").encode()),
        gzip.compress(declared("UTF-16").encode("utf-16")),
    ],
)
def test_encodings(data: bytes) -> None:
    assert pairs(data) == EXPECTED


@pytest.mark.parametrize("name", ["klingon", "rot13", "zip", "punycode", "unicode_escape"])
def test_what_is_no_character_set_is_refused_by_name(name: str) -> None:
    with pytest.raises(EncodingError, match=name) as caught:
        everything(declared(name).encode("ascii", "xmlcharrefreplace"))
    assert "UTF-8" in caught.value.hint


def test_control_characters_and_references_to_them_cost_nothing() -> None:
    raw = tu("一\x01\x0b二\x1f", "\x00one&#x1F;&#0;&#xFFFE;&#xD800;&#1114112; &#65;&#x4E2D;")
    assert pairs(file(raw)) == [("一二", "one A中")]


@pytest.mark.parametrize("shift", range(-1, 25))
def test_references_across_chunks(shift: int) -> None:
    unit = tu("甲&#x1F;&amp;&#x4E2D;&#1;", "b")
    start = file(unit).index(b"&#x1F;")
    comment = f"<!--{'x' * (65_536 - start - shift - len('<!---->'))}-->"
    assert pairs(file(comment, unit)) == [("甲&中", "b")]


def test_undecodable_bytes_cost_their_unit_alone() -> None:
    data = file(tu("一", "one"), tu("二", "two"), tu("三", "three")).replace("二".encode(), b"\xff")
    first, second, third = everything(data)
    assert isinstance(first, Unit)
    assert isinstance(third, Unit)
    assert second == Skipped(4, "unit 2", "some of its bytes are no text in the file's encoding")


def test_replacement_characters_of_a_healthy_file_are_text() -> None:
    assert pairs(file(tu("坏\ufffd字", "\U0001fffe"))) == [("坏\ufffd字", "\U0001fffe")]


def test_a_packed_file_that_is_cut_gives_what_stood_before() -> None:
    whole = gzip.compress(file(*(tu(f"第{n}句", f"Sentence {n}") for n in range(3000))))
    *units, last = everything(whole[: len(whole) // 2])
    assert len(units) > 100
    assert all(isinstance(unit, Unit) for unit in units)
    assert isinstance(last, Skipped)
    assert last.item == "end of file"
    assert "compressed file" in last.reason


def test_a_failing_disk_is_an_error_of_ours() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(size)

    with pytest.raises(UnreadableFileError, match="Input/output error"):
        list(read(Failing(b"<tmx>" * 9), name="x.tmx"))
