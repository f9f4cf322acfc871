"""Files that are no DOCX, protected, damaged or built to exhaust: each is refused in words."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.formats.contract import numbered, paragraphs_of, translated
from tests.documents.formats.docx_files import (
    blocks,
    element,
    package,
    paragraph,
    part,
    relations,
    run,
    sample,
    texts,
    written,
    zipped,
)
from workbench.documents.formats.docx import package as docx_package
from workbench.errors import FormatError, WorkbenchError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = package(paragraph(run("雾散了。")))


def parts(data: bytes = GOOD) -> dict[str, str | bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"hello", "no zip archive"),
        ("雾散了。".encode(), "no zip archive"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><w/>", "XML"),
        (b"<html>", "web page"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE, "old Office"),
        (b"PK\x05\x06" + bytes(18), "damaged"),
        (b"PK\x03\x04" + bytes(90), "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (GOOD[:-10], "damaged"),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"xl/workbook.xml": "<x/>"}), "Excel"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        (zipped({"a.txt": "x"}), "no document"),
        (zipped({"_rels/.rels": relations([("officeDocument", "w/d.xml")])}), "w/d.xml is missing"),
    ],
)
def test_what_it_is_instead(data: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        blocks(data)
    assert caught.value.where.startswith("file.docx")
    assert caught.value.hint


def test_a_workbook_behind_a_relation_is_told() -> None:
    archive = parts()
    archive["word/document.xml"] = element("document", "").replace("w:document", "w:workbook")
    archive["xl/workbook.xml"] = ""
    with pytest.raises(FormatError, match="Excel"):
        blocks(zipped(archive))


def test_a_part_that_is_something_else_is_refused() -> None:
    data = package(paragraph(run("雾散了。")), {"footnotes": ""})
    archive = {**parts(data), "word/footnotes.xml": element("styles", "")}
    with pytest.raises(FormatError, match=r"footnotes\.xml"):
        blocks(zipped(archive))


def test_an_encrypted_archive_is_protected() -> None:
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        start = archive.start_dir
    data[start + 8] |= 1  # the first member's general purpose flag
    with pytest.raises(FormatError, match="password"):
        blocks(bytes(data))


def test_broken_xml_is_told_with_its_part_and_line() -> None:
    archive = parts()
    archive["word/document.xml"] = part(GOOD).replace("<w:p>", "\n\n<w:p><w:oops>")
    with pytest.raises(FormatError) as caught:
        blocks(zipped(archive))
    assert caught.value.where == "file.docx (word/document.xml), line 4"
    assert caught.value.line == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels"])
def test_a_document_type_is_refused(name: str, encoding: str) -> None:
    secret = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><d>&b;</d>'
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{secret}'
    with pytest.raises(FormatError, match="document type"):
        blocks(zipped({**parts(), name: declared.encode(encoding)}))


def test_an_unknown_entity_is_refused() -> None:
    archive = {**parts(), "word/document.xml": part(GOOD).replace("雾", "&fog;")}
    with pytest.raises(FormatError, match="well-formed"):
        blocks(zipped(archive))


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    archive = {**parts(), "word/document.xml": part(GOOD).replace("UTF-8", "X-NONE")}
    with pytest.raises(FormatError, match="word/document"):
        blocks(zipped(archive))


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    bomb = part(GOOD).replace("雾", " " * 40_000_000)
    with pytest.raises(FormatError, match="38 MiB"):
        blocks(zipped({**parts(), "word/document.xml": bomb}))


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 10_000)
    with pytest.raises(FormatError, match="unpacks"):
        blocks(zipped({**parts(), "word/media/image1.png": bytes(20_000)}))


def test_an_archive_of_too_many_parts_is_refused() -> None:
    many = {f"word/media/{n}": "" for n in range(docx_package.MAX_PARTS)}
    with pytest.raises(FormatError, match="parts"):
        blocks(zipped({**parts(), **many}))


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(FormatError, match="one name"):
        blocks(zipped({**parts(), "WORD/document.xml": ""}))


def test_a_wrong_checksum_is_damage() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:  # stored, so that the words lie open
        for name, data in parts().items():
            target.writestr(name, data)
    with pytest.raises(FormatError, match="damaged"):
        blocks(out.getvalue().replace("雾".encode(), "霧".encode()))


def test_a_damaged_part_that_is_only_copied_is_told_when_writing() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in {**parts(), "word/media/a.bin": b"PICTURE"}.items():
            target.writestr(name, data)
    data = out.getvalue().replace(b"PICTURE", b"pICTURE")
    found = translated(paragraphs_of(blocks(data)), numbered)
    with pytest.raises(FormatError, match="damaged"):
        written(data, found)


_SAMPLE = parts(sample())
_NAMES = ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "_rels/.rels")


@given(st.data())
def test_damaged_parts_raise_nothing_but_our_errors(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_NAMES))
    content = bytearray(_SAMPLE[name])  # type: ignore[arg-type]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = start + data.draw(st.integers(0, 30))
        content[start:end] = data.draw(st.binary(max_size=4) | st.sampled_from(_SCRAPS))
    archive = zipped({**_SAMPLE, name: bytes(content)})
    try:
        found = translated(paragraphs_of(blocks(archive)), numbered)
        texts(written(archive, found))
    except WorkbenchError:
        return


_SCRAPS = (
    b"<w:p>", b"</w:p>", b"<w:r><w:t>x</w:t></w:r>", b"<w:tbl>", b'w:val="', b"<w:del>", b"<",
    b'<w:fldChar w:fldCharType="begin"/>', b'<w:fldChar w:fldCharType="end"/>', b"<w:ruby/>",
    b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", b"<w:hyperlink>", b"&#0;", b"&amp;",
    b'<w:bookmarkStart w:id="1"/>', b'<w:bookmarkEnd w:id="1"/>', b"<!-- -->", b"<?pi?>",
    b"<w:ins>", b"</w:ins>", b"<w:p/>", b"<w:pPr><w:sectPr/></w:pPr>", b"../", b"\xff",
)  # fmt: skip
