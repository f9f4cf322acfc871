"""Suggestions: memory before engine, with where they came from in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.memory import Match, MatchKind, Unit
from workbench.core.status import Origin
from workbench.engines import loading
from workbench.services import editing, memory, suggestions
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace
from workbench.storage.database import Transaction
from workbench.text.placeholders import placeholders


def test_the_memory_comes_first_then_the_engine(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    editing.confirm(ws, make_document(name="old.txt").segments[0].id, "The port was busy.")
    segment = make_document("港口今年很忙。\n", name="new.txt").segments[0]
    first, second = suggestions.suggestions(ws, segment, drafter=Drafter(ws, engine))
    assert (first.target, first.origin) == ("The port was busy.", Origin.TM)
    assert first.match is not None
    assert 70 <= first.match.percent < 100
    assert first.label.startswith(f"{first.match.percent} % memory · old.txt · LW · ")
    assert (second.target, second.origin) == ("EN 港口今年很忙。", Origin.MT)
    assert second.label == "fake engine one"
    assert second.draft is not None
    assert second.draft.warnings == ("made up",)
    assert suggestions.suggestions(ws, segment) == (first,)


def test_a_segment_is_not_suggested_its_own_unit(
    ws: Workspace, make_document: MakeDocument
) -> None:
    document = make_document()
    done = editing.confirm(ws, document.segments[2].id, "They agreed.").segment
    assert suggestions.from_memory(ws, done) == ()
    other = suggestions.from_memory(ws, document.segments[4])
    assert [s.target for s in other] == ["They agreed."]


def test_an_engine_that_says_nothing_suggests_nothing(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    segment = make_document().segments[0]
    engine.says[segment.source] = ""
    assert suggestions.from_engine(Drafter(ws, engine), segment) == ()


def test_labels_say_who_when_and_how() -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    at = datetime(2026, 5, 3, tzinfo=UTC)

    def label(unit: Unit) -> str:
        return suggestions.of_match(Match(unit, MatchKind.FUZZY, 87), "港口", now).label

    unit = Unit("港口", "port", document="port.txt", changed_by="LW", changed_at=at)
    assert label(unit) == "87 % memory · port.txt · LW · 3 May"
    assert label(Unit("港口", "port")) == "87 % memory"
    old = Unit("港口", "port", Origin.MT, created_by="AB", created_at=at.replace(year=2020))
    assert label(old) == "87 % memory · AB · 3 May 2020 · machine"
    assert label(Unit("港口", "port", Origin.ALIGNMENT)).endswith("aligned")


def test_placeholders_of_a_match_become_the_segment_s(
    ws: Workspace, make_document: MakeDocument
) -> None:
    before, after, bare = make_document(
        "双方{1}同意{2}扩大贸易。\n\n双方{3}同意{4}扩大贸易。\n\n双方同意扩大贸易。\n"
    ).segments
    editing.confirm(ws, before.id, "They {1}agreed{2} to expand trade.")
    (found,) = suggestions.from_memory(ws, after)
    assert found.match is not None
    assert found.match.percent == 99
    assert found.target == "They {3}agreed{4} to expand trade."
    assert editing.take(ws, after.id, found).target == "They {3}agreed{4} to expand trade."
    (found,) = suggestions.from_memory(ws, bare)
    assert found.target == "They agreed to expand trade."


def test_drafts_with_placeholders_are_cached(ws: Workspace) -> None:
    source = "双方{1}同意{2}扩大贸易。"
    drafter = Drafter(ws, loading.load("embedded"))
    (draft,) = drafter.draft([source])
    assert placeholders(draft.text) == (1, 2)
    assert drafter.cached([source]) == {source: draft}


def test_a_match_with_other_numbers_is_offered_repaired(
    ws: Workspace, make_document: MakeDocument, engine: FakeEngine
) -> None:
    old = make_document("港区每小时装卸26箱货物。\n", name="old.txt").segments[0]
    editing.confirm(ws, old.id, "The port handles 26 boxes an hour.")
    segment = make_document("港区每小时装卸34箱货物。\n", name="new.txt").segments[0]
    repaired, plain, draft = suggestions.suggestions(ws, segment, drafter=Drafter(ws, engine))
    assert plain.target == "The port handles 26 boxes an hour."
    assert (plain.changed, plain.repair) == ((), "")
    assert repaired.target == "The port handles 34 boxes an hour."
    assert [repaired.target[a:b] for a, b in repaired.changed] == ["34"]
    assert repaired.match == plain.match
    assert repaired.match is not None
    percent = repaired.match.percent
    assert percent < 100
    assert repaired.origin is Origin.TM
    assert repaired.label.startswith(f"{percent} % memory, repaired · old.txt · LW · ")
    assert draft.origin is Origin.MT
    taken = editing.take(ws, segment.id, repaired)
    assert taken.target == repaired.target
    assert (taken.origin, taken.match_percent, taken.engine) == (Origin.TM, percent, "repaired")


def test_a_unit_made_by_a_repair_is_no_person_s_exact_match(
    ws: Workspace, make_document: MakeDocument
) -> None:
    old = make_document("港区每小时装卸26箱货物。\n", name="old.txt").segments[0]
    editing.confirm(ws, old.id, "The port handles 26 boxes an hour.")
    segment = make_document("港区每小时装卸34箱货物。\n", name="new.txt").segments[0]
    repaired, _ = suggestions.from_memory(ws, segment)
    editing.take(ws, segment.id, repaired)
    editing.confirm(ws, segment.id, repaired.target)
    (unit,) = [
        m.unit for m in memory.matches(ws, segment.source) if m.unit.source == segment.source
    ]
    assert unit.origin is Origin.TM


def test_an_exact_match_is_not_repaired(ws: Workspace, make_document: MakeDocument) -> None:
    document = make_document("港区每小时装卸26箱货物。\n\n港区每小时装卸26箱货物。\n")
    first, second = document.segments
    editing.confirm(ws, first.id, "The port handles 27 boxes an hour.", propagate=False)
    assert [s.repair for s in suggestions.from_memory(ws, second)] == [""]


def _noting(sources: list[str]) -> Callable[..., tuple[Match, ...]]:
    """The memory's look-up, which notes what it is asked for."""
    look_up = memory.lookup

    def noting(session: Transaction, source: str, **wanted: Any) -> tuple[Match, ...]:
        sources.append(source)
        return look_up(session, source, **wanted)

    return noting


def test_what_the_engine_repaired_is_said_to_be_a_machine_s(
    ws: Workspace, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.engines import repair
    from workbench.memory.repair import Repaired

    old = make_document("总统将于明年访问中国。\n", name="old.txt").segments[0]
    editing.confirm(ws, old.id, "The president will visit China next year.")
    segment = make_document("会长将于明年访问中国。\n", name="new.txt").segments[0]
    text = "The chairman will visit China next year."
    made = Repaired(text, ((4, 12),), engine=True, score=-0.4)
    monkeypatch.setattr(repair, "repaired", lambda *_: made)
    drafter = Drafter(ws, loading.load("embedded"))
    looked_up: list[str] = []
    monkeypatch.setattr(memory, "lookup", _noting(looked_up))
    match, draft, repaired = suggestions.suggestions(ws, segment, drafter=drafter)
    assert looked_up == [segment.source]
    assert (match.draft, draft.origin) == (None, Origin.MT)
    assert suggestions.by_engine(ws, drafter, segment, (match, repaired)) == (draft, repaired)
    assert suggestions.by_engine(ws, drafter, segment, (repaired,)) == (draft,)
    plain = Drafter(ws, FakeEngine())
    assert len(suggestions.by_engine(ws, plain, segment, (match,))) == 1
    assert repaired.target == text
    label = drafter.engine.info.label
    assert repaired.repair == f"repaired by {label}"
    assert f"% memory, repaired by {label} · old.txt" in repaired.label
    editing.take(ws, segment.id, repaired)
    taken = editing.confirm(ws, segment.id, text).segment
    assert (taken.origin, taken.based_on) == (Origin.TM, Origin.MT)
    (unit,) = [m.unit for m in memory.matches(ws, segment.source) if m.unit.target == text]
    assert unit.origin is Origin.MT
