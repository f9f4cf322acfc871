"""Several memories: set up, changed, removed, written to by documents."""

from __future__ import annotations

import pytest

from tests.services.conftest import MakeDocument
from tests.services.test_maintenance import everything, keep
from workbench.core.bead import Bead
from workbench.core.document import Document
from workbench.core.memory import OWN, Memory, Unit
from workbench.errors import NotFoundError, UsageError
from workbench.services import alignment, editing, maintenance, memories, memory
from workbench.services.workspace import Workspace


def names(ws: Workspace) -> list[str]:
    return [memory.name for memory in memories.everything(ws)]


def test_there_is_one_from_the_start(ws: Workspace) -> None:
    (use,) = memories.uses(ws)
    assert (use.memory.id, use.memory.name, use.units, use.default) == (OWN, "default", 0, True)


def test_memories_are_listed_by_priority(ws: Workspace) -> None:
    added = memories.add(ws, " agency ", read_only=True, priority=5, penalty=2, note="of X")
    memories.add(ws, "later", priority=-1)
    assert names(ws) == ["agency", "default", "later"]
    assert memories.named(ws, "agency") == added
    assert (added.read_only, added.priority, added.penalty, added.note) == (True, 5, 2, "of X")
    assert (added.created_by, added.created_at is not None) == ("LW", True)


def test_an_unknown_name_is_told_with_near_ones(ws: Workspace) -> None:
    memories.add(ws, "agency")
    with pytest.raises(NotFoundError, match="Near it: agency"):
        memories.named(ws, "agenzy")
    with pytest.raises(NotFoundError, match="There are: default, agency"):
        memories.named(ws, "完全")


@pytest.mark.parametrize(
    ("name", "penalty", "why"),
    [("default", 0, "already"), ("  ", 0, "needs a name"), ("x", 101, "per cent")],
)
def test_what_cannot_be_is_refused(ws: Workspace, name: str, penalty: int, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        memories.add(ws, name, penalty=penalty)
    assert names(ws) == ["default"]


def test_a_memory_is_changed_and_that_is_undone(ws: Workspace) -> None:
    before = memories.add(ws, "agency", penalty=2)
    changed = memories.change(ws, "agency", rename="X", read_only=True, priority=3, note="of X")
    assert changed == Memory(2, "X", True, 3, 2, "of X", before.created_at, before.created_by)
    maintenance.undo(ws)
    assert memories.named(ws, "agency") == before
    maintenance.redo(ws)
    assert memories.named(ws, "X") == changed
    with pytest.raises(UsageError, match="already"):
        memories.change(ws, "X", rename="default")
    assert memories.change(ws, "X", rename="X") == changed


def test_a_memory_goes_with_its_units_and_comes_back(ws: Workspace) -> None:
    added = memories.add(ws, "agency", read_only=True)
    keep(ws, Unit("港口", "port"), Unit("港口", "harbour", memory=added.id))
    old = everything(ws)
    assert memories.remove(ws, "agency") == 1
    assert names(ws) == ["default"]
    assert [unit.target for unit in everything(ws)] == ["port"]
    maintenance.undo(ws)
    assert memories.named(ws, "agency") == added
    assert everything(ws) == old
    maintenance.undo(ws)
    assert names(ws) == ["default", "agency"], "it has units, so that adding it stays done"
    maintenance.redo(ws)
    assert memories.remove(ws, "agency") == 1


def test_undoing_a_memory_takes_it_back_while_it_is_empty(ws: Workspace) -> None:
    memories.add(ws, "agency")
    maintenance.undo(ws)
    assert names(ws) == ["default"]
    maintenance.redo(ws)
    assert names(ws) == ["default", "agency"]


def test_a_memory_comes_back_though_its_name_was_given_away(ws: Workspace) -> None:
    memories.add(ws, "agency")
    memories.remove(ws, "agency")
    gone = maintenance.operations(ws)[0]
    memories.add(ws, "agency")
    maintenance.undo(ws, gone.id)
    assert names(ws) == ["default", "agency (2)", "agency"]


def test_units_do_not_come_back_into_a_memory_that_is_gone(ws: Workspace) -> None:
    added = memories.add(ws, "agency")
    keep(ws, Unit("港口", "harbour", memory=added.id))
    done = maintenance.delete(ws, [everything(ws)[0].id])
    memories.remove(ws, "agency")
    again = maintenance.undo(ws, done.id)
    assert again is not None
    assert (again.units, again.left) == (0, 1)
    assert everything(ws) == ()


def test_the_first_memory_stays(ws: Workspace) -> None:
    with pytest.raises(UsageError, match="first memory"):
        memories.remove(ws, "default")


def test_a_document_s_units_go_to_its_memory(ws: Workspace, document: Document) -> None:
    added = memories.add(ws, "client")
    assert memories.of_document(ws, document.id).name == "default"
    assert memories.use(ws, document.id, "client") == added
    assert memories.of_document(ws, document.id) == added
    editing.confirm(ws, document.segments[0].id, "The port was busy.")
    assert [unit.memory for unit in everything(ws)] == [added.id]
    assert memories.uses(ws)[1].documents == ("talks.txt",)


def test_the_same_pair_in_another_memory_is_another_unit(ws: Workspace, document: Document) -> None:
    agency = memories.add(ws, "agency", read_only=True)
    keep(ws, Unit("港口去年很忙。", "The port was busy.", memory=agency.id))
    theirs = everything(ws)[0]
    editing.confirm(ws, document.segments[0].id, "The port was busy.")
    assert everything(ws)[0] == theirs
    assert [unit.memory for unit in everything(ws)] == [agency.id, OWN]
    assert len(memory.matches(ws, "港口去年很忙。")) == 1


def test_no_document_writes_to_a_read_only_memory(ws: Workspace, document: Document) -> None:
    memories.add(ws, "agency", read_only=True)
    with pytest.raises(UsageError, match="read-only"):
        memories.use(ws, document.id, "agency")
    with pytest.raises(UsageError, match="read-only"):
        memories.set_default(ws, "agency")
    memories.change(ws, "agency", read_only=False)
    memories.use(ws, document.id, "agency")
    with pytest.raises(UsageError, match="cannot be made read-only"):
        memories.change(ws, "agency", read_only=True)
    with pytest.raises(UsageError, match="cannot be removed"):
        memories.remove(ws, "agency")
    with pytest.raises(NotFoundError):
        memories.use(ws, 99, "agency")


def test_new_documents_write_to_the_default(ws: Workspace, make_document: MakeDocument) -> None:
    old = make_document(name="old.txt")
    client = memories.add(ws, "client")
    memories.set_default(ws, "client")
    assert memories.default(ws) == client
    assert memories.of_document(ws, make_document(name="new.txt").id) == client
    assert memories.of_document(ws, old.id).id == OWN
    with pytest.raises(UsageError, match="cannot be removed"):
        memories.remove(ws, "client")
    alignment.store(ws, [Bead(("港口",), ("port",), 0, 0)], name="pairs")
    assert [unit.memory for unit in everything(ws)] == [client.id]
