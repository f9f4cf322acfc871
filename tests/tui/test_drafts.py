"""Drafts in the editor: by themselves, in the right order, never over a person's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engines.constraint.scripted import ScriptedBackend, ScriptedTokenizer
from tests.tui.fakes import FakeEngine, User
from workbench.core.document import Document, Segment
from workbench.core.status import Origin, Status
from workbench.engines.backend import Decoding
from workbench.engines.base import Engine
from workbench.engines.marian import MarianEngine
from workbench.services import editing, glossary
from workbench.services.workspace import Workspace
from workbench.terminology.matcher import Matcher
from workbench.tui.app import WorkbenchApp


async def test_drafts_appear_by_themselves_and_are_marked(
    app: WorkbenchApp, engine: FakeEngine
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        assert engine.asked[0] == "港口开放一周年"
        segments = user.stored()
        assert {s.origin for s in segments} <= {Origin.MT, Origin.TM}
        assert all(s.is_machine_draft for s in segments)
        text = user.screen_text()
        assert "○" in text
        assert "●" not in text
        assert "machine draft · fake engine" in text


async def test_what_comes_next_is_drafted_first(app: WorkbenchApp, engine: FakeEngine) -> None:
    engine.gate.clear()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.see("(drafting …)")
        await pilot.press("ctrl+end")
        await user.until(lambda: user.editor.desk.index == 7)
        engine.gate.set()
        await user.rest()
        assert engine.asked[:2] == ["港口开放一周年", "会议将于明年举行。"]


async def test_a_draft_never_replaces_what_is_being_typed(
    app: WorkbenchApp, engine: FakeEngine
) -> None:
    engine.gate.clear()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.see("(drafting …)")
        await pilot.press(*"My own words")
        engine.gate.set()
        await user.rest()
        assert user.editor.page.area.text == "My own words"
        assert user.stored()[0].target == "My own words"
        assert user.stored()[0].origin is Origin.HUMAN


async def test_the_engines_draft_comes_back_on_demand(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("Spoilt")
        await user.press("ctrl+r")
        assert user.stored()[0].target == "Draft of 7 characters."
        assert user.stored()[0].origin is Origin.MT


async def test_an_engine_that_fails_leaves_the_editor_usable(
    app: WorkbenchApp, engine: FakeEngine
) -> None:
    engine.fails = True
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.see("engine stopped")
        await pilot.press(*"By hand", "enter")
        await user.until(lambda: user.stored()[0].status is Status.CONFIRMED)


async def test_a_conversion_says_that_it_is_one(app: WorkbenchApp, engine: FakeEngine) -> None:
    engine.gate.clear()
    engine.is_loaded = False
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.see("(drafting …)")
        engine.state = "converting the model (once) …"
        await user.see("engine: converting the model (once) …")
        engine.state, engine.is_loaded = "", True
        engine.gate.set()
        await user.rest()
        await user.see("· fake engine")
        assert "converting" not in user.screen_text()


async def test_drafts_above_do_not_move_what_is_read(long_app: WorkbenchApp) -> None:
    async with long_app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", *"60", "enter")
        before = [row[:79].rstrip() for row in user.screen_text().splitlines()[1:14]]
        view, sheet = user.editor.page.view, user.editor.desk.sheet
        for index in range(40):
            segment = sheet.segments[index]
            sheet.replace([replace(segment, target="A draft that takes several rows. " * 4)])
            view.update_segment(index)
        await user.rest()
        after = [row[:79].rstrip() for row in user.screen_text().splitlines()[1:14]]
        assert after == before


class Marian(FakeEngine):
    """An engine with a model inside that says one thing of whatever it is given."""

    def loaded(self) -> MarianEngine:
        """The model."""

        class Parrot(dict[str, list[str]]):
            def get(self, *_: object) -> list[str]:
                return ["The meeting is in the coming year."]

        backend, decoding = ScriptedBackend(Parrot()), Decoding(4, 200)
        tokenizer = ScriptedTokenizer()
        return MarianEngine(self.info, tokenizer, backend, decoding, 500)  # type: ignore[arg-type]


async def test_a_new_term_refreshes_the_open_drafts_that_it_touches(
    ws: Workspace, document: Document, quiet: None
) -> None:
    app = WorkbenchApp(ws, load=Marian)
    app.hold(document.id)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        before = user.stored()
        glossary.add(ws, "明年", "the coming year")
        await user.press("down")
        await user.until(lambda: "the coming year" in user.stored()[-1].target)
        await user.rest()
        assert user.stored()[:-1] == before[:-1]
        assert user.editor.desk.sheet.segments[-1].target == user.stored()[-1].target
    app.release()


async def test_a_term_added_while_the_editor_was_closed_refreshes_the_drafts_that_it_touches(
    ws: Workspace, document: Document, quiet: None
) -> None:
    first = WorkbenchApp(ws, load=Marian)
    first.hold(document.id)
    async with first.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        editing.save_target(ws, user.stored()[2].id, "My own words of the port.")
        before = user.stored()
    first.release()
    assert "港口" in before[2].source
    glossary.add(ws, "港口", "the coming year")
    glossary.add(ws, "明年", "the coming year")
    again = WorkbenchApp(ws, load=Marian)
    again.hold(document.id)
    async with again.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.until(lambda: "the coming year" in user.stored()[-1].target)
        await user.rest()
        assert user.stored()[2] == before[2]
        untouched = [segment for segment in before[:-1] if "港口" not in segment.source]
        assert [s for s in user.stored()[:-1] if "港口" not in s.source] == untouched
        assert user.editor.desk.sheet.segments == user.stored()
    again.release()


async def test_drafts_near_the_cursor_are_refreshed_first(
    app: WorkbenchApp, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[list[int]] = []

    def note(_ws: Workspace, _engine: Engine, _matcher: Matcher, held: list[Segment]) -> list[int]:
        looked_at.append([segment.position for segment in held])
        return []

    monkeypatch.setattr("workbench.services.outdated.outdated", note)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "5", "enter")
        looked_at.clear()
        glossary.add(ws, "港口", "harbour")
        await user.press("ctrl+down")
        await user.until(lambda: looked_at)
        assert looked_at == [[5, 6, 7, 0, 1, 2, 3, 4]]


async def test_drafts_of_an_older_model_stay_as_they_are(
    ws: Workspace, document: Document, quiet: None
) -> None:
    first = WorkbenchApp(ws, load=Marian)
    first.hold(document.id)
    async with first.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        before = user.stored()
    first.release()
    glossary.add(ws, "明年", "the coming year")

    def newer() -> Marian:
        engine = Marian()
        engine.info = replace(engine.info, fingerprint="fake-2")
        return engine

    again = WorkbenchApp(ws, load=newer)
    again.hold(document.id)
    async with again.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        assert user.stored() == before
    again.release()


async def test_a_second_change_of_the_glossary_does_not_lose_the_first(
    ws: Workspace, document: Document, quiet: None
) -> None:
    app = WorkbenchApp(ws, load=Marian)
    app.hold(document.id)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        for source in ("明年", "无处可见"):
            glossary.add(ws, source, "the coming year")
            user.editor.drafting.glossary_changed(glossary.matcher(ws))
        await user.until(lambda: "the coming year" in user.stored()[-1].target)
        await user.rest()
    app.release()
