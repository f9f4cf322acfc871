"""Drafts that obey another glossary than today's are found by what the cache knows of them."""

from __future__ import annotations

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from tests.services.test_terms_in_drafts import SOURCE, TERMED, ScriptedEngine
from workbench.core.document import Document
from workbench.core.doubt import DoubtKind
from workbench.services import documents, editing, glossary
from workbench.services.drafting import Drafter
from workbench.services.outdated import outdated
from workbench.services.workspace import Workspace


@pytest.fixture
def engine() -> ScriptedEngine:
    """An engine that can be made to say a term of one source."""
    return ScriptedEngine()


@pytest.fixture
def drafted(ws: Workspace, make_document: MakeDocument, engine: ScriptedEngine) -> Document:
    """Three drafts under a glossary without terms."""
    for term in glossary.listing(ws):
        glossary.remove(ws, term.source)
    document = make_document(f"{SOURCE}\n\n今年更忙。\n\n灯塔很高。\n")
    drafter = Drafter(ws, engine, matcher=glossary.matcher(ws))
    drafter.fill(document.id, [segment.id for segment in document.segments])
    return documents.load(ws, document.id)


def behind(ws: Workspace, engine: FakeEngine, document: Document) -> list[str]:
    """The sources whose drafts obey other terms."""
    held = documents.load(ws, document.id).segments
    found = outdated(ws, engine, glossary.matcher(ws), held)
    return [segment.source for segment in held if segment.id in found]


def test_drafts_are_named_when_one_of_their_terms_changes(
    ws: Workspace, engine: ScriptedEngine, drafted: Document
) -> None:
    assert behind(ws, engine, drafted) == []
    glossary.add(ws, "无处可见", "nowhere")
    assert behind(ws, engine, drafted) == []
    glossary.add(ws, "港口", "harbour")
    assert behind(ws, engine, drafted) == [SOURCE]
    glossary.remove(ws, "港口")
    assert behind(ws, engine, drafted) == []


def test_a_removed_term_counts_too(
    ws: Workspace, engine: ScriptedEngine, drafted: Document
) -> None:
    glossary.add(ws, "港口", "harbour")
    drafter = Drafter(ws, engine, matcher=glossary.matcher(ws))
    drafter.refresh(drafted.id, [segment.id for segment in drafted.segments])
    assert documents.load(ws, drafted.id).segments[0].target == TERMED
    assert behind(ws, engine, drafted) == []
    glossary.remove(ws, "港口")
    assert behind(ws, engine, drafted) == [SOURCE]


def test_a_draft_that_is_the_same_under_two_glossaries_loses_its_doubt(
    ws: Workspace, drafted: Document
) -> None:
    engine = FakeEngine("that obeys no term")
    drafter = Drafter(ws, engine, matcher=glossary.matcher(ws))
    ids = [segment.id for segment in drafted.segments]
    drafter.fill(drafted.id, ids, redraft=True)
    glossary.add(ws, "灯塔", "lighthouse")
    assert behind(ws, engine, drafted) == ["灯塔很高。"]
    drafter.matcher = glossary.matcher(ws)
    (changed,) = drafter.refresh(drafted.id, ids)
    assert DoubtKind.TERM in {doubt.kind for doubt in changed.doubts}
    glossary.remove(ws, "灯塔")
    assert behind(ws, engine, drafted) == ["灯塔很高。"]
    drafter.matcher = glossary.matcher(ws)
    (changed,) = drafter.refresh(drafted.id, ids)
    assert DoubtKind.TERM not in {doubt.kind for doubt in changed.doubts}
    assert changed.target == "EN 灯塔很高。"


def test_other_words_other_engines_and_other_states_are_left_out(
    ws: Workspace, engine: ScriptedEngine, drafted: Document
) -> None:
    editing.save_target(ws, drafted.segments[0].id, "My own words.")
    glossary.add(ws, "港口", "harbour")
    glossary.add(ws, "今年", "this year")
    assert behind(ws, engine, drafted) == ["今年更忙。"]
    assert behind(ws, FakeEngine("two"), drafted) == []
