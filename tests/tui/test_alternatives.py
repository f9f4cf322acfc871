"""Other words at the cursor: listed, chosen by arrows, digits or the mouse, undone as one step."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.tui.fakes import User
from workbench.core.document import Document
from workbench.core.status import Origin
from workbench.services import engines
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.alternatives import AlternativesPopup

TYPED = "Both countries agreed to expand trade."


@asynccontextmanager
async def at_the_word(
    ws: Workspace, document: Document, size: tuple[int, int] = (120, 36), *, at: int = 17
) -> AsyncIterator[User]:
    """Somebody with the cursor in a word of a target of their own, and the list open."""
    app = WorkbenchApp(ws, load=lambda: engines.load("embedded"))
    app.hold(document.id)
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+down")
        await user.type(TYPED)
        user.editor.page.area.move_cursor((0, at))
        await pilot.press("f10")
        await user.until(lambda: isinstance(app.screen, AlternativesPopup))
        await user.until(lambda: popup(user)._found)
        yield user
    app.release()


def popup(user: User) -> AlternativesPopup:
    screen = user.app.screen
    assert isinstance(screen, AlternativesPopup)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_digit_takes_one_and_what_follows_is_new(
    ws: Workspace, document: Document, quiet: None, size: tuple[int, int]
) -> None:
    async with at_the_word(ws, document, size) as user:
        second = popup(user)._found[1]
        word = second.target[second.start : second.end]
        assert f"2 {word}" in user.screen_text()
        await user.press("2")
        area = user.editor.page.area
        assert area.text == second.target
        assert area.text.startswith("Both countries " + word)
        assert area.cursor_offset == second.end
        assert user.stored()[1].target == second.target
        assert user.stored()[1].origin is Origin.HUMAN
        assert user.stored()[1].based_on is Origin.MT
        await user.press("ctrl+z")
        assert area.text == TYPED


@pytest.mark.parametrize("at", [0, 2, 4])
async def test_the_first_word_has_others_too(
    ws: Workspace, document: Document, quiet: None, at: int
) -> None:
    async with at_the_word(ws, document, at=at) as user:
        found = popup(user)._found
        words = [one.target[: one.end] for one in found]
        assert {one.start for one in found} == {0}
        assert "both" not in {word.lower() for word in words}
        assert len(set(words)) == len(words)
        await user.press("1")
        area = user.editor.page.area
        assert (area.text, area.cursor_offset) == (found[0].target, found[0].end)
        await user.press("ctrl+z")
        assert area.text == TYPED


async def test_arrows_and_enter_choose(ws: Workspace, document: Document, quiet: None) -> None:
    async with at_the_word(ws, document) as user:
        third = popup(user)._found[2].target
        await user.press("down", "down", "enter")
        assert user.editor.page.area.text == third


async def test_escape_changes_nothing(ws: Workspace, document: Document, quiet: None) -> None:
    async with at_the_word(ws, document) as user:
        await user.press("escape")
        assert user.editor.page.area.text == TYPED
        assert not isinstance(user.app.screen, AlternativesPopup)


async def test_the_same_key_lists_sentences(ws: Workspace, document: Document, quiet: None) -> None:
    async with at_the_word(ws, document) as user:
        await user.press("f10")
        await user.until(lambda: popup(user)._found)
        first = popup(user)._found[0]
        assert "Another sentence" in user.screen_text()
        assert (first.start, first.end) == (0, len(first.target))
        await user.press("1")
        assert user.editor.page.area.text == first.target


async def test_the_list_stays_in_the_window(ws: Workspace, document: Document, quiet: None) -> None:
    async with at_the_word(ws, document, (80, 24)) as user:
        box = popup(user).query_one("#box").region
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= 80
        assert box.bottom <= 24


async def test_an_engine_that_can_only_translate_has_none(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f10")
        await user.see("The model has no other one here.")
        await user.press("escape")
