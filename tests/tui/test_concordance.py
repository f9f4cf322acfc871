"""The concordance beside the text: what is selected is searched, what is chosen is put in."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from textual.events import MouseMove

from tests.tui.fakes import User
from workbench.core.bead import Bead
from workbench.errors import StorageError
from workbench.services import alignment, concordance
from workbench.services.workspace import Workspace
from workbench.tui import settings
from workbench.tui.app import WorkbenchApp
from workbench.tui.widgets.concordance_panel import ConcordancePanel
from workbench.tui.widgets.selecting_view import Selected

PAIRS = (
    ("双方扩大海关合作。", "The two sides expand customs cooperation."),
    ("智慧港口是方向。", "Smart ports are the way ahead."),
    ("港口扩大了。", "The port has been expanded."),
)


@pytest.fixture(autouse=True)
def units(ws: Workspace) -> None:
    """A few pairs in the memory."""
    beads = [Bead((source,), (target,), 0, 0) for source, target in PAIRS]
    alignment.store(ws, beads, name="harbour.tmx")


def panel(user: User) -> ConcordancePanel:
    return user.editor.panels.memory


def listed(user: User) -> list[str]:
    return [found.unit.target for found in panel(user).hits.found]


async def begin(user: User, text: str = "See:") -> None:
    """Go to the second segment and write something there."""
    await user.rest()
    await user.press("ctrl+g", "2", "enter")
    await user.type(text)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 14)])
async def test_words_are_typed_and_the_target_is_put_in(
    app: WorkbenchApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", *"海关")
        assert listed(user) == [PAIRS[0][1]]
        assert "customs" in user.screen_text()
        await user.press("enter")
        assert user.editor.page.area.text == f"See: {PAIRS[0][1]}"
        assert user.app.focused is user.editor.page.area


async def test_what_is_selected_in_the_target_is_searched(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user, "the port")
        await user.press("f3", "escape")
        await user.press(*["shift+left"] * 4)
        assert panel(user).words == "port"
        assert listed(user) == [PAIRS[2][1], PAIRS[1][1]]
        assert panel(user).border_title == "Memory 2"
        await user.press(*["shift+left"] * 4)
        assert panel(user).words == '"the port"'
        assert listed(user) == [PAIRS[2][1]]


async def test_a_closed_panel_searches_nothing_until_it_is_opened(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user, "port")
        await user.press(*["shift+left"] * 4)
        assert not panel(user).display
        assert not listed(user)
        await user.press("f3")
        assert panel(user).display
        assert len(listed(user)) == 2


async def test_on_a_narrow_screen_the_tab_says_how_many_there_are(app: WorkbenchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await begin(user, "port")
        await user.press(*["shift+left"] * 4)
        assert "Memory 2" in user.screen_text()
        await user.press("f3", "escape")
        assert user.editor.panels.active == 0


async def test_words_of_the_source_are_picked_by_keys(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3")
        assert panel(user).words == "双方同意"
        await user.press("right")
        assert panel(user).words == "扩大"
        assert listed(user) == [PAIRS[2][1], PAIRS[0][1]]
        assert user.editor.page.view.selected == Selected(1, 4, 6)
        await user.press("shift+right")
        assert panel(user).words == "扩大贸易"
        assert "Nothing in the memory has these words." in user.screen_text()
        await user.press("shift+left", "left")
        assert panel(user).words == "双方同意"
        await user.press("ctrl+left", "ctrl+left")
        assert panel(user).words == "双方"
        await user.press("escape")
        assert not user.editor.page.view.selected_words
        assert user.editor.page.area.text == "See:"


async def test_what_is_typed_takes_the_place_of_what_was_picked(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", *"ports")
        assert panel(user).words == "ports"
        assert user.editor.page.view.selected is None
        await user.press("left", "x")
        assert panel(user).words == "portxs"


async def test_the_mouse_selects_in_any_source(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", "escape")
        view = user.editor.page.view
        index = 2
        at = view.sheet.segments[index].source.index("智慧港口")
        y = view.layout_rows.top(view.sheet.item_of[index])
        row, cell = divmod(2 * at, view.columns.source_width)
        x = view.columns.source + cell
        await pilot.mouse_down(view, offset=(x, y + row))
        row, cell = divmod(2 * (at + 3), view.columns.source_width)
        view.post_message(moved_to(view.columns.source + cell, y + row))
        await pilot.mouse_up(view, offset=(view.columns.source + cell, y + row))
        await user.rest()
        assert view.selected_words == "智慧港口"
        assert listed(user) == [PAIRS[1][1]]
        assert user.editor.desk.index == 1


def moved_to(x: int, y: int) -> MouseMove:
    """A movement of the mouse with its button down, which a pilot cannot make."""
    return MouseMove(None, x, y, 0, 0, 1, False, False, False)


async def test_a_part_of_the_target_is_put_in(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", *"海关", "tab")
        assert panel(user).hits.chosen == "The"
        await user.press("right", "right", "right", "right", "shift+right")
        assert panel(user).hits.chosen == "customs cooperation"
        await user.press("enter")
        assert user.editor.page.area.text == "See: customs cooperation"


async def test_the_words_that_were_looked_for_are_the_part_at_first(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", *"cust", "tab")
        assert panel(user).hits.chosen == "customs"
        await user.press("escape")
        assert panel(user).hits.chosen == PAIRS[0][1]
        assert panel(user).line.has_focus


async def test_a_locked_segment_takes_nothing(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("ctrl+l", "f3", *"海关", "enter")
        assert user.editor.page.area.text == "See:"
        assert "locked" in user.screen_text()


async def test_the_keys_of_the_text_do_nothing_from_the_panel(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", *"nowhere", "enter", "ctrl+e", "alt+1", "f12", "ctrl+down")
        assert user.editor.desk.index == 1
        assert user.stored()[1].target == "See:"
        assert not user.stored()[1].status.is_final
        assert "Esc back" in user.screen_text().splitlines()[-1]


async def test_it_stays_open_over_sessions_until_it_is_closed(
    make_app: Callable[[], WorkbenchApp],
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f3", "escape")
        assert panel(user).display
    assert settings.read().concordance
    async with make_app().run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        assert panel(user).display
        await user.press("escape")
        assert not panel(user).display
        await user.press("f3", "f3")
        assert not panel(user).display
        assert user.app.focused is user.editor.page.area
    assert not settings.read().concordance


async def test_keys_do_not_wait_for_a_search(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, asked = Event(), list[str]()
    search = concordance.concordance

    def slow(ws: Workspace, query: str, **options: Any) -> Any:
        asked.append(query)
        gate.wait(20)
        return search(ws, query, **options)

    monkeypatch.setattr("workbench.services.concordance.concordance", slow)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await pilot.press("f3", *"port")
        await user.until(lambda: "port" in asked)
        await pilot.press(*" smart")
        assert panel(user).words == "port smart"
        await user.until(lambda: "port smart" in asked)
        await pilot.press("escape", "x")
        assert user.editor.page.area.text == "See:x"
        gate.set()
        await user.rest()
        assert listed(user) == [PAIRS[1][1]]


async def test_a_search_that_fails_is_told(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise StorageError("the disk is gone", hint="Look at it.")

    monkeypatch.setattr("workbench.services.concordance.concordance", fail)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", *"港口")
        assert "the disk is gone" in user.screen_text()
        await user.press("escape")
        assert user.app.focused is user.editor.page.area


async def test_what_is_picked_stays_picked_when_the_window_changes(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await begin(user)
        await user.press("f3", "right")
        await pilot.resize_terminal(80, 24)
        await user.rest()
        await user.press("left")
        assert panel(user).words == "双方同意"
        assert user.editor.page.view.selected == Selected(1, 0, 4)


async def test_a_word_with_han_is_picked_before_a_number(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "4", "enter", "f4", "home", *"2026 ", "enter", "f3")
        assert panel(user).words == "去年"
