"""Documents: what import makes, what comes back, and who may edit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.conftest import TEXT, MakeDocument
from workbench.core.document import Document, ParagraphKind, Progress
from workbench.core.status import Status
from workbench.errors import DocumentLockedError, FormatError, NotFoundError
from workbench.services import documents, editing, inspection
from workbench.services.workspace import Workspace
from workbench.storage import locks


def test_import_makes_paragraphs_of_sentences(document: Document) -> None:
    assert [[s.source for s in p.segments] for p in document.paragraphs] == [
        ["港口去年很忙。", "今年更忙。"],
        ["双方同意扩大贸易。", "会谈在上海举行。", "双方同意扩大贸易。"],
        ["谢谢大家。"],
    ]
    assert [s.position for s in document.segments] == list(range(6))
    assert {s.status for s in document.segments} == {Status.NEW}
    assert document.paragraphs[1].line == 3
    assert document.cursor is None


def test_the_file_comes_back_byte_for_byte(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    data = "港口去年很忙。\r\n今年更忙。\r\n".encode("gb18030")
    path.write_bytes(data)
    document = documents.import_document(ws, path)
    assert document.encoding == "gb18030"
    assert documents.original(ws, document.id) == data


def test_an_unchanged_file_is_imported_once(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    first = documents.take_in(ws, path)
    segment = documents.load(ws, first.document.id).segments[0]
    editing.confirm(ws, segment.id, "The port was busy.")
    again = documents.take_in(ws, path)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.document.id == first.document.id
    assert again.document.progress.confirmed == 1


def test_a_changed_file_becomes_a_further_document(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    first = documents.take_in(ws, path)
    before = documents.load(ws, first.document.id)
    path.write_text(TEXT + "\n再见。\n", encoding="utf-8")
    second = documents.take_in(ws, path)
    assert second.document.name == "a.txt (2)"
    assert any("a.txt (2)" in notice for notice in second.notices)
    assert documents.load(ws, first.document.id) == before


def test_files_of_one_name_get_different_names(ws: Workspace, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "a.txt"
        path.write_text(TEXT, encoding="utf-8")
        documents.import_document(ws, path)
    documents.import_document(ws, path, name="other")
    assert [d.name for d in documents.summaries(ws)] == ["a.txt", "a.txt (2)", "other"]


def test_a_bad_file_stores_nothing(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(FormatError):
        documents.import_document(ws, path)
    assert documents.summaries(ws) == ()


def test_inspect_shows_what_import_would_make_and_stores_nothing(
    ws: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    seen = inspection.inspect(path)
    assert [len(segments) for segments in seen.segments] == [2, 3, 1]
    assert documents.summaries(ws) == ()


@pytest.mark.parametrize("reference", ["{id}", "talks.txt", "{path}", "talks"])
def test_a_document_is_found_by_number_name_path_and_beginning(
    ws: Workspace, document: Document, reference: str
) -> None:
    wanted = reference.format(id=document.id, path=document.path)
    assert documents.find(ws, wanted).id == document.id


def test_what_is_not_found_is_told_with_what_is_near(
    ws: Workspace, make_document: MakeDocument
) -> None:
    with pytest.raises(NotFoundError, match="No document was imported yet"):
        documents.find(ws, "talks")
    make_document(name="talks-1.txt")
    make_document(name="talks-2.txt")
    with pytest.raises(NotFoundError, match=r"talks-1\.txt"):
        documents.find(ws, "tlaks-1.txt")
    with pytest.raises(NotFoundError, match=r"1 \(talks-1\.txt\), 2 \(talks-2\.txt\)"):
        documents.find(ws, "talks")
    with pytest.raises(NotFoundError):
        documents.find(ws, "")
    with pytest.raises(NotFoundError):
        documents.find(ws, "a\0b")


def test_progress_counts_segments_and_characters(ws: Workspace, document: Document) -> None:
    editing.confirm(ws, document.segments[0].id, "The port was busy.")
    editing.save_target(ws, document.segments[1].id, "It is busier")
    done = documents.progress(ws, document.id)
    assert done == Progress(
        segments=6, drafted=1, confirmed=1, characters=37, characters_confirmed=6
    )
    assert documents.find(ws, "1").progress == done
    with pytest.raises(NotFoundError):
        documents.progress(ws, 99)


def test_the_cursor_is_where_it_was(ws: Workspace, document: Document) -> None:
    documents.remember_cursor(ws, document.id, document.segments[3].id)
    assert documents.load(ws, document.id).cursor == document.segments[3].id


def test_a_removed_document_leaves_its_units(ws: Workspace, document: Document) -> None:
    from workbench.services import memory_statistics

    editing.confirm(ws, document.segments[0].id, "The port was busy.")
    documents.remove(ws, document.id)
    assert documents.summaries(ws) == ()
    assert memory_statistics.statistics(ws).units == 1
    with pytest.raises(NotFoundError):
        documents.load(ws, document.id)
    with pytest.raises(NotFoundError):
        documents.original(ws, document.id)
    with pytest.raises(NotFoundError):
        documents.remove(ws, document.id)


def test_noise_is_kept_but_not_cut(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document("双方同意扩大贸易。\n\n— 3 —\n\n会谈在上海举行。\n")
    noise = [p for p in document.paragraphs if p.kind is ParagraphKind.NOISE]
    assert [p.segments for p in noise] == [()]
    assert [s.position for s in document.segments] == [0, 1]


def test_a_document_is_edited_by_one_at_a_time(ws: Workspace, make_document: MakeDocument) -> None:
    one, other = make_document(name="one.txt"), make_document(name="other.txt")
    with documents.editing_lock(ws, one.id) as lock:
        with pytest.raises(DocumentLockedError) as caught, documents.editing_lock(ws, one.id):
            pass
        with documents.editing_lock(ws, other.id):
            assert lock.report()
        with pytest.raises(DocumentLockedError):
            documents.remove(ws, one.id)
    message = str(caught.value)
    assert "one.txt" in message
    assert f"LW has it open on {socket.gethostname()} (process {os.getpid()})" in message
    with documents.editing_lock(ws, one.id):
        pass
    assert not lock.report()


HOLD = """
import sys, time
from workbench.services import documents
from workbench.services.workspace import Workspace
ws = Workspace.open(sys.argv[1], user="AB")
with documents.editing_lock(ws, int(sys.argv[2])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_dead_editor_is_taken_over(ws: Workspace, document: Document) -> None:
    command = [sys.executable, "-c", HOLD, str(ws.location), str(document.id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(DocumentLockedError, match="AB has it open"),
            documents.editing_lock(ws, document.id),
        ):
            pass
        other.kill()
    with documents.editing_lock(ws, document.id) as lock:
        assert lock.report()


def test_a_later_process_with_the_same_number_is_no_holder(ws: Workspace) -> None:
    now = ws.now()
    mine = locks.Holder(
        token="t",
        pid=os.getpid(),
        process=locks.process_mark(os.getpid()),
        host=socket.gethostname(),
        user="LW",
        since=now,
        seen=now,
    )
    assert locks.is_alive(mine, now)
    if mine.process:
        assert not locks.is_alive(replace(mine, process="boot:1"), now)


def test_a_holder_on_another_machine_is_believed_for_a_while(ws: Workspace) -> None:
    now = ws.now()
    other = locks.Holder("t", 1, "", "elsewhere.example", "AB", now, now)
    assert locks.is_alive(other, now + timedelta(minutes=9))
    assert not locks.is_alive(other, now + timedelta(minutes=11))
