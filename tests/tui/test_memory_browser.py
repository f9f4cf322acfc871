"""The browser of the memories, used by its keys; what it does is in the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.fakes import User
from workbench.core.bead import Bead
from workbench.core.memory import Unit
from workbench.core.unit_filter import ALL
from workbench.errors import StorageError
from workbench.services import alignment, browsing, maintenance, memories
from workbench.services.workspace import Workspace
from workbench.storage import memory as storage
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.memory import MemoryScreen

PAIRS = (
    ("双方扩大海关合作。", "The two sides expand customs cooperation."),
    ("智慧港口是方向。", "Smart ports are the way ahead."),
    ("智慧港口是方向。", "Intelligent ports are the future."),
    ("港口扩大了。", "The port has been expanded."),
)


@pytest.fixture(autouse=True)
def units(ws: Workspace) -> None:
    """A few pairs in the memory, the last one newest."""
    beads = [Bead((source,), (target,), 0, 0) for source, target in PAIRS]
    alignment.store(ws, beads, name="harbour.tmx")


def browser(user: User) -> MemoryScreen:
    assert isinstance(user.app.screen, MemoryScreen)
    return user.app.screen


def listed(user: User) -> list[str]:
    return [found.unit.target for found in browser(user).units.page.found]


def stored(ws: Workspace) -> list[str]:
    return [found.unit.target for found in browsing.browse(ws, "").found]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (44, 14)])
async def test_it_lists_the_newest_first_and_searches(
    app: WorkbenchApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21")
        assert listed(user) == [target for _, target in reversed(PAIRS)]
        assert "4 units, newest first" in user.screen_text()
        await user.press(*"port")
        assert listed(user) == [PAIRS[3][1], PAIRS[2][1], PAIRS[1][1]]
        await user.press(*" nowhere")
        assert "No unit is like that." in user.screen_text()
        await user.press("escape")
        assert user.app.screen is user.editor


async def test_an_empty_memory_says_what_fills_it(app: WorkbenchApp, ws: Workspace) -> None:
    maintenance.delete_where(ws, ALL)
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21")
        assert "each segment that you confirm becomes one" in user.screen_text()
        await user.press("enter", "ctrl+d", "f7", "f8", "f4", "down", "escape")
        assert user.app.screen is user.editor


async def test_it_opens_with_what_is_selected(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter")
        await user.type("customs")
        await user.press(*["shift+left"] * 7, "f21")
        assert listed(user) == [PAIRS[0][1]]


async def test_a_target_is_edited_in_its_place(app: WorkbenchApp, ws: Workspace) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "enter", *" Twice.")
        area = browser(user).units.area
        row = user.screen_text().splitlines()[area.region.y]
        assert row.endswith("The port has been expanded. Twice.")
        assert stored(ws)[0] == PAIRS[3][1]
        await user.press("enter")
        assert stored(ws)[0] == "The port has been expanded. Twice."
        assert "Stored." in user.screen_text()
        assert browser(user).line.has_focus


async def test_both_sides_are_edited_at_once(app: WorkbenchApp, ws: Workspace) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "down", "f4", "home", *"新", "tab", *" Yes.", "enter")
        edited = browsing.browse(ws, "新智慧").found[0].unit
        assert (edited.source, edited.target) == ("新智慧港口是方向。", f"{PAIRS[2][1]} Yes.")
        assert edited.changed_by == "LW"
        assert browser(user).units.rows.cursor == 1


async def test_an_edit_that_is_left_changes_nothing(app: WorkbenchApp, ws: Workspace) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "enter", *"xyz", "ctrl+d", "f7", "escape")
        assert stored(ws) == listed(user) == [target for _, target in reversed(PAIRS)]
        assert "xyz" not in user.screen_text()
        await user.press("enter", "enter")
        assert maintenance.operations(ws) == ()


async def test_a_click_does_not_lose_what_is_typed(app: WorkbenchApp, ws: Workspace) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "enter", *" Twice.")
        await pilot.click(browser(user).units.rows, offset=(4, 4))
        await user.rest()
        assert browser(user).units.rows.cursor == 0
        await user.press("enter")
        assert stored(ws)[0].endswith("Twice.")


async def test_what_is_deleted_comes_back(app: WorkbenchApp, ws: Workspace) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "down", "ctrl+d")
        assert listed(user) == stored(ws) == [PAIRS[3][1], PAIRS[1][1], PAIRS[0][1]]
        assert "Deleted; ^Z brings it back." in user.screen_text()
        await user.press("ctrl+z")
        assert listed(user) == stored(ws) == [target for _, target in reversed(PAIRS)]
        assert "Undone: deleted 1 unit" in user.screen_text()
        await user.press("ctrl+y")
        assert len(stored(ws)) == 3
        await user.press("ctrl+y")
        assert "There is nothing to redo." in user.screen_text()


async def test_what_a_unit_was_is_put_back(app: WorkbenchApp, ws: Workspace) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "f7")
        assert "Nobody has changed this unit" in user.screen_text()
        await user.press("escape", "enter", *" Twice.", "enter", "f7")
        assert "edited by LW · 3 May 2026, 09:30" in user.screen_text()
        await user.press("enter")
        assert stored(ws)[0] == PAIRS[3][1]


async def test_units_with_other_targets_are_marked_and_found(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21")
        assert "≠ 2 with other targets too" in user.screen_text()
        assert "≠ 智慧港口" in user.screen_text()
        await user.press("down", "f8")
        assert listed(user) == [PAIRS[2][1], PAIRS[1][1]]
        await user.press("f8")
        assert len(listed(user)) == 4


async def test_filters_are_typed_or_chosen(app: WorkbenchApp, ws: Workspace) -> None:
    agency = memories.add(ws, "agency")
    theirs = Unit("泊位", "berth", memory=agency.id, document="list", created_by="AB")
    with ws.database.transaction() as session:
        storage.insert(session, [theirs, replace(theirs, source="码头", target="quay")])
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", *"memory:agency")
        assert listed(user) == ["quay", "berth"]
        assert "agency · list · AB" in user.screen_text()
        await user.press(*" quay")
        assert listed(user) == ["quay"]
        await user.press(*["backspace"] * 18, "ctrl+f", *"harbour", "enter")
        assert browser(user).line.value == "document:harbour.tmx"
        assert len(listed(user)) == 4
        await user.press(*" since:soon")
        assert "“soon” is no date" in user.screen_text()


async def test_an_expression_is_searched_for_as_it_is_typed(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", *"re:[SI].* ports")
        assert listed(user) == [PAIRS[2][1], PAIRS[1][1]]
        await user.press(*"(")
        assert listed(user) == []
        assert "[SI].* ports(" in user.screen_text()


async def test_a_target_is_put_into_the_text(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter")
        await user.type("See:")
        await user.press("f21", "down", "ctrl+o")
        assert user.editor.page.area.text == f"See: {PAIRS[2][1]}"


async def test_a_unit_of_a_read_only_memory_stays(app: WorkbenchApp, ws: Workspace) -> None:
    memories.add(ws, "own")
    memories.use(ws, 1, "own")
    memories.set_default(ws, "own")
    memories.change(ws, "default", read_only=True)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "enter")
        assert "Its memory “default” is read-only." in user.screen_text()
        assert browser(user).line.has_focus
        await user.press("ctrl+d")
        await user.see("its memory “default” is read-only")
        assert len(listed(user)) == len(stored(ws)) == 4


async def test_a_change_that_fails_is_told_and_changes_nothing(
    app: WorkbenchApp, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise StorageError("the disk is full", hint="Make room.")

    monkeypatch.setattr("workbench.services.maintenance.edit", fail)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21", "enter", *"xyz", "enter")
        await user.see("the disk is full")
        assert listed(user) == stored(ws)
        assert browser(user).units.area.text.endswith("xyz")
        assert browser(user).units.area.has_focus


async def test_more_units_come_as_one_goes_down(app: WorkbenchApp, ws: Workspace) -> None:
    beads = [Bead((f"第{n}个泊位",), (f"Berth {n}",), 0, 0) for n in range(150)]
    alignment.store(ws, beads, name="berths.tmx")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f21")
        assert len(listed(user)) == 100
        assert "100 of 154 units" in user.screen_text()
        while browser(user).units.rows.cursor < 95:
            await user.press("pagedown")
        assert len(listed(user)) == 154
        assert browser(user).units.selected is not None
        assert browser(user).units.rows.cursor >= 95
