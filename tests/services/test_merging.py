"""Duplicates made one, and one memory taken into another: nothing lost, all of it undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.services.test_maintenance import everything, keep
from workbench.core.document import Document
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.core.unit_filter import Filter
from workbench.errors import NotFoundError, UsageError
from workbench.services import editing, maintenance, memories, merging
from workbench.services.workspace import Workspace

MAY = datetime(2026, 5, 3, tzinfo=UTC)
JUNE = datetime(2026, 6, 3, tzinfo=UTC)


def doubled(ws: Workspace) -> tuple[Unit, ...]:
    """Store two units of one pair, as widths and scripts make them, and one that is alone."""
    keep(
        ws,
        Unit(
            "ＡＢＣ貿易。", "ABC trade.", document="a", created_at=MAY, changed_at=MAY, note="old"
        ),
        Unit("ABC贸易。", "ABC trade.", domain="law", created_at=JUNE, changed_at=JUNE),
        Unit("港口", "port"),
    )
    return everything(ws)


def test_duplicates_become_one_that_is_old_and_up_to_date(ws: Workspace) -> None:
    before = doubled(ws)
    told: list[tuple[int, int]] = []
    done = merging.merge_duplicates(ws, progress=lambda at, of: told.append((at, of)))
    assert done is not None
    assert (done.note, done.left, told) == ("merged 1 duplicates into other units", 0, [(1, 1)])
    unit, alone = everything(ws)
    assert (unit.id, unit.source, unit.target) == (before[0].id, "ABC贸易。", "ABC trade.")
    assert (unit.created_at, unit.changed_at) == (MAY, JUNE)
    assert (unit.note, unit.domain, unit.document) == ("old", "law", "a")
    assert alone == before[2]
    assert merging.merge_duplicates(ws) is None
    maintenance.undo(ws)
    assert everything(ws) == before


def test_a_person_s_words_win(ws: Workspace) -> None:
    keep(
        ws,
        Unit("ＡＢＣ。", "abc.", changed_at=MAY, changed_by="AB"),
        Unit("ABC。", "ABC.", Origin.MT, changed_at=JUNE, changed_by="CD"),
    )
    merging.merge_duplicates(ws)
    (unit,) = everything(ws)
    assert (unit.target, unit.origin, unit.changed_by) == ("abc.", Origin.HUMAN, "CD")


def test_one_pair_in_several_contexts_stays_several_units(ws: Workspace) -> None:
    keep(
        ws,
        Unit("好。", "Fine.", before="甲。", after="乙。"),
        Unit("好。", "Fine.", before="丙。", after="丁。"),
        Unit("好！", "Fine.", before="甲。", after="乙。"),
    )
    keep(ws, Unit("好 。", "Fine."))
    assert len(everything(ws)) == 4
    merging.merge_duplicates(ws)
    assert len(everything(ws)) == 3  # ！ is no 。, and the bare one went into the first
    assert {(u.source, u.before) for u in everything(ws)} >= {("好！", "甲。")}


def test_only_what_a_filter_means_is_merged(ws: Workspace) -> None:
    doubled(ws)
    assert merging.merge_duplicates(ws, Filter(documents=("a",))) is None


def test_memories_are_merged_each_in_itself_and_read_only_ones_never(ws: Workspace) -> None:
    memories.add(ws, "agency", read_only=True)
    pair = (Unit("ＡＢＣ。", "ABC."), Unit("ABC。", "ABC."))
    theirs = tuple(Unit(u.source, u.target, memory=2) for u in pair)
    keep(ws, *pair)
    keep(ws, *theirs)
    done = merging.merge_duplicates(ws)
    assert done is not None
    assert done.left == 2
    assert sorted(u.memory for u in everything(ws)) == [1, 2, 2]


def test_units_that_are_named_become_one_with_the_first_s_words(ws: Workspace) -> None:
    keep(ws, Unit("港口", "port", created_at=MAY), Unit("港口", "harbour", created_at=JUNE))
    keep(ws, Unit("码头", "quay"))
    old = everything(ws)
    port, harbour, quay = (u.id for u in old)
    done = merging.merge(ws, [harbour, port, harbour])
    assert (done.units, done.note) == (2, f"merged 2 units into unit {harbour}")
    unit = everything(ws)[0]
    assert (unit.id, unit.target, unit.created_at, unit.changed_by) == (
        harbour,
        "harbour",
        MAY,
        "LW",
    )
    with pytest.raises(UsageError, match="different sources"):
        merging.merge(ws, [harbour, quay])
    with pytest.raises(UsageError, match="one unit alone"):
        merging.merge(ws, [harbour])
    with pytest.raises(NotFoundError):
        merging.merge(ws, [harbour, port])
    maintenance.undo(ws)
    assert everything(ws) == old


def test_a_segment_keeps_its_claim_when_its_unit_is_merged(
    ws: Workspace, document: Document
) -> None:
    keep(ws, Unit("港口去年很忙。", "A busy year."))
    segment = document.segments[0].id
    editing.confirm(ws, segment, "The port was busy.")
    first, second = everything(ws)
    merging.merge(ws, [first.id, second.id])
    editing.reopen(ws, segment)
    assert everything(ws) == ()


def test_a_memory_moves_into_another(ws: Workspace) -> None:
    memories.add(ws, "old")
    keep(ws, Unit("港口", "port"), Unit("好。", "Fine.", before="甲。"))
    keep(
        ws,
        Unit("港口", "port", memory=2),
        Unit("港口", "harbour", memory=2),
        Unit("好。", "Fine.", before="乙。", memory=2),
    )
    before = everything(ws)
    done = merging.move(ws, "old", "default")
    assert (done.note, done.units) == ("moved 3 units from old to default", 3)
    assert {u.memory for u in everything(ws)} == {1}
    assert sorted(u.target for u in everything(ws)) == ["Fine.", "Fine.", "harbour", "port"]
    maintenance.undo(ws)
    assert everything(ws) == before
    maintenance.redo(ws)
    assert len(everything(ws)) == 4


def test_what_cannot_be_moved_is_told(ws: Workspace) -> None:
    memories.add(ws, "agency", read_only=True)
    with pytest.raises(UsageError, match="read-only"):
        merging.move(ws, "default", "agency")
    with pytest.raises(UsageError, match="into itself"):
        merging.move(ws, "default", "default")
    memories.change(ws, "agency", read_only=False)
    with pytest.raises(UsageError, match="no units"):
        merging.move(ws, "agency", "default")
