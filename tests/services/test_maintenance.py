"""Units by hand: edited, deleted, merged; each step undone and done again; all of it remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from workbench.core.memory import InlineCode, Unit
from workbench.core.status import Origin, Status
from workbench.core.unit_filter import Filter
from workbench.core.unit_history import OperationKind, OperationState, UnitChangeKind
from workbench.errors import NotFoundError, UsageError
from workbench.services import maintenance, memories, memory, unit_history
from workbench.services.workspace import Workspace
from workbench.storage import health
from workbench.storage import memory as stored

MAY = datetime(2026, 5, 3, tzinfo=UTC)
JUNE = datetime(2026, 6, 3, tzinfo=UTC)


def keep(ws: Workspace, *units: Unit) -> tuple[int, ...]:
    """Store units and return the numbers of all that are there."""
    with ws.database.transaction() as session:
        stored.insert(session, units)
    return tuple(unit.id for unit in everything(ws))


def everything(ws: Workspace) -> tuple[Unit, ...]:
    with ws.database.reading() as session:
        assert health.unindexed(session) == 0
        return tuple(stored.everything(session))


def targets(ws: Workspace, source: str) -> Sequence[str]:
    return sorted(match.unit.target for match in memory.matches(ws, source))


def test_an_edit_is_found_by_its_new_words_and_undone(ws: Workspace) -> None:
    (number,) = keep(ws, Unit("港口很忙。", "The port is busy.", Origin.MT, changed_at=MAY))
    old = everything(ws)
    edited = maintenance.edit(ws, number, source="码头很忙。", target="The quay is busy.", note="x")
    assert (edited.origin, edited.changed_by, edited.note) == (Origin.HUMAN, "LW", "x")
    assert everything(ws) == (edited,)
    assert targets(ws, "码头很忙。") == ["The quay is busy."]
    done = maintenance.undo(ws)
    assert done is not None
    assert (done.kind, done.state, done.units) == (OperationKind.EDIT, OperationState.UNDONE, 1)
    assert everything(ws) == old
    assert maintenance.redo(ws) is not None
    assert everything(ws) == (edited,)
    assert maintenance.redo(ws) is None


def test_an_edit_that_changes_nothing_is_no_step(ws: Workspace) -> None:
    (number,) = keep(ws, Unit("港口", "port", note="x"))
    before = everything(ws)
    assert maintenance.edit(ws, number, target="port", note="x") == before[0]
    assert maintenance.undo(ws) is None


def test_what_is_edited_but_the_target_keeps_its_author(ws: Workspace) -> None:
    (number,) = keep(ws, Unit("港口", "port", Origin.MT))
    assert maintenance.edit(ws, number, domain="trade").origin is Origin.MT
    assert maintenance.edit(ws, number, status=Status.REVIEWED).status is Status.REVIEWED
    assert maintenance.edit(ws, number, domain="").domain == ""


def test_codes_go_with_their_placeholders(ws: Workspace) -> None:
    codes = (InlineCode(1, '<ph x="1"/>'), InlineCode(2, '<ph x="2"/>'))
    (number,) = keep(ws, Unit("{1}港口{2}", "{1}port{2}", source_codes=codes, target_codes=codes))
    edited = maintenance.edit(ws, number, target="port{2}")
    assert edited.target_codes == codes[1:]
    assert edited.source_codes == codes


def test_a_side_cannot_be_emptied_nor_a_missing_unit_edited(ws: Workspace) -> None:
    (number,) = keep(ws, Unit("港口", "port"))
    with pytest.raises(UsageError, match="empty"):
        maintenance.edit(ws, number, target=" \n")
    with pytest.raises(NotFoundError, match="no unit 99"):
        maintenance.edit(ws, 99, target="x")


def test_units_are_deleted_all_or_none_and_come_back(ws: Workspace) -> None:
    numbers = keep(ws, *(Unit(f"贸易第{n}条。", f"Trade {n}.") for n in range(5)))
    old = everything(ws)
    with pytest.raises(NotFoundError):
        maintenance.delete(ws, [numbers[0], 99])
    assert everything(ws) == old
    done = maintenance.delete(ws, [numbers[3], numbers[1], numbers[3]])
    assert (done.kind, done.units, done.by) == (OperationKind.DELETE, 2, "LW")
    assert [unit.id for unit in everything(ws)] == [numbers[n] for n in (0, 2, 4)]
    maintenance.undo(ws)
    assert everything(ws) == old
    with pytest.raises(UsageError, match="no unit is named"):
        maintenance.delete(ws, [])


def test_a_filter_s_units_are_deleted_and_come_back(ws: Workspace) -> None:
    keep(
        ws,
        *(Unit(f"贸易第{n}条。", f"Trade {n}.", document="a.tmx", domain="law") for n in range(50)),
        Unit("港口", "port", document="b.tmx"),
    )
    old = everything(ws)
    law = Filter(domains=("law",))
    assert maintenance.count(ws, law) == 50
    told: list[tuple[int, int]] = []
    done = maintenance.delete_where(ws, law, progress=lambda a, b: told.append((a, b)))
    assert (done.units, done.note) == (50, "deleted 50 units")
    assert told[-1] == (50, 50)
    assert [unit.source for unit in everything(ws)] == ["港口"]
    assert memory.matches(ws, "贸易第3条。") == ()
    with pytest.raises(NotFoundError, match="no unit is meant"):
        maintenance.delete_where(ws, law)
    again = maintenance.undo(ws)
    assert again is not None
    assert (again.units, again.left) == (50, 0)
    assert everything(ws) == old
    maintenance.redo(ws)
    assert len(everything(ws)) == 1


def test_more_units_than_a_batch_are_deleted_and_come_back(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.storage.maintenance.BATCH", 7)
    keep(ws, *(Unit(f"贸易第{n}条。", f"Trade {n}.") for n in range(40)))
    old = everything(ws)
    assert maintenance.delete_where(ws, Filter(origins=(Origin.HUMAN,))).units == 40
    assert everything(ws) == ()
    maintenance.undo(ws)
    assert everything(ws) == old


def test_a_deletion_that_is_stopped_deletes_nothing(ws: Workspace) -> None:
    keep(ws, *(Unit(f"贸易第{n}条。", f"Trade {n}.") for n in range(5)))
    old = everything(ws)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        maintenance.delete_where(ws, Filter(), progress=stop)
    assert everything(ws) == old
    assert maintenance.operations(ws) == ()


def test_read_only_memories_are_left_alone(ws: Workspace) -> None:
    memories.add(ws, "agency", read_only=True)
    theirs, ours = Unit("港口", "port", memory=2), Unit("码头", "quay")
    keep(ws, theirs, ours)
    number = next(unit.id for unit in everything(ws) if unit.memory == 2)
    with pytest.raises(UsageError, match="“agency” is read-only"):
        maintenance.edit(ws, number, target="harbour")
    with pytest.raises(UsageError, match="read-only"):
        maintenance.delete(ws, [number])
    with pytest.raises(NotFoundError, match="read-only"):
        maintenance.delete_where(ws, Filter(memories=(2,)))
    done = maintenance.delete_where(ws, Filter())
    assert (done.units, done.left) == (1, 1)
    assert [unit.target for unit in everything(ws)] == ["port"]


def test_undo_leaves_alone_what_somebody_changed_meanwhile(ws: Workspace) -> None:
    first, second = keep(ws, Unit("港口", "port"), Unit("码头", "quay"))
    maintenance.edit(ws, first, target="harbour")
    step = maintenance.operations(ws)[0]
    maintenance.edit(ws, first, target="haven")
    done = maintenance.undo(ws, step.id)
    assert done is not None
    assert (done.units, done.left) == (0, 1)
    assert targets(ws, "港口") == ["haven"]
    maintenance.delete(ws, [second])
    assert targets(ws, "码头") == []


def test_another_column_changed_meanwhile_is_no_hindrance(ws: Workspace) -> None:
    (number,) = keep(ws, Unit("港口", "port"))
    maintenance.edit(ws, number, domain="trade")
    with ws.database.transaction() as session:
        stored.put(session, number, {"note": "told elsewhere"})
    maintenance.undo(ws)
    assert [(u.domain, u.note) for u in everything(ws)] == [("", "told elsewhere")]


def test_steps_are_undone_newest_first_and_something_new_ends_redo(ws: Workspace) -> None:
    first, second, third = keep(ws, Unit("甲", "A"), Unit("乙", "B"), Unit("丙", "C"))
    for number in (first, second):
        maintenance.delete(ws, [number])
    assert [maintenance.undo(ws) is not None for _ in range(3)] == [True, True, False]
    maintenance.redo(ws)
    assert [u.source for u in everything(ws)] == ["乙", "丙"]
    maintenance.delete(ws, [third])
    assert maintenance.redo(ws) is None
    states = [operation.state for operation in maintenance.operations(ws)]
    assert states == [OperationState.DONE, OperationState.DISCARDED, OperationState.DONE]


def test_each_person_undoes_their_own_steps(ws: Workspace) -> None:
    first, second = keep(ws, Unit("甲", "A"), Unit("乙", "B"))
    maintenance.delete(ws, [first])
    other = Workspace(ws.database, "AB")
    assert maintenance.undo(other) is None
    maintenance.delete(other, [second])
    maintenance.undo(ws)
    assert [u.source for u in everything(ws)] == ["甲"]
    done = maintenance.operations(ws)[0]
    assert (done.by, done.id) == ("AB", 2)
    maintenance.undo(ws, done.id)
    assert len(everything(ws)) == 2


def test_an_operation_is_undone_once(ws: Workspace) -> None:
    (number,) = keep(ws, Unit("甲", "A"))
    done = maintenance.delete(ws, [number])
    maintenance.undo(ws, done.id)
    with pytest.raises(UsageError, match="taken back already"):
        maintenance.undo(ws, done.id)
    maintenance.redo(ws, done.id)
    with pytest.raises(UsageError, match="was not taken back"):
        maintenance.redo(ws, done.id)
    with pytest.raises(NotFoundError, match="no operation 9"):
        maintenance.undo(ws, 9)


def test_the_history_of_a_unit_tells_old_values_and_what_was_undone(ws: Workspace) -> None:
    (number,) = keep(ws, Unit("港口", "port", created_at=MAY))
    assert unit_history.of_unit(ws, number) == ()
    maintenance.edit(ws, number, target="harbour")
    maintenance.delete(ws, [number])
    maintenance.undo(ws)
    edited, deleted = unit_history.of_unit(ws, number)
    assert (edited.kind, edited.by, edited.undone) == (UnitChangeKind.EDITED, "LW", False)
    assert edited.before is not None
    assert edited.after is not None
    assert (edited.before.target, edited.after.target) == ("port", "harbour")
    assert edited.before.created_at == MAY
    assert (deleted.kind, deleted.after, deleted.undone) == (UnitChangeKind.DELETED, None, True)
    with pytest.raises(NotFoundError, match="no unit 99"):
        unit_history.of_unit(ws, 99)


def test_units_are_found_by_what_they_once_said(ws: Workspace) -> None:
    port, quay = keep(ws, Unit("港口“很”忙\\。", 'The "port" is busy.'), Unit("码头", "quay"))
    maintenance.edit(ws, port, target="Busy.")
    maintenance.delete(ws, [quay])
    assert unit_history.of_text(ws, 'The "port" is busy.') == (port,)
    assert unit_history.of_text(ws, "港口“很”忙\\。") == (port,)
    assert unit_history.of_text(ws, "码头") == (quay,)
    assert unit_history.of_text(ws, "码") == ()
    assert unit_history.of_text(ws, "") == ()
