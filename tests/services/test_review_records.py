"""Which export a returned file is of, and what is done where nothing tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.services.conftest import MakeDocument
from tests.services.reviews import TARGETS, Send, counts, now
from workbench.core.document import Document
from workbench.errors import FormatError, NotFoundError
from workbench.services import documents, editing, review
from workbench.services.workspace import Workspace
from workbench.storage import settings


def test_a_file_of_an_earlier_export_is_known_as_such(
    ws: Workspace, drafted: Document, send: Send, tmp_path: Path
) -> None:
    early = send(("Thanks.", "Thank you."))
    editing.save_target(ws, drafted.segments[0].id, "The port was busy.")
    review.export_xliff(ws, drafted.id, tmp_path / "later.xlf")
    done = review.take_back(ws, early)
    assert counts(done) == (1, 0, 5, 0, 0)
    assert now(ws, drafted)[0].target == "The port was busy."


def test_a_file_so_old_that_its_record_is_gone_overwrites_no_persons_words(
    ws: Workspace, drafted: Document, send: Send, tmp_path: Path
) -> None:
    oldest = send(("Held in", "It was held in"), ("Busy port.", "A busy port."))
    editing.confirm(ws, drafted.segments[3].id, "Held in Shanghai, at last.", propagate=False)
    for _ in range(20):
        review.export_xliff(ws, drafted.id, tmp_path / "later.xlf")
    done = review.take_back(ws, oldest)
    assert counts(done) == (1, 0, 4, 1, 0)
    assert [s.target for s in now(ws, drafted)][::3] == [
        "A busy port.",
        "Held in Shanghai, at last.",
    ]


def test_a_table_so_old_that_its_record_is_gone_overwrites_no_persons_words(
    ws: Workspace, drafted: Document, tmp_path: Path
) -> None:
    from docx import Document as Docx

    path = tmp_path / "oldest.docx"
    review.export_table(ws, drafted.id, path)
    editing.confirm(ws, drafted.segments[3].id, "Held in Shanghai, at last.", propagate=False)
    for _ in range(20):
        review.export_table(ws, drafted.id, tmp_path / "later.docx")
    table = Docx(str(path))
    row = next(r for r in table.tables[0].rows if r.cells[2].text == TARGETS[3])
    row.cells[2].text = "It was held in Shanghai."
    table.save(str(path))
    assert counts(review.take_back(ws, path)) == (0, 0, 5, 1, 0)
    assert now(ws, drafted)[3].target == "Held in Shanghai, at last."


def test_the_record_of_another_databases_export_says_nothing_here(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    file = send(("Held in", "It was held in"))
    text = file.read_text(encoding="utf-8")
    token = re.search(r'build-num="(wb[0-9a-f]{12})', text)
    assert token is not None
    file.write_text(text.replace(token[1], "wb0123456789ab"), encoding="utf-8")
    done = review.take_back(ws, file, document_id=drafted.id)
    assert counts(done) == (0, 0, 5, 1, 0)


def test_a_file_of_another_database(
    ws: Workspace, drafted: Document, send: Send, tmp_path: Path
) -> None:
    file = send(("Busy port.", "A busy port."))
    with Workspace.open(tmp_path / "other.db", user="AB") as other:
        with pytest.raises(NotFoundError, match="another database"):
            review.take_back(other, file)
        with pytest.raises(NotFoundError, match="no document 1"):
            review.take_back(other, file, document_id=1)


def test_a_file_without_its_token_is_known_by_its_segments(
    ws: Workspace, drafted: Document, send: Send, tmp_path: Path
) -> None:
    file = send(("Busy port.", "A busy port."))
    lines = file.read_text(encoding="utf-8").replace("build-num=", "phase=")
    file.write_text(lines, encoding="utf-8")
    assert counts(review.take_back(ws, file)) == (1, 0, 5, 0, 0)
    with (
        Workspace.open(tmp_path / "other.db", user="AB") as other,
        pytest.raises(NotFoundError, match="no segment of the file"),
    ):
        review.take_back(other, file)


def test_a_file_for_another_document(
    ws: Workspace, make_document: MakeDocument, send: Send
) -> None:
    other = make_document("另一篇。\n", "other.txt")
    with pytest.raises(NotFoundError, match=r"belongs to “other\.txt”"):
        review.take_back(ws, send(), document_id=other.id)


def test_the_numbers_of_another_tools_xliff_are_not_those_of_segments(
    ws: Workspace, drafted: Document, tmp_path: Path
) -> None:
    path = tmp_path / "menu.xlf"
    units = "".join(
        f'<trans-unit id="{segment.id}"><source>打开</source><target>Open</target></trans-unit>'
        for segment in drafted.segments
    )
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="menu" source-language="zh" target-language="en" datatype="plaintext">'
        f"<body>{units}</body></file></xliff>",
        encoding="utf-8",
    )
    with pytest.raises(NotFoundError, match="no segment of the file"):
        review.take_back(ws, path)
    assert now(ws, drafted) == drafted.segments


def test_any_other_xliff_is_refused(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "other.xlf"
    path.write_text("<html/>")
    with pytest.raises(FormatError, match="no XLIFF"):
        review.take_back(ws, path)


def test_nothing_is_taken_without_a_record_where_a_person_worked(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    from workbench.services import review_plan
    from workbench.services.review_plan import Returned, Terms, Verdict

    found = review_plan.findings(
        [Returned(s.id, s.source, f"{s.target}!") for s in drafted.segments],
        {s.id: s for s in drafted.segments},
        {},
        None,
        Terms(),
    )
    assert [f.verdict for f in found] == [Verdict.CHANGED] * 2 + [Verdict.CONFLICT] * 4


def test_a_removed_document_leaves_no_record_of_its_exports(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    send()
    documents.remove(ws, drafted.id)
    with ws.database.reading() as session:
        assert settings.keys(session, f"review.{drafted.id}.") == frozenset()
