"""Drafts that obey another glossary than today's are found by what the cache knows of them."""

from __future__ import annotations

import pytest

from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.services import documents, editing, glossary
from workbench.services.drafting import Drafter
from workbench.services.outdated import outdated
from workbench.services.workspace import Workspace


@pytest.fixture
def drafted(ws: Workspace, make_document: MakeDocument, engine: FakeEngine) -> Document:
    """Three drafts, the first and the last of sources with a term."""
    glossary.add(ws, "灯塔", "lighthouse")
    document = make_document("灯塔很高。\n\n今年更忙。\n\n港口去年很忙，灯塔也是。\n")
    drafter = Drafter(ws, engine, matcher=glossary.matcher(ws))
    drafter.fill(document.id, [segment.id for segment in document.segments])
    return documents.load(ws, document.id)


def behind(ws: Workspace, engine: FakeEngine, document: Document) -> list[str]:
    """The sources whose drafts obey other terms."""
    held = documents.load(ws, document.id).segments
    found = outdated(ws, engine, glossary.matcher(ws), held)
    return [segment.source for segment in held if segment.id in found]


def test_drafts_are_up_to_date_until_one_of_their_terms_changes(
    ws: Workspace, engine: FakeEngine, drafted: Document
) -> None:
    assert behind(ws, engine, drafted) == []
    glossary.add(ws, "无处可见", "nowhere")
    assert behind(ws, engine, drafted) == []
    glossary.add(ws, "港口", "harbour")
    assert behind(ws, engine, drafted) == ["港口去年很忙，灯塔也是。"]


def test_a_removed_term_counts_too(ws: Workspace, engine: FakeEngine, drafted: Document) -> None:
    glossary.remove(ws, "灯塔")
    # The engine's own words were the same without the term: nothing is to be made anew.
    assert behind(ws, engine, drafted) == []
    glossary.add(ws, "灯塔", "beacon")
    assert behind(ws, engine, drafted) == ["灯塔很高。", "港口去年很忙，灯塔也是。"]


def test_other_words_other_engines_and_other_states_are_left_out(
    ws: Workspace, engine: FakeEngine, drafted: Document
) -> None:
    editing.save_target(ws, drafted.segments[0].id, "My own words.")
    glossary.add(ws, "灯塔", "beacon")
    assert behind(ws, engine, drafted) == ["港口去年很忙，灯塔也是。"]
    assert behind(ws, FakeEngine("two"), drafted) == []
