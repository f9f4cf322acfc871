"""Review by a colleague: what is taken back, what is not, and how far it then is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from tests.services.reviews import Send, counts, now
from workbench.core.change import ChangeKind
from workbench.core.document import Document
from workbench.core.status import Origin, Status
from workbench.documents.formats.base import Wanted
from workbench.errors import DocumentLockedError, UsageError
from workbench.services import (
    concordance,
    documents,
    editing,
    export,
    history,
    memory,
    review,
    structure,
)
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_what_the_colleague_left_alone_stays(
    ws: Workspace, drafted: Document, send: Send, version: str
) -> None:
    assert counts(review.take_back(ws, send(version=version))) == (0, 0, 6, 0, 0)
    assert now(ws, drafted) == drafted.segments
    assert (undone := history.undo(ws, drafted.id))
    assert undone.kind is ChangeKind.CONFIRM


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_what_the_colleague_changed_is_taken(
    ws: Workspace, drafted: Document, send: Send, version: str
) -> None:
    file = send(("Busy port.", "A busy port."), ("Held in", "It was held in"), version=version)
    done = review.take_back(ws, file)
    assert counts(done) == (2, 0, 4, 0, 0)
    first, *_, shanghai = now(ws, drafted)[:4]
    assert (first.target, first.status) == ("A busy port.", Status.DRAFT)
    assert (first.origin, first.based_on, first.updated_by) == (Origin.HUMAN, Origin.MT, "LW")
    assert (shanghai.target, shanghai.status) == ("It was held in Shanghai.", Status.CONFIRMED)
    assert memory.matches(ws, shanghai.source)[0].unit.target == "It was held in Shanghai."
    (change,) = [f for f in done.changed if f.number == 1]
    assert (change.here, change.theirs) == ("Busy port.", "A busy port.")


def test_one_undo_takes_all_of_it_back(ws: Workspace, drafted: Document, send: Send) -> None:
    review.take_back(ws, send(("Busy port.", "A busy port."), ("Held in", "It was held in")))
    assert (undone := history.undo(ws, drafted.id))
    assert undone.kind is ChangeKind.REVIEW
    assert now(ws, drafted) == drafted.segments
    source = drafted.segments[3].source
    assert [m.unit.target for m in memory.matches(ws, source)] == ["Held in Shanghai."]
    history.redo(ws, drafted.id)
    assert now(ws, drafted)[3].target == "It was held in Shanghai."


def test_a_dry_run_changes_nothing(ws: Workspace, drafted: Document, send: Send) -> None:
    file = send(("Busy port.", "A busy port."))
    assert counts(review.take_back(ws, file, dry_run=True)) == (1, 0, 5, 0, 0)
    assert now(ws, drafted) == drafted.segments


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ('state="signed-off"', Status.REVIEWED),
        ('state="final"', Status.REVIEWED),
        ('state="translated"', Status.CONFIRMED),
        ('state="needs-review-l10n"', Status.DRAFT),
    ],
)
def test_how_far_a_changed_target_is(
    ws: Workspace, drafted: Document, send: Send, state: str, status: Status
) -> None:
    old = 'state="needs-review-translation" state-qualifier="leveraged-mt">Busy port.'
    review.take_back(ws, send((old, f"{state}>A busy port.")))
    first = now(ws, drafted)[0]
    assert (first.target, first.status, first.origin) == ("A busy port.", status, Origin.HUMAN)
    units = memory.matches(ws, first.source)
    assert [unit.unit.target for unit in units] == (["A busy port."] if status.is_final else [])


def test_what_the_colleague_vouched_for_unchanged(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    old = 'state="needs-review-translation" state-qualifier="leveraged-mt">Busy port.'
    done = review.take_back(ws, send((old, 'state="final">Busy port.')))
    assert counts(done) == (0, 1, 5, 0, 0)
    first = now(ws, drafted)[0]
    assert (first.status, first.origin) == (Status.REVIEWED, Origin.MT)
    unit = concordance.concordance(ws, "Busy port")[0].unit
    assert unit.origin is Origin.MT  # a machine's words, whoever approved of them
    history.undo(ws, drafted.id)
    assert now(ws, drafted) == drafted.segments


def test_a_state_that_nobody_touched_says_nothing(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    file = send()
    editing.reopen(ws, drafted.segments[3].id)
    assert counts(review.take_back(ws, file)) == (0, 0, 6, 0, 0)
    assert now(ws, drafted)[3].status is Status.DRAFT


def test_everything_can_count_as_approved(ws: Workspace, drafted: Document, send: Send) -> None:
    done = review.take_back(ws, send(("Busy port.", "A busy port.")), approve=True)
    assert counts(done) == (1, 5, 0, 0, 0)
    segments = now(ws, drafted)
    assert {segment.status for segment in segments} == {Status.REVIEWED}
    units = [memory.matches(ws, segment.source)[0].unit for segment in segments]
    assert {unit.status for unit in units} == {Status.REVIEWED}


def test_what_changed_on_both_sides_is_a_conflict(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    file = send(("Busy port.", "A busy port."), ("Held in", "It was held in"))
    editing.save_target(ws, drafted.segments[0].id, "The port was busy.")
    editing.save_target(ws, drafted.segments[1].id, "Busier still.")  # the colleague left it alone
    done = review.take_back(ws, file)
    assert counts(done) == (1, 0, 4, 1, 0)
    assert [s.target for s in now(ws, drafted)[:2]] == ["The port was busy.", "Busier still."]
    assert (done.conflicts[0].here, done.conflicts[0].theirs) == (
        "The port was busy.",
        "A busy port.",
    )


def test_a_machine_s_new_draft_is_no_conflict(ws: Workspace, drafted: Document, send: Send) -> None:
    file = send(("Busy port.", "A busy port."))
    engine = FakeEngine("two")
    Drafter(ws, engine).fill(drafted.id, [drafted.segments[0].id], redraft=True)
    assert now(ws, drafted)[0].target.startswith("EN ")
    assert counts(review.take_back(ws, file)) == (1, 0, 5, 0, 0)
    assert now(ws, drafted)[0].target == "A busy port."


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_a_colleague_may_have_a_workbench_too(
    ws: Workspace, make_document: MakeDocument, tmp_path: Path, version: str
) -> None:
    document = make_document("共有{1}人到会。会谈结束。\n", "meeting.txt")
    editing.confirm(ws, document.segments[0].id, "{1} people came.")
    path, back = tmp_path / "out.xlf", tmp_path / "back.xlf"
    review.export_xliff(ws, document.id, path, version=version)
    with Workspace.open(tmp_path / "theirs.db", user="AB") as theirs:
        copy = documents.import_document(theirs, path)
        assert [s.target for s in copy.segments] == ["{1} people came.", ""]
        editing.confirm(theirs, copy.segments[0].id, "There were {1} people.")
        editing.save_target(theirs, copy.segments[1].id, "The talks are over.")
        back.write_bytes(export.finished(theirs, copy.id, Wanted()))
    assert counts(review.take_back(ws, back)) == (2, 0, 0, 0, 0)
    assert [(s.target, s.status) for s in now(ws, document)] == [
        ("There were {1} people.", Status.CONFIRMED),
        ("The talks are over.", Status.DRAFT),
    ]


def test_the_same_change_on_both_sides_is_none(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    file = send(("Busy port.", "A busy port."))
    editing.save_target(ws, drafted.segments[0].id, "A busy port.")
    assert counts(review.take_back(ws, file)) == (0, 0, 6, 0, 0)


def test_what_cannot_be_taken_is_skipped_with_the_reason(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    locked, merged, edited, emptied = (drafted.segments[n].id for n in (0, 2, 4, 5))
    file = send(
        ("Busy port.", "A busy port."),
        (">Thanks.</target>", "></target>"),
    )
    editing.set_locked(ws, locked, True)
    structure.merge_with_next(ws, merged)
    done = review.take_back(ws, file)
    reasons = {f.segment_id: f.reason for f in done.skipped}
    assert reasons[locked] == "it is locked here"
    assert reasons[merged] == "its source is another one here"
    assert reasons[merged + 1] == "the document has no such segment (any more)"
    assert reasons[emptied] == "its target is empty in the file"
    assert edited not in reasons


def test_broken_placeholders_are_refused_unless_forced(
    ws: Workspace, make_document: MakeDocument, tmp_path: Path
) -> None:
    document = make_document("共有{1}人到会。\n")
    editing.save_target(ws, document.segments[0].id, "{1} people came.")
    path = tmp_path / "out.xlf"
    review.export_xliff(ws, document.id, path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('<ph id="1">{1}</ph> people', "People"), encoding="utf-8")
    done = review.take_back(ws, path)
    assert done.skipped[0].reason == "its placeholders are broken: {1} lost"
    assert counts(review.take_back(ws, path, force=True)) == (1, 0, 0, 0, 0)
    assert now(ws, document)[0].target == "People came."


def test_a_source_that_stands_in_for_a_target_is_none(
    ws: Workspace, document: Document, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlf"
    review.export_xliff(ws, document.id, path, fill=True)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(">谢谢大家。</target>", ">Thanks.</target>"), encoding="utf-8")
    assert counts(review.take_back(ws, path)) == (1, 0, 5, 0, 0)
    assert [segment.target for segment in now(ws, document)] == [""] * 5 + ["Thanks."]


def test_a_target_that_is_its_source_on_purpose_is_one(
    ws: Workspace, make_document: MakeDocument, tmp_path: Path
) -> None:
    document = make_document("COVID-19。\n")
    editing.confirm(ws, document.segments[0].id, "COVID-19。")
    path = tmp_path / "out.xlf"
    review.export_xliff(ws, document.id, path)
    assert counts(review.take_back(ws, path)) == (0, 0, 1, 0, 0)
    assert counts(review.take_back(ws, path, approve=True)) == (0, 1, 0, 0, 0)


def test_comments_are_in_the_result(ws: Workspace, send: Send) -> None:
    done = review.take_back(ws, send(("</trans-unit>", "<note>Which port?</note></trans-unit>")))
    assert [(f.number, f.comment) for f in done.comments] == [(1, "Which port?")]


def test_a_table_goes_out_and_comes_back(ws: Workspace, drafted: Document, tmp_path: Path) -> None:
    from docx import Document as Docx

    path = tmp_path / "review.docx"
    assert review.export_table(ws, drafted.id, path) == 6
    table = Docx(str(path))
    rows = table.tables[0].rows
    for row in rows:
        cell = row.cells[2]
        if cell.text in ("Busy port.", "Thanks."):
            cell.text = cell.text.upper()
            row.cells[4].text = "Louder"
    table.save(str(path))
    editing.save_target(ws, drafted.segments[5].id, "Thanks all.")
    done = review.take_back(ws, path)
    assert counts(done) == (1, 0, 4, 1, 0)
    assert [f.comment for f in done.comments] == ["Louder", "Louder"]
    assert [s.target for s in now(ws, drafted)][::5] == ["BUSY PORT.", "Thanks all."]


def test_a_table_for_reading(ws: Workspace, drafted: Document, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    assert review.export_table(ws, drafted.id, path) == 6
    assert "Busy port." in path.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="HTML is for reading"):
        review.take_back(ws, path)
    with pytest.raises(UsageError, match="DOCX or HTML"):
        review.export_table(ws, drafted.id, tmp_path / "review.pdf")


def test_a_document_that_is_open_is_left_alone(
    ws: Workspace, drafted: Document, send: Send
) -> None:
    file = send(("Busy port.", "A busy port."))
    with documents.editing_lock(ws, drafted.id):
        with pytest.raises(DocumentLockedError):
            review.take_back(ws, file)
        assert counts(review.take_back(ws, file, dry_run=True)) == (1, 0, 5, 0, 0)
    assert now(ws, drafted) == drafted.segments


def test_a_segment_that_is_twice_in_a_file_counts_once(ws: Workspace, drafted: Document) -> None:
    from workbench.services import review_plan
    from workbench.services.review_plan import Returned, Terms, Verdict

    first = replace(drafted.segments[0])
    twice = [Returned(first.id, first.source, text) for text in ("One.", "Two.")]
    found = review_plan.findings(twice, {first.id: first}, {}, None, Terms())
    assert [f.verdict for f in found] == [Verdict.CHANGED, Verdict.SKIPPED]
