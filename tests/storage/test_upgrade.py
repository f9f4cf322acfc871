"""A database of the first version keeps its documents, its files and its history."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pytest
from sqlalchemy import text

from workbench.core.change import ChangeKind
from workbench.core.document import ParagraphKind
from workbench.core.status import Status
from workbench.services import documents, export, history, paragraphs
from workbench.services.workspace import Workspace
from workbench.storage.database import Database
from workbench.storage.driver import driver
from workbench.storage.schema import SHIPPED, Migrations

FIRST = Migrations(("0001",), SHIPPED.folders)
TEXT = "港口去年很忙。今年更忙。\n\n— 3 —\n\n谢谢大家。\n"
NOW = "2025-03-01 08:00:00.000000"

DOCUMENT = """INSERT INTO document
(id, name, path, encoding, digest, warnings, imported_at, imported_by)
VALUES (7, 'old.txt', ?, 'utf-8', ?, '[]', ?, 'LW')"""
FILE = "INSERT INTO sourcefile (document_id, size, data) VALUES (7, ?, ?)"
ROWS = f"""
INSERT INTO paragraph (id, document_id, position, start, kind, text, original, line, notes)
VALUES
(11, 7, 0, 0, 'body', '港口去年很忙。今年更忙。', '港口去年很忙。今年更忙。', 1, '[]'),
(12, 7, 1, 2, 'noise', '— 3 —', '— 3 —', 3, '["a page number or an ornament"]'),
(13, 7, 2, 2, 'body', '谢谢大家。', '谢谢大家。', 5, '[]');
INSERT INTO segment (id, document_id, paragraph_id, rank, source, source_key, characters,
    target, status, origin, engine, locked, updated_by)
VALUES
(21, 7, 11, 0, '港口去年很忙。', 1, 6, 'The port was busy.', 'confirmed', 'human', '', 0, 'LW'),
(22, 7, 11, 1, '今年更忙。', 2, 4, '', 'new', NULL, '', 0, ''),
(23, 7, 13, 0, '谢谢大家。', 3, 4, '', 'new', NULL, '', 0, '');
INSERT INTO change (id, document_id, kind, state, segment_id, changed_at, changed_by)
VALUES (31, 7, 'kind', 'done', 23, '{NOW}', 'LW');
INSERT INTO revision (change_id, entity, entity_id, before, after)
VALUES (31, 'paragraph', 13, '{{"kind":"title"}}', '{{"kind":"body"}}');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as the first version left it, with a document that somebody works on."""
    source = tmp_path / "old.txt"
    source.write_text(TEXT, encoding="utf-8")
    data = TEXT.encode()
    path = tmp_path / "w.db"
    Database.open(path, migrations=FIRST).close()
    raw = driver.connect(path)
    raw.execute(DOCUMENT, (str(source), hashlib.sha256(data).hexdigest(), NOW))
    raw.execute(FILE, (len(data), zlib.compress(data)))
    raw.executescript(ROWS)
    raw.commit()
    raw.close()
    return path


def test_documents_come_along(old: Path) -> None:
    with Workspace.open(old, user="LW") as ws:
        assert "upgraded" in ws.notices[0]
        document = documents.load(ws, 7)
        assert (document.format, document.article, document.name) == ("text", None, "old.txt")
        assert [p.id for p in document.paragraphs] == [11, 12, 13]
        assert [p.place for p in document.paragraphs] == [0, 1, 2]
        assert [p.kind for p in document.paragraphs][1] is ParagraphKind.NOISE
        assert {(p.codes, p.section) for p in document.paragraphs} == {((), 0)}
        assert document.segments[0].status is Status.CONFIRMED
        assert export.original(ws, 7) == TEXT.encode()


def test_the_copy_is_the_old_database(old: Path) -> None:
    Database.open(old).close()
    (copy,) = old.parent.glob("w.backup-*-0001.db")
    with Database.open(copy, migrations=FIRST) as database, database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM sourcefile")).scalar_one() == 1


def test_the_file_is_still_the_document(old: Path) -> None:
    with Workspace.open(old, user="LW") as ws:
        again = documents.take_in(ws, old.parent / "old.txt")
        assert (again.document.id, again.is_new) == (7, False)


def test_what_was_done_before_is_undone_after_what_is_done_now(old: Path) -> None:
    with Workspace.open(old, user="LW") as ws:
        rest = paragraphs.split_paragraph(ws, 22)
        assert rest.id > 13
        change = history.undo(ws, 7)
        assert change is not None
        assert change.kind is ChangeKind.DIVIDE
        change = history.undo(ws, 7)
        assert change is not None
        assert change.kind is ChangeKind.KIND
        assert documents.load(ws, 7).paragraphs[2].kind is ParagraphKind.TITLE
