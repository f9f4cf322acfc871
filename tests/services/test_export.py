"""Export: the finished document in its own format, and the file as it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.test_imports import PAGE
from workbench.core.document import Document, ParagraphKind
from workbench.documents.formats.base import Untranslated, Wanted
from workbench.errors import NotFoundError, UsageError
from workbench.services import documents, editing, export, paragraphs, structure
from workbench.services.workspace import Workspace

EMPTY = Wanted(Untranslated.EMPTY)
FAIL = Wanted(Untranslated.FAIL)
HTML = '<html><head><meta charset="gb2312"></head><body><p>港口<b>很忙</b>。</p></body></html>'


def import_text(ws: Workspace, tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return documents.import_document(ws, path)


def test_the_finished_text_has_a_paragraph_for_each_block(
    ws: Workspace, document: Document
) -> None:
    for segment in document.segments:
        editing.save_target(ws, segment.id, f"S{segment.position}.")
    finished = export.finished(ws, document.id, FAIL)
    assert finished == b"S0. S1.\n\nS2. S3. S4.\n\nS5.\n"


def test_export_can_insist_on_all_targets(ws: Workspace, document: Document) -> None:
    assert "谢谢大家。" in export.finished(ws, document.id, Wanted()).decode()
    assert export.finished(ws, document.id, EMPTY) == b""
    with pytest.raises(UsageError, match="segment 1"):
        export.finished(ws, document.id, FAIL)


def test_a_page_keeps_its_markup_whatever_its_encoding(ws: Workspace, tmp_path: Path) -> None:
    data = HTML.encode("gb18030")
    document = import_text(ws, tmp_path, "page.html", data)
    editing.confirm(ws, document.segments[0].id, "The port is {1}busy{2}.")
    finished = export.finished(ws, document.id, FAIL)
    assert b"<p>The port is <b>busy</b>.</p>" in finished
    assert export.original(ws, document.id) == data


def test_broken_placeholders_are_refused_unless_forced(ws: Workspace, tmp_path: Path) -> None:
    document = import_text(ws, tmp_path, "page.html", HTML.encode("gb18030"))
    editing.save_target(ws, document.segments[0].id, "The port is {1}busy.")
    with pytest.raises(UsageError, match="segment 1"):
        export.finished(ws, document.id, Wanted())
    forced = export.finished(ws, document.id, Wanted(force=True)).decode("gb18030")
    assert forced.count("<b>") == forced.count("</b>") == 1


def test_an_article_is_written_alone(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    second = documents.take_in(ws, path, article=1).document
    text = export.finished(ws, second.id, Wanted()).decode()
    assert text == "新桥通车\n\n新桥昨天通车。两岸的人都来看。\n"
    assert export.original(ws, second.id) == PAGE.encode()
    assert export.file_name(second) == "page.2.en.txt"


def test_joined_and_divided_paragraphs_are_written_as_they_are_now(
    ws: Workspace, document: Document
) -> None:
    for segment in document.segments:
        editing.save_target(ws, segment.id, f"S{segment.position}.")
    paragraphs.split_paragraph(ws, document.segments[3].id)
    paragraphs.join_paragraphs(ws, document.paragraphs[0].id)
    assert export.finished(ws, document.id, FAIL) == b"S0. S1. S2.\n\nS3. S4.\n\nS5.\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", "<p>港口很忙。</p><p>图一：</p><p>新桥。</p><p>谢谢大家。</p>"),
        ("page.md", "港口很忙。\n\n图一：\n\n新桥。\n\n谢谢大家。\n"),
    ],
)
def test_paragraphs_that_were_joined_and_are_noise_now_stay_in_the_file(
    ws: Workspace, tmp_path: Path, name: str, data: str
) -> None:
    document = import_text(ws, tmp_path, name, data.encode())
    editing.confirm(ws, document.segments[0].id, "Busy port.")
    caption = paragraphs.join_paragraphs(ws, document.paragraphs[1].id)
    structure.set_kind(ws, caption.id, ParagraphKind.NOISE)
    finished = export.finished(ws, document.id, Wanted()).decode()
    assert finished == data.replace("港口很忙。", "Busy port.")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("port.txt", "port.en.txt"), ("notice.zh.txt", "notice.en.txt"), ("letter", "letter.en")],
)
def test_the_finished_file_has_a_name(
    ws: Workspace, tmp_path: Path, name: str, wanted: str
) -> None:
    document = import_text(ws, tmp_path, name, "港口很忙。".encode())
    assert export.file_name(document) == wanted


def test_what_is_not_there_is_not_written(ws: Workspace) -> None:
    with pytest.raises(NotFoundError):
        export.finished(ws, 7, Wanted())
