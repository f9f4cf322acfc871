"""The rest of the sentence, offered after the cursor: shown, taken, hidden, not stored unasked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from tests.tui.fakes import WHOLE, FakeCompleter, FakeEngine, User, begin, ghost
from workbench.core.document import Document
from workbench.core.status import Origin, Status
from workbench.services import engines
from workbench.services.workspace import Workspace
from workbench.tui import settings
from workbench.tui.app import WorkbenchApp

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_rest_is_shown_and_is_no_part_of_the_text(
    app: WorkbenchApp, completer: FakeCompleter, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await begin(user)
        assert ghost(user) == WHOLE[6:]
        shown = " ".join(user.screen_text().replace("│", " ").split())
        assert "My port has been open" in shown
        assert user.editor.page.area.text == "My por"
        assert user.stored()[0].target == "My por"
        assert user.editor.desk.sheet.text(0) == "My por"


async def test_one_key_takes_a_word_another_all_of_it(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("right")
        assert user.editor.page.area.text == "My port"
        await user.press("right")
        assert user.editor.page.area.text == "My port has"
        assert ghost(user) == WHOLE[11:]
        await user.press("tab")
        assert user.editor.page.area.text == WHOLE
        assert ghost(user) == ""
        assert user.stored()[0].target == WHOLE


async def test_what_was_taken_can_be_undone_in_one_step(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("tab")
        await user.press("ctrl+z")
        assert user.editor.page.area.text == "My por"
        await user.press("ctrl+y")
        assert user.editor.page.area.text == WHOLE
        await user.press("ctrl+z")
        await user.press("right")
        await user.press("right")
        await user.press("ctrl+z")
        assert user.editor.page.area.text == "My port"


async def test_escape_hides_it_until_the_next_key(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("escape")
        assert ghost(user) == ""
        assert "has been open" not in user.screen_text()
        await user.press("right")
        assert user.editor.page.area.text == "My por"
        await user.press("t")
        assert ghost(user) == WHOLE[7:]


async def test_typing_along_keeps_it_and_typing_over_it_drops_it(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        completer.gate.clear()
        await pilot.press("t")
        await pilot.pause()
        assert user.editor.page.area.text == "My port"
        completer.gate.set()
        await user.rest()
        assert ghost(user) == WHOLE[7:]
        await user.press("x")
        assert ghost(user) == ""
        assert user.stored()[0].target == "My portx"


async def test_it_stands_at_the_end_of_the_text_only(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("left")
        assert ghost(user) == ""
        await user.press("right")  # moves: nothing was offered there
        assert user.editor.page.area.text == "My por"
        assert ghost(user) == WHOLE[6:]
        await user.press("shift+left")
        assert ghost(user) == ""


async def test_a_burst_of_letters_asks_for_the_newest_text_only(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user, "M")
        completer.gate.clear()
        completer.asked.clear()
        await pilot.press(*"y port")
        await user.until(lambda: completer.asked)
        completer.gate.set()
        await user.rest()
        assert completer.asked[-1] == "My port"
        assert len(completer.asked) <= 3
        assert ghost(user) == WHOLE[7:]


async def test_what_an_input_method_sends_at_once_is_one_text(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user, "M")
        user.editor.page.area.insert("y port has", maintain_selection_offset=False)
        await user.rest()
        assert ghost(user) == WHOLE[11:]
        user.editor.page.area.insert("港口", maintain_selection_offset=False)
        await user.rest()
        assert ghost(user) == ""


async def test_an_answer_that_comes_too_late_is_not_shown(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await pilot.press("ctrl+e")
        completer.gate.clear()
        await pilot.press("M")
        await user.until(lambda: completer.asked == ["M"])
        await pilot.press("ctrl+down")
        await user.until(lambda: user.editor.desk.index == 1)
        completer.gate.set()
        await user.rest()
        assert ghost(user) == ""
        assert user.editor.desk.index == 1
        assert user.stored()[0].target == "M"


async def test_typing_goes_on_while_the_model_works(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        completer.gate.clear()
        await pilot.press("ctrl+e", *"By hand entirely.", "enter")
        await user.until(lambda: user.stored()[0].status is Status.CONFIRMED)
        assert user.stored()[0].target == "By hand entirely."
        completer.gate.set()
        await user.rest()


async def test_whose_words_they_were_is_kept(
    app: WorkbenchApp, completer: FakeCompleter, engine: FakeEngine
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("tab", "enter")
        first = user.stored()[0]
        assert (first.target, first.origin, first.based_on) == (WHOLE, Origin.HUMAN, Origin.MT)
        assert first.status is Status.CONFIRMED


async def test_a_segment_without_a_draft_is_based_on_what_was_taken(
    ws: Workspace, document: Document, completer: FakeCompleter, quiet: None
) -> None:
    engine = FakeEngine()
    engine.gate.clear()  # no draft ever comes
    app = WorkbenchApp(ws, load=lambda: engine)
    app.hold(document.id)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.see("(drafting …)")
        await pilot.press(*"My por")
        await user.until(lambda: ghost(user))
        await pilot.press("tab", "ctrl+s")
        await user.until(lambda: user.stored()[0].target == WHOLE)
        assert user.stored()[0].origin is Origin.HUMAN
        assert user.stored()[0].based_on is Origin.MT
        engine.gate.set()
        await user.rest()
    app.release()


async def test_leaving_with_something_offered_stores_nothing_of_it(
    make_app: Callable[[], WorkbenchApp], completer: FakeCompleter
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await begin(user)
        assert ghost(user)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert user.stored()[0].target == "My por"
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        assert user.editor.page.area.text == "My por"


async def test_it_can_be_switched_off_for_good(
    make_app: Callable[[], WorkbenchApp], completer: FakeCompleter
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await pilot.press("ctrl+p", *"completion off")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await user.until(lambda: not ghost(user))
        assert json.loads(settings.settings_path().read_text("utf-8"))["completion"] is False
        assert settings.read().theme == "workbench-dark"
        await user.press("t")
        assert ghost(user) == ""
    again = make_app()
    completer.asked.clear()
    async with again.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        assert not completer.asked
        again.editor.completing.toggle()  # type: ignore[union-attr]
        await user.rest()
        assert ghost(user)


async def test_a_draft_that_begins_so_is_followed_without_the_model(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user, "Draft of")
        assert ghost(user) == " 7 characters."
        assert "Draft of" not in completer.asked


async def test_a_machine_draft_and_a_confirmed_target_offer_nothing(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("end")
        assert ghost(user) == ""
        await begin(user)
        await user.press("enter", "ctrl+up", "end")
        assert user.editor.desk.index == 0
        assert ghost(user) == ""


async def test_a_model_that_fails_is_told_once_and_typing_goes_on(
    app: WorkbenchApp, completer: FakeCompleter
) -> None:
    completer.fails = True
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press(*"t is")
        assert user.editor.page.area.text == "My port is"
        assert len(completer.asked) == 1


async def test_an_engine_that_can_only_translate_is_left_in_peace(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        assert ghost(user) == ""


@pytest.mark.parametrize("size", SIZES)
async def test_the_embedded_model_offers_the_rest(
    ws: Workspace, document: Document, quiet: None, size: tuple[int, int]
) -> None:
    app = WorkbenchApp(ws, load=lambda: engines.load("embedded"))
    app.hold(document.id)
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        await pilot.press("ctrl+down", "ctrl+e", *"Both coun")
        await user.until(lambda: ghost(user))
        assert ghost(user)[0] == "t"
        rest = ghost(user)
        await pilot.press("tab")
        await asyncio.sleep(0)
        await user.rest()
        assert user.stored()[1].target == "Both coun" + rest
        assert user.stored()[1].origin is Origin.HUMAN
        assert user.stored()[1].based_on is Origin.MT
    app.release()
