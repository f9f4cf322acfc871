"""Penalties are settings that every look-up obeys; a document's domain goes to its units."""

from __future__ import annotations

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.memory import MatchKind
from workbench.core.status import Origin, Status
from workbench.errors import NotFoundError, UsageError
from workbench.memory.penalties import DEFAULT, Penalties
from workbench.services import documents, editing, memory, penalties
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


def test_they_are_set_one_by_one_and_all_at_once(ws: Workspace) -> None:
    assert penalties.penalties(ws) == DEFAULT
    assert penalties.change(ws, "machine", 8) == Penalties(machine=8)
    assert penalties.change(ws, "age", 0) == Penalties(machine=8, age=0)
    assert penalties.penalties(ws) == Penalties(machine=8, age=0)
    assert penalties.reset(ws) == DEFAULT == penalties.penalties(ws)


def test_what_cannot_be_is_said(ws: Workspace) -> None:
    with pytest.raises(NotFoundError, match="Near it: machine"):
        penalties.change(ws, "machin", 3)
    with pytest.raises(UsageError, match="0 to 100"):
        penalties.change(ws, "machine", -1)
    with pytest.raises(NotFoundError):
        penalties.set_domain(ws, 99, "law")


def test_look_up_obeys_them(ws: Workspace, document: Document) -> None:
    Drafter(ws, FakeEngine()).fill(document.id, [document.segments[0].id])
    drafted = documents.load(ws, document.id).segments[0]
    editing.confirm(ws, drafted.id, drafted.target)
    (match,) = memory.matches(ws, drafted.source)
    assert (match.percent, match.penalties) == (97, (("machine", 3),))
    penalties.change(ws, "machine", 0)
    (match,) = memory.matches(ws, drafted.source)
    assert (match.percent, match.kind, match.penalties) == (100, MatchKind.EXACT, ())


def test_a_domain_goes_to_the_units_and_others_lose(
    ws: Workspace, document: Document, make_document: MakeDocument
) -> None:
    source = document.segments[0].source
    assert penalties.set_domain(ws, document.id, " trade ") == "trade"
    editing.confirm(ws, document.segments[0].id, "The port was busy last year.")
    (match,) = memory.matches(ws, source, document=document.id)
    assert (match.unit.domain, match.percent) == ("trade", 100)
    other = make_document(f"{source}\n\n另外一段。\n", "other.txt")
    Drafter(ws, FakeEngine()).fill(other.id, [other.segments[0].id])
    assert documents.load(ws, other.id).segments[0].origin is Origin.TM
    penalties.set_domain(ws, other.id, "shipping")
    (match,) = memory.matches(ws, source, document=other.id)
    assert match.penalties == (("other domain", 1),)
    third = make_document(f"{source}\n", "third.txt")
    penalties.set_domain(ws, third.id, "shipping")
    Drafter(ws, FakeEngine()).fill(third.id, [third.segments[0].id])
    drafted = documents.load(ws, third.id).segments[0]
    assert (drafted.origin, drafted.status) == (Origin.MT, Status.DRAFT)
    penalties.set_domain(ws, document.id, "")
    assert penalties.domain(ws, document.id) == ""
