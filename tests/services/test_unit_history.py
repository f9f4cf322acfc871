"""What documents do to units: the same number as long as a segment gives it, old words kept."""

from __future__ import annotations

from tests.services.test_maintenance import JUNE, MAY, everything, keep
from workbench.core.document import Document
from workbench.core.memory import Unit
from workbench.core.unit_history import UnitChange, UnitChangeKind
from workbench.services import editing, history, maintenance, structure, unit_history
from workbench.services.workspace import Workspace
from workbench.storage import memory_intake

Told = list[tuple[UnitChangeKind, str | None, str | None]]


def told(changes: tuple[UnitChange, ...]) -> Told:
    return [
        (c.kind, c.before.target if c.before else None, c.after.target if c.after else None)
        for c in changes
    ]


def test_editing_a_confirmed_segment_updates_its_unit(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    (first,) = everything(ws)
    assert unit_history.of_unit(ws, first.id) == ()
    editing.save_target(ws, segment, "The harbour was")
    assert everything(ws) == ()
    editing.confirm(ws, segment, "The harbour was busy.")
    (second,) = everything(ws)
    assert (second.id, second.target) == (first.id, "The harbour was busy.")
    assert (second.created_at, second.changed_at) != (first.created_at, first.changed_at)
    assert second.created_at == first.created_at
    assert told(unit_history.of_unit(ws, first.id)) == [
        (UnitChangeKind.WITHDRAWN, "The port was busy.", None),
        (UnitChangeKind.EDITED, "The port was busy.", "The harbour was busy."),
    ]


def test_what_was_told_of_a_unit_by_hand_stays_with_it(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    maintenance.edit(ws, everything(ws)[0].id, domain="ports", note="checked")
    editing.confirm(ws, segment, "The port was very busy.")
    assert [(u.domain, u.note) for u in everything(ws)] == [("ports", "checked")]


def test_the_same_words_again_bring_the_unit_back(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    number = everything(ws)[0].id
    editing.reopen(ws, segment)
    editing.confirm(ws, segment, "The port was busy.")
    assert [u.id for u in everything(ws)] == [number]
    assert told(unit_history.of_unit(ws, number)) == [
        (UnitChangeKind.WITHDRAWN, "The port was busy.", None),
        (UnitChangeKind.RESTORED, None, "The port was busy."),
    ]


def test_what_an_import_changes_is_told_and_what_it_adds_is_not(ws: Workspace) -> None:
    keep(ws, Unit("港口", "port", note="old", changed_at=MAY))
    (old,) = everything(ws)
    young = Unit("港口", "port", note="new", changed_at=JUNE, changed_by="AB")
    with ws.database.transaction() as session:
        memory_intake.merge(session, [young, Unit("码头", "quay")])
    changed, added = everything(ws)
    (change,) = unit_history.of_unit(ws, old.id)
    assert (change.kind, change.by) == (UnitChangeKind.IMPORTED, "AB")
    assert (change.before, change.after) == (old, changed)
    assert unit_history.of_unit(ws, added.id) == ()


def test_a_source_that_is_corrected_keeps_the_unit(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    number = everything(ws)[0].id
    structure.edit_source(ws, segment, "港口前年很忙。")
    editing.confirm(ws, segment, "The port was busy.")
    assert [(u.id, u.source) for u in everything(ws)] == [(number, "港口前年很忙。")]


def test_undo_and_redo_in_a_document_are_told(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    number = everything(ws)[0].id
    other = Workspace(ws.database, "AB")
    history.undo(other, document.id)
    history.redo(ws, document.id)
    withdrawn, restored = unit_history.of_unit(ws, number)
    assert (withdrawn.kind, withdrawn.by) == (UnitChangeKind.WITHDRAWN, "AB")
    assert (restored.kind, restored.by) == (UnitChangeKind.RESTORED, "LW")
    assert withdrawn.operation is None


def test_undoing_a_correction_gives_the_old_words_back(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    (old,) = everything(ws)
    editing.confirm(ws, segment, "The harbour was busy.")
    (new,) = everything(ws)
    for _ in range(2):  # the confirmation, then the words typed for it
        history.undo(ws, document.id)
    assert everything(ws) == (old,)
    for _ in range(2):
        history.redo(ws, document.id)
    assert everything(ws) == (new,)


def test_a_unit_that_another_segment_vouches_for_is_left_to_it(
    ws: Workspace, document: Document
) -> None:
    third, fifth = document.segments[2].id, document.segments[4].id
    keep(ws, Unit("双方同意扩大贸易。", "They agreed."))
    editing.confirm(ws, third, "They agreed.")
    editing.confirm(ws, fifth, "They did agree.")
    assert len(everything(ws)) == 2
    editing.confirm(ws, fifth, "They agreed.")
    editing.confirm(ws, fifth, "They did agree, too.")
    assert sorted(u.target for u in everything(ws)) == ["They agreed.", "They did agree, too."]


def test_a_deleted_unit_is_made_anew_by_its_segment(ws: Workspace, document: Document) -> None:
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    maintenance.delete(ws, [everything(ws)[0].id])
    editing.confirm(ws, segment, "The harbour was busy.")
    assert [u.target for u in everything(ws)] == ["The harbour was busy."]
    maintenance.undo(ws)
    assert sorted(u.target for u in everything(ws)) == [
        "The harbour was busy.",
        "The port was busy.",
    ]
