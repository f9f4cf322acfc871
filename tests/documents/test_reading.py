"""A file becomes a reading, or one clear message says why it does not."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.document import ParagraphKind
from workbench.documents import reading
from workbench.documents.cleanup.cleaning import DEFAULT
from workbench.documents.reading import parse, read, survey
from workbench.errors import (
    EncodingError,
    FormatError,
    InputError,
    UnreadableFileError,
    UsageError,
)


def _file(tmp_path: Path, data: bytes | str, name: str = "港口.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_tells_name_format_and_encoding(tmp_path: Path) -> None:
    data = "旧港的早晨\r\n\r\n江面上起了雾，渡船停在岸边。\r\n".encode("gb18030")
    found = read(_file(tmp_path, data))
    assert (found.name, found.format, found.encoding) == ("港口.txt", "text", "gb18030")
    assert [block.text for block in found.blocks] == [
        "旧港的早晨",
        "江面上起了雾，渡船停在岸边。",
    ]
    assert [block.kind for block in found.blocks] == [ParagraphKind.TITLE, ParagraphKind.BODY]
    assert [block.line for block in found.blocks] == [1, 3]
    assert found.warnings == ()


def test_takes_the_encoding_that_it_is_told(tmp_path: Path) -> None:
    path = _file(tmp_path, "江面上起了雾。".encode("utf-16-le"))
    assert read(path, encoding="utf-16-le").blocks[0].text == "江面上起了雾。"
    with pytest.raises(UsageError):
        read(path, encoding="klingon")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(tmp_path: Path, ends: str) -> None:
    found = read(_file(tmp_path, f"旧港{ends}{ends}雾散了。{ends}{ends}船开了。{ends}"))
    assert [(b.text, b.line) for b in found.blocks] == [
        ("旧港", 1),
        ("雾散了。", 3),
        ("船开了。", 5),
    ]


def test_nul_mark_and_form_feed_inside_a_text(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "雾散\0了，\ufeff船开了。\f第二页的话。\n"))
    assert [b.text for b in found.blocks] == ["雾散了，船开了。", "第二页的话。"]
    assert found.blocks[0].original == "雾散\0了，\ufeff船开了。"
    assert "1 NUL" in found.warnings[0]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "\ufeff雾散了。"))
    assert found.blocks[0].original == "雾散了。"


def test_warns_of_a_text_without_chinese_and_of_lost_characters(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "The fog lifted.\n"))
    assert found.warnings == ("The text has no Chinese in it.",)
    found = read(_file(tmp_path, "雾散\ufffd，船开\ufffd。"))
    assert found.warnings[0].startswith("2 characters were already lost")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(tmp_path / "nowhere.txt")
    assert "no such file" in str(caught.value)
    assert "nowhere.txt" in str(caught.value)
    with pytest.raises(UnreadableFileError, match="a folder"):
        read(tmp_path)
    with pytest.raises(UnreadableFileError):
        read(tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = _file(tmp_path, "雾散了。")
    path.chmod(0)
    with pytest.raises(UnreadableFileError, match="may not be read"):
        read(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFileError, match="a device or a pipe"):
        read(tmp_path / "pipe")


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for name, most in (("large.md", reading.MAX_BYTES), ("large.txt", reading.MAX_TEXT_BYTES)):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(most + 1)
        with pytest.raises(UnreadableFileError) as caught:
            read(tmp_path / name)
        assert f"{most // 1024**2} MiB" in str(caught.value)
        assert "Cut it" in caught.value.hint


@pytest.mark.parametrize("data", [b"", b" \n\r\n\t", "\ufeff\u3000\n".encode()])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FormatError, match="no text"):
        read(_file(tmp_path, data))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 400, "binary"),
    ],
    ids=["pdf", "zip", "rtf", "png", "office", "bytes", "zeros"],
)
def test_a_binary_file_is_named_for_what_it_is(tmp_path: Path, data: bytes, kind: str) -> None:
    with pytest.raises(FormatError, match=kind) as caught:
        read(_file(tmp_path, data))
    assert "港口.txt" in str(caught.value)
    assert caught.value.hint


def test_damaged_bytes_are_named_with_the_file(tmp_path: Path) -> None:
    data = "雾散了，船开了。\n".encode() * 3 + b"\xe9\x9b\n" + "江面很静。".encode()
    with pytest.raises(EncodingError) as caught:
        read(_file(tmp_path, data))
    assert "港口.txt" in str(caught.value)
    assert "line 4" in str(caught.value)


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    text = "江面上起了雾，渡船停在岸边，" * 72_000
    (block,) = read(_file(tmp_path, text)).blocks
    assert block.text == text


def test_right_to_left_text_and_emoji_stay_as_they_are(tmp_path: Path) -> None:
    text = "他说“שלום”，大家都笑了😀👨\u200d👩\u200d👧。"
    (block,) = read(_file(tmp_path, text)).blocks
    assert block.text == text


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_random_bytes_raise_only_our_errors(tmp_path: Path, data: bytes) -> None:
    with suppress(InputError):
        assert read(_file(tmp_path, data)).blocks


def test_the_format_is_recognised_or_named(tmp_path: Path) -> None:
    page = "<!doctype html><html><body><p>雾散了。</p></body></html>"
    assert read(_file(tmp_path, page, "page")).format == "html"
    assert read(_file(tmp_path, page, "page.txt")).format == "html"
    assert read(_file(tmp_path, page, "page.html"), format="text").format == "text"
    with pytest.raises(UsageError, match="no format"):
        read(_file(tmp_path, page), format="wordstar")


def test_a_page_is_believed_about_its_encoding_unless_it_is_wrong(tmp_path: Path) -> None:
    page = '<html><head><meta charset="{}"></head><body><p>旧港的早晨。</p></body></html>'
    told = _file(tmp_path, page.format("gb2312").encode("gb18030"), "told.html")
    assert read(told).encoding == "gb18030"
    wrong = _file(tmp_path, page.format("big5").encode(), "wrong.html")
    assert read(wrong).blocks[0].text == "旧港的早晨。"
    marked = _file(tmp_path, b"\xef\xbb\xbf" + page.format("gb2312").encode(), "marked.html")
    assert read(marked).encoding == "utf-8"


def test_an_encoding_is_of_no_use_to_a_format_that_says_it_itself(tmp_path: Path) -> None:
    found = survey(_file(tmp_path, b"PK\x03\x04", "letter.docx"), encoding="gb18030")
    assert found.encoding is None
    assert "left out of account" in found.warnings[0]


def test_a_text_is_read_piece_by_piece_and_is_the_same(tmp_path: Path) -> None:
    text = "".join(f"　　第{n}只渡船停在岸边，江面上起了雾。\r\n" for n in range(30_000))
    path = _file(tmp_path, text.encode("gb18030"))
    seen: list[int] = []
    blocks = list(parse(survey(path), DEFAULT, seen.append).blocks)
    assert seen == sorted(seen)
    assert seen[-1] == path.stat().st_size
    assert len(seen) > 2
    assert len(blocks) == 30_000
    assert [block.place for block in blocks] == list(range(30_000))
    assert blocks[-1].text == "第29999只渡船停在岸边，江面上起了雾。"
    assert blocks[-1].line == 30_000


def test_the_articles_of_a_page_are_told(tmp_path: Path) -> None:
    page = "旧港的早晨\n\n　　江面上起了雾。\n\n　　渡船停在岸边。\n"
    assert [one.title for one in read(_file(tmp_path, page)).sections] == ["旧港的早晨"]


def test_the_message_about_damage_is_a_command_that_can_be_run(tmp_path: Path) -> None:
    data = "雾散了，船开了。\n".encode() * 30 + b"\xff" + "江面很静。".encode()
    with pytest.raises(EncodingError) as caught:
        read(_file(tmp_path, data))
    assert f"iconv -c -f UTF-8 -t UTF-8 {tmp_path}/港口.txt > " in caught.value.hint.replace(
        "'", ""
    )
    assert "⟦FF⟧江面很静" in caught.value.what
