"""Drafts and the glossary: which drafts are made anew, and what is kept beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engines.constraint.scripted import ScriptedBackend, ScriptedTokenizer
from tests.services.conftest import FakeEngine, MakeDocument
from workbench.core.document import Document
from workbench.core.doubt import DoubtKind
from workbench.engines.backend import Decoding
from workbench.engines.marian import MarianEngine
from workbench.services import documents, editing, glossary, suggestions
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace

SOURCE = "港口去年很忙。"
PLAIN, TERMED = "The port was busy last year.", "The harbour was busy last year."


class ScriptedEngine(FakeEngine):
    """An engine with a Marian model inside that says what a script says."""

    def __init__(self) -> None:
        super().__init__()
        self.says[SOURCE] = PLAIN
        script = {"harbour去年很忙。": [TERMED]}
        self.backend = ScriptedBackend(script, {"port": "港口", "harbour": "港口"})

    def loaded(self) -> MarianEngine:
        """The scripted model."""
        tokenizer = ScriptedTokenizer()
        decoding = Decoding(4, 200)
        return MarianEngine(self.info, tokenizer, self.backend, decoding, 500)  # type: ignore[arg-type]


@pytest.fixture
def scripted() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def empty(ws: Workspace) -> Workspace:
    """A workspace whose glossary has no terms."""
    for term in glossary.listing(ws):
        glossary.remove(ws, term.source)
    return ws


def _drafter(ws: Workspace, engine: FakeEngine) -> Drafter:
    return Drafter(ws, engine, matcher=glossary.matcher(ws))


def test_a_draft_obeys_the_glossary_and_keeps_the_engines_own(
    ws: Workspace, scripted: ScriptedEngine
) -> None:
    glossary.add(ws, "港口", "harbour")
    draft = _drafter(ws, scripted).draft([SOURCE])[0]
    assert (draft.text, draft.plain) == (TERMED, PLAIN)
    assert draft.terms
    assert Drafter(ws, scripted).draft([SOURCE])[0].text == PLAIN
    assert scripted.asked == [SOURCE]


def test_what_was_obeyed_once_is_in_the_cache(ws: Workspace, scripted: ScriptedEngine) -> None:
    glossary.add(ws, "港口", "harbour")
    first = _drafter(ws, scripted).draft([SOURCE])
    calls = dict(scripted.backend.calls)
    drafter = _drafter(ws, scripted)
    assert drafter.draft([SOURCE]) == first
    assert drafter.cached([SOURCE])[SOURCE].text == TERMED
    assert scripted.backend.calls == calls


def test_a_source_without_terms_costs_nothing_more(ws: Workspace, scripted: ScriptedEngine) -> None:
    glossary.add(ws, "港口", "harbour")
    assert _drafter(ws, scripted).draft(["今年更忙。"])[0].text == "EN 今年更忙。"
    assert scripted.backend.calls == {}


def test_a_term_of_another_source_makes_nothing_anew(
    ws: Workspace, scripted: ScriptedEngine
) -> None:
    glossary.add(ws, "港口", "harbour")
    _drafter(ws, scripted).draft([SOURCE])
    calls = dict(scripted.backend.calls)
    glossary.add(ws, "灯塔", "lighthouse")
    _drafter(ws, scripted).draft([SOURCE])
    assert scripted.backend.calls == calls


def test_a_term_that_an_engine_cannot_be_made_to_say_is_doubted(
    ws: Workspace, engine: FakeEngine
) -> None:
    glossary.add(ws, "港口", "harbour")
    draft = _drafter(ws, engine).draft([SOURCE])[0]
    assert draft.text == f"EN {SOURCE}"
    assert DoubtKind.TERM in {doubt.kind for doubt in draft.doubts}


def test_a_new_term_refreshes_untouched_drafts_only(
    empty: Workspace, make_document: MakeDocument, scripted: ScriptedEngine
) -> None:
    document = make_document(f"{SOURCE}\n\n今年更忙。\n\n{SOURCE}\n\n{SOURCE}\n\n{SOURCE}\n")
    drafter = _drafter(empty, scripted)
    ids = [segment.id for segment in document.segments]
    drafter.fill(document.id, ids)
    editing.save_target(empty, ids[2], "My own words.")
    editing.confirm(empty, ids[3], PLAIN, propagate=False)
    editing.set_locked(empty, ids[4], True)
    assert drafter.refresh(document.id, ids) == ()
    glossary.add(empty, "港口", "harbour")
    drafter.matcher = glossary.matcher(empty)
    changed = drafter.refresh(document.id, ids)
    assert [(segment.id, segment.target) for segment in changed] == [(ids[0], TERMED)]
    targets = [segment.target for segment in documents.load(empty, document.id).segments]
    assert targets == [TERMED, "EN 今年更忙。", "My own words.", PLAIN, PLAIN]


def test_drafts_of_another_engine_are_not_refreshed(
    empty: Workspace, document: Document, scripted: ScriptedEngine
) -> None:
    other = FakeEngine("two")
    ids = [segment.id for segment in document.segments]
    Drafter(empty, other).fill(document.id, ids)
    glossary.add(empty, "港口", "harbour")
    assert _drafter(empty, scripted).refresh(document.id, ids) == ()


def test_the_plain_draft_is_suggested_second(
    ws: Workspace, document: Document, scripted: ScriptedEngine
) -> None:
    glossary.add(ws, "港口", "harbour")
    segment = document.segments[0]
    found = suggestions.from_engine(_drafter(ws, scripted), segment)
    assert [suggestion.target for suggestion in found] == [TERMED, PLAIN]
    assert found[1].label == f"{found[0].label} · {suggestions.PLAIN}"
    assert found[1].draft == replace(found[1].draft, plain="")  # type: ignore[type-var]


def test_the_glossary_may_be_on_disk_elsewhere(tmp_path: Path, scripted: ScriptedEngine) -> None:
    with Workspace.open(tmp_path / "g.db", user="LW") as one:
        drafter = _drafter(one, scripted)
        with Workspace.open(tmp_path / "g.db", user="MK") as other:
            glossary.add(other, "港口", "harbour")
        drafter.matcher = glossary.matcher(one)
        assert drafter.draft([SOURCE])[0].text == TERMED
