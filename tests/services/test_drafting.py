"""Drafts: memory, engine, cache, and what is never touched."""

from __future__ import annotations

from collections.abc import Sequence

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.draft import Draft
from workbench.core.status import Origin, Status
from workbench.services import documents, editing
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace


def test_a_source_is_translated_once_by_one_engine(ws: Workspace, engine: FakeEngine) -> None:
    drafter = Drafter(ws, engine)
    assert drafter.draft(["甲", "乙", "甲"]) == [
        Draft("EN 甲", -0.5, ("made up",)),
        Draft("EN 乙", -0.5, ("made up",)),
        Draft("EN 甲", -0.5, ("made up",)),
    ]
    assert engine.asked == ["甲", "乙"]
    assert Drafter(ws, engine).draft(["乙", "丙"])[1].text == "EN 丙"
    assert engine.asked == ["甲", "乙", "丙"]
    assert set(drafter.cached(["甲", "丁"])) == {"甲"}


def test_what_has_no_chinese_stays_as_it_is(ws: Workspace, engine: FakeEngine) -> None:
    sources = ["post@example.org", "{1}OK{2}", "甲"]
    drafts = Drafter(ws, engine).draft(sources)
    assert [draft.text for draft in drafts] == ["post@example.org", "{1}OK{2}", "EN 甲"]
    assert engine.asked == ["甲"]


def test_an_engine_that_changed_translates_anew(ws: Workspace, engine: FakeEngine) -> None:
    Drafter(ws, engine).draft(["甲"])
    other = FakeEngine("two")
    Drafter(ws, other).draft(["甲"])
    assert other.asked == ["甲"]


def test_drafts_say_which_engine_made_them(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    ids = [s.id for s in document.segments[:2]]
    drafted = Drafter(ws, engine).fill(document.id, ids)
    assert [s.id for s in drafted] == ids
    assert drafted[0].target == "EN 港口去年很忙。"
    assert (drafted[0].status, drafted[0].origin) == (Status.DRAFT, Origin.MT)
    assert (drafted[0].engine, drafted[0].updated_by) == ("fake engine one", "")
    assert documents.load(ws, document.id).segments[:2] == drafted
    assert Drafter(ws, engine).fill(document.id, ids) == ()


def test_the_memory_comes_before_the_engine(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    editing.confirm(ws, make_document(name="old.txt").segments[0].id, "The port was busy.")
    document = make_document("港口去年很忙。谢谢大家。\n", name="new.txt")
    drafted = Drafter(ws, engine).fill(document.id, [s.id for s in document.segments])
    assert (drafted[0].origin, drafted[0].match_percent) == (Origin.TM, 100)
    assert (drafted[0].target, drafted[0].based_on) == ("The port was busy.", Origin.HUMAN)
    assert drafted[1].origin is Origin.MT
    assert engine.asked == ["谢谢大家。"]


def test_the_same_neighbours_make_a_context_match(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    editing.confirm(ws, make_document(name="old.txt").segments[1].id, "It is busier.")
    document = make_document(name="new.txt")
    drafted = Drafter(ws, engine).fill(document.id, [document.segments[1].id])
    assert drafted[0].match_percent == 101


def test_a_machine_s_unit_is_not_taken_without_a_look(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    old = make_document(name="old.txt")
    target = Drafter(ws, engine).fill(old.id, [old.segments[0].id])[0].target
    editing.confirm(ws, old.segments[0].id, target)
    document = make_document(name="new.txt")
    drafted = Drafter(ws, engine).fill(document.id, [document.segments[0].id])
    assert drafted[0].origin is Origin.MT


def test_what_a_person_made_or_locked_is_never_touched(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    typed, confirmed, locked, free = (s.id for s in document.segments[:4])
    editing.save_target(ws, typed, "The port")
    editing.confirm(ws, confirmed, "It is busier.")
    editing.set_locked(ws, locked, True)
    drafter = Drafter(ws, engine)
    ids = [typed, confirmed, locked, free]
    assert [s.id for s in drafter.fill(document.id, ids)] == [free]
    again = Drafter(ws, FakeEngine("two")).fill(document.id, ids, redraft=True)
    assert [(s.id, s.engine) for s in again] == [(free, "fake engine two")]


def test_a_taken_suggestion_is_not_redrafted(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    from workbench.services import suggestions

    segment = document.segments[0]
    editing.take(ws, segment.id, suggestions.from_engine(Drafter(ws, engine), segment)[0])
    again = Drafter(ws, FakeEngine("two"))
    assert again.fill(document.id, [segment.id], redraft=True) == ()


def test_what_is_typed_while_the_engine_works_wins(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    segment = document.segments[0].id

    class Slow(FakeEngine):
        def translate(self, sources: Sequence[str]) -> list[Draft]:
            editing.save_target(ws, segment, "The port")
            return super().translate(sources)

    assert Drafter(ws, Slow()).fill(document.id, [segment]) == ()
    assert documents.load(ws, document.id).segments[0].target == "The port"


def test_segments_of_other_documents_and_none_are_left_alone(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    one, other = make_document(name="one.txt"), make_document(name="other.txt")
    drafter = Drafter(ws, engine)
    assert drafter.fill(one.id, [other.segments[0].id, 9999]) == ()


def test_an_engine_that_says_nothing_leaves_the_segment_new(
    ws: Workspace, document: Document, engine: FakeEngine
) -> None:
    engine.says["港口去年很忙。"] = ""
    assert Drafter(ws, engine).fill(document.id, [document.segments[0].id]) == ()
    assert documents.load(ws, document.id).segments[0].status is Status.NEW
