"""Suggestions: memory before engine, with where they came from in words."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.memory import Match, MatchKind, Unit
from workbench.core.status import Origin
from workbench.services import editing, suggestions
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace
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
    from workbench.engines import loading

    source = "双方{1}同意{2}扩大贸易。"
    drafter = Drafter(ws, loading.load("embedded"))
    (draft,) = drafter.draft([source])
    assert placeholders(draft.text) == (1, 2)
    assert drafter.cached([source]) == {source: draft}
