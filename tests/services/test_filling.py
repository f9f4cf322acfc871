"""Repetitions filled forward: with an off switch, exceptions, and each context's own target."""

from __future__ import annotations

import pytest

from tests.services.conftest import MakeDocument
from tests.services.test_maintenance import keep
from workbench.core.change import ChangeKind
from workbench.core.document import Document
from workbench.core.memory import Unit
from workbench.core.status import Origin
from workbench.errors import NotFoundError
from workbench.services import documents, editing, history
from workbench.services.workspace import Workspace

TEXT = "甲。同意。乙。\n\n丙。同意。丁。\n\n戊。同意。己。\n"


def targets(ws: Workspace, document: Document) -> list[str]:
    segments = documents.load(ws, document.id).segments
    return [segment.target for segment in segments if segment.source == "同意。"]


@pytest.fixture
def repeated(make_document: MakeDocument) -> Document:
    """A document in which one sentence stands three times, between others."""
    return make_document(TEXT)


def test_repetitions_get_the_target_as_a_draft(ws: Workspace, repeated: Document) -> None:
    done = editing.confirm(ws, repeated.segments[1].id, "Agreed.")
    assert [(s.target, s.origin, s.match_percent) for s in done.filled] == [
        ("Agreed.", Origin.TM, 100)
    ] * 2
    assert targets(ws, repeated) == ["Agreed."] * 3


def test_a_document_s_switch_ends_it(ws: Workspace, repeated: Document) -> None:
    editing.set_propagation(ws, repeated.id, False)
    assert not documents.load(ws, repeated.id).propagates
    assert editing.confirm(ws, repeated.segments[1].id, "Agreed.").filled == ()
    editing.set_propagation(ws, repeated.id, True)
    editing.confirm(ws, repeated.segments[1].id, "They agreed.")
    assert targets(ws, repeated) == ["They agreed."] * 3
    with pytest.raises(NotFoundError):
        editing.set_propagation(ws, 99, False)


def test_an_exception_neither_gives_nor_takes(ws: Workspace, repeated: Document) -> None:
    first, second, _ = (s for s in repeated.segments if s.source == "同意。")
    assert not editing.set_exception(ws, second.id, True).propagates
    editing.confirm(ws, first.id, "Agreed.")
    assert targets(ws, repeated) == ["Agreed.", "", "Agreed."]
    editing.confirm(ws, second.id, "Consent.")
    assert targets(ws, repeated) == ["Agreed.", "Consent.", "Agreed."]
    assert editing.set_exception(ws, second.id, False).propagates
    editing.confirm(ws, second.id, "Consented.")
    assert targets(ws, repeated) == ["Agreed.", "Consented.", "Consented."]


def test_an_exception_is_a_step_of_undo_even_where_locked(
    ws: Workspace, repeated: Document
) -> None:
    segment = repeated.segments[1].id
    editing.set_locked(ws, segment, True)
    editing.set_exception(ws, segment, True)
    change = history.undo(ws, repeated.id)
    assert change is not None
    assert (change.kind, change.changed[0].propagates) == (ChangeKind.FILLING, True)


def test_a_context_s_own_alternative_is_taken(ws: Workspace, repeated: Document) -> None:
    keep(ws, Unit("同意。", "We consent.", before="丙。", after="丁。"))
    done = editing.confirm(ws, repeated.segments[1].id, "Agreed.")
    assert [s.match_percent for s in done.filled] == [101, 100]
    assert targets(ws, repeated) == ["Agreed.", "We consent.", "Agreed."]


def test_alternatives_confirmed_in_their_contexts_stay_apart(
    ws: Workspace, make_document: MakeDocument
) -> None:
    first = make_document(TEXT, name="first.txt")
    for place, target in ((1, "Agreed."), (4, "We consent."), (7, "Yes.")):
        editing.confirm(ws, first.segments[place].id, target)
    again = make_document(TEXT, name="again.txt")
    editing.confirm(ws, again.segments[1].id, "Approved.")
    assert targets(ws, again) == ["Approved.", "We consent.", "Yes."]


def test_a_person_s_words_are_never_replaced(ws: Workspace, repeated: Document) -> None:
    editing.save_target(ws, repeated.segments[4].id, "I agree")
    editing.set_locked(ws, repeated.segments[7].id, True)
    assert editing.confirm(ws, repeated.segments[1].id, "Agreed.").filled == ()
