"""Undo and redo: across segments, with the memory, after reopening the database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.conftest import TEXT, FakeEngine, MakeDocument
from workbench.core.change import Change, ChangeKind
from workbench.core.document import Document, ParagraphKind
from workbench.core.memory import Unit
from workbench.core.status import Status
from workbench.errors import UsageError
from workbench.services import (
    concordance,
    documents,
    editing,
    history,
    memory,
    memory_statistics,
    structure,
)
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


def state(ws: Workspace, document: Document) -> tuple[object, ...]:
    """All that undo must bring back: the document and the memory, but for the times."""
    paragraphs = documents.load(ws, document.id).paragraphs
    found = concordance.concordance(ws, "。", limit=100)
    pairs = sorted((f.unit.source, f.unit.target, f.unit.origin, f.unit.before) for f in found)
    return paragraphs, pairs


def undone(ws: Workspace, document: Document) -> Change:
    change = history.undo(ws, document.id)
    assert change is not None
    return change


def redone(ws: Workspace, document: Document) -> Change:
    change = history.redo(ws, document.id)
    assert change is not None
    return change


def test_a_fresh_document_has_nothing_to_undo(ws: Workspace, document: Document) -> None:
    assert history.undo(ws, document.id) is None
    assert history.redo(ws, document.id) is None


def test_a_confirmation_is_undone_with_its_unit_and_what_it_filled(
    ws: Workspace, document: Document
) -> None:
    third, fifth = document.segments[2].id, document.segments[4].id
    editing.save_target(ws, third, "They agreed.")
    before = state(ws, document)
    editing.confirm(ws, third, "They agreed.")
    after = state(ws, document)
    assert before != after
    change = undone(ws, document)
    assert (change.kind, change.segment) == (ChangeKind.CONFIRM, third)
    assert [s.id for s in change.changed] == [third, fifth]
    assert (change.by, change.restructured, change.removed) == ("LW", False, ())
    assert state(ws, document) == before
    assert redone(ws, document).kind is ChangeKind.CONFIRM
    assert state(ws, document) == after


def test_words_typed_and_confirmed_at_once_are_two_steps(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    assert undone(ws, document).changed[0].target == "The port was busy."
    assert undone(ws, document).changed[0].target == ""
    assert documents.load(ws, document.id) == document


def test_steps_are_undone_across_segments_in_the_reverse_order(
    ws: Workspace, document: Document
) -> None:
    for number in (3, 0, 5):
        editing.save_target(ws, document.segments[number].id, f"S{number}")
    assert [undone(ws, document).segment for _ in range(3)] == [
        document.segments[number].id for number in (5, 0, 3)
    ]
    assert history.undo(ws, document.id) is None
    assert documents.load(ws, document.id) == document
    assert [redone(ws, document).segment for _ in range(3)] == [
        document.segments[number].id for number in (3, 0, 5)
    ]
    assert history.redo(ws, document.id) is None


def test_typing_on_in_one_segment_is_one_step(ws: Workspace, document: Document) -> None:
    segment, other = document.segments[0].id, document.segments[1].id
    for text in ("T", "Th", "The"):
        editing.save_target(ws, segment, text)
    editing.save_target(ws, other, "x")
    editing.save_target(ws, segment, "The port")
    assert undone(ws, document).changed[0].target == "The"
    assert undone(ws, document).segment == other
    assert undone(ws, document).changed[0].target == ""
    assert [redone(ws, document).changed[0].target for _ in range(3)] == ["The", "x", "The port"]


def test_a_pause_ends_a_step_of_typing(
    ws: Workspace, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = document.segments[0].id
    editing.save_target(ws, segment, "The")
    later = ws.now() + timedelta(minutes=6)
    monkeypatch.setattr(ws, "now", lambda: later)
    editing.save_target(ws, segment, "The port")
    assert undone(ws, document).changed[0].target == "The"


def test_something_new_ends_what_could_be_redone(ws: Workspace, document: Document) -> None:
    editing.save_target(ws, document.segments[0].id, "a")
    editing.save_target(ws, document.segments[1].id, "b")
    undone(ws, document)
    editing.save_target(ws, document.segments[2].id, "c")
    assert history.redo(ws, document.id) is None
    assert undone(ws, document).segment == document.segments[2].id
    assert undone(ws, document).segment == document.segments[0].id


def test_history_is_of_one_document(ws: Workspace, make_document: MakeDocument) -> None:
    one, other = make_document(name="one.txt"), make_document(name="other.txt")
    editing.save_target(ws, one.segments[0].id, "a")
    assert history.undo(ws, other.id) is None
    assert history.undo(ws, one.id) is not None


def test_history_outlives_the_session(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    with Workspace.open(tmp_path / "w.db", user="LW") as ws:
        document = documents.import_document(ws, path)
        editing.confirm(ws, document.segments[0].id, "The port was busy.")
    with Workspace.open(tmp_path / "w.db", user="AB") as ws:
        change = undone(ws, document)
        assert (change.kind, change.by) == (ChangeKind.CONFIRM, "LW")
        assert memory_statistics.statistics(ws).units == 0
    with Workspace.open(tmp_path / "w.db") as ws:
        redone(ws, document)
        assert memory.matches(ws, "港口去年很忙。")[0].unit.target == "The port was busy."


def test_a_unit_that_another_document_confirmed_meanwhile_stays(
    ws: Workspace, make_document: MakeDocument
) -> None:
    one, other = make_document(name="one.txt"), make_document(name="other.txt")
    editing.confirm(ws, one.segments[0].id, "The port was busy.")
    editing.confirm(ws, other.segments[0].id, "The port was busy.")
    undone(ws, one)
    assert memory_statistics.statistics(ws).units == 1


def test_undo_gives_an_imported_unit_back_as_it_was(ws: Workspace, document: Document) -> None:
    from workbench.storage import memory_intake

    with ws.database.transaction() as session:
        memory_intake.merge(
            session, [Unit("港口去年很忙。", "The port was busy.", document="old.tmx")]
        )
    imported = memory.matches(ws, "港口去年很忙。")[0].unit
    editing.confirm(ws, document.segments[0].id, "The port was busy.")
    assert memory.matches(ws, "港口去年很忙。")[0].unit.after == "今年更忙。"
    undone(ws, document)
    assert memory.matches(ws, "港口去年很忙。")[0].unit == imported


def test_a_machine_s_draft_comes_back(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    segment = document.segments[0].id
    drafted = Drafter(ws, engine).fill(document.id, [segment])
    editing.save_target(ws, segment, "The port")
    assert undone(ws, document).changed == drafted


def test_splitting_and_merging_are_undone(ws: Workspace, document: Document) -> None:
    before = state(ws, document)
    split = structure.split(ws, document.segments[2].id, 4)
    after_split = state(ws, document)
    structure.merge_with_next(ws, split[1].id)
    after_merge = state(ws, document)
    change = undone(ws, document)
    assert change.restructured
    assert state(ws, document) == after_split
    change = undone(ws, document)
    assert change.removed == (split[1].id,)
    assert change.segment == document.segments[2].id
    assert state(ws, document) == before
    assert redone(ws, document).restructured
    assert state(ws, document) == after_split
    assert redone(ws, document).restructured
    assert state(ws, document) == after_merge


ACTIONS = ("type", "confirm", "reopen", "split", "merge", "source", "lock", "unlock", "noise")


def act(ws: Workspace, document: Document, action: str, place: int) -> None:
    """Do something to the segment at this place; what is not possible is refused."""
    now = documents.load(ws, document.id)
    if not now.segments:
        return
    segment = now.segments[place % len(now.segments)]
    try:
        match action:
            case "type":
                editing.save_target(ws, segment.id, f"{segment.target} word")
            case "confirm":
                editing.confirm(ws, segment.id, f"Target of {segment.source}")
            case "reopen":
                editing.reopen(ws, segment.id)
            case "split":
                structure.split(ws, segment.id, len(segment.source) // 2, 3)
            case "merge":
                structure.merge_with_next(ws, segment.id)
            case "source":
                structure.edit_source(ws, segment.id, f"{segment.source}补")
            case "lock" | "unlock":
                editing.set_locked(ws, segment.id, action == "lock")
            case _:
                structure.set_kind(ws, segment.paragraph_id, ParagraphKind.NOISE)
    except UsageError:
        pass


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9)), max_size=12))
def test_any_work_is_undone_and_redone_completely(
    ws: Workspace, make_document: MakeDocument, steps: list[tuple[str, int]]
) -> None:
    document = make_document(name="any.txt")
    start = state(ws, document)
    for action, place in steps:
        act(ws, document, action, place)
    end = state(ws, document)
    count = 0
    while history.undo(ws, document.id):
        count += 1
    assert state(ws, document) == start
    for _ in range(count):
        redone(ws, document)
    assert state(ws, document) == end
    assert history.redo(ws, document.id) is None
    positions = [s.position for s in documents.load(ws, document.id).segments]
    assert positions == list(range(len(positions)))
    documents.remove(ws, document.id)
    _forget_everything(ws)


def _forget_everything(ws: Workspace) -> None:
    """Empty the memory between examples; its indexes must be empty then, too."""
    from sqlalchemy import text

    from workbench.storage import health
    from workbench.storage import memory as stored

    with ws.database.transaction() as session:
        assert health.unindexed(session) == 0
        for unit in list(stored.everything(session)):
            stored.put(session, unit.id, None)
        assert session.execute(text("SELECT count(*) FROM posting")).scalar_one() == 0
        assert health.unindexed(session) == 0


def test_a_confirmed_segment_counts_as_confirmed_after_redo(
    ws: Workspace, document: Document
) -> None:
    editing.confirm(ws, document.segments[0].id, "The port was busy.")
    undone(ws, document)
    assert redone(ws, document).changed[0].status is Status.CONFIRMED
