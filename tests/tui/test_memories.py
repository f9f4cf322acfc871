"""The memory that the document writes to, filling forward, and what is kept apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.fakes import User
from workbench.core.document import Document
from workbench.services import concordance, memories
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp

TRADE = "The two sides agreed to expand trade."


def units_of(ws: Workspace, words: str) -> set[int]:
    return {found.unit.memory for found in concordance.concordance(ws, words)}


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_memory_that_is_written_to_is_named(
    app: WorkbenchApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        assert "saved → default" in user.screen_text().splitlines()[0]


async def test_another_memory_is_chosen_and_written_to(app: WorkbenchApp, ws: Workspace) -> None:
    agency = memories.add(ws, "agency", note="theirs")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f24")
        assert "theirs" in user.screen_text()
        await user.press(*"agen", "enter")
        assert "saved → agency" in user.screen_text().splitlines()[0]
        await user.press("ctrl+g", "2", "enter")
        await user.type(TRADE)
        await user.press("enter")
        assert units_of(ws, TRADE) == {agency.id}
    assert memories.of_document(ws, user.editor.desk.sheet.document.id) == agency


async def test_a_new_memory_is_made_by_its_name(app: WorkbenchApp, ws: Workspace) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f24", *"ports", "enter")
        assert "→ ports" in user.screen_text().splitlines()[0]
    assert memories.named(ws, "ports").created_by == "LW"


async def test_a_read_only_memory_is_not_written_to(
    app: WorkbenchApp, ws: Workspace, document: Document
) -> None:
    memories.add(ws, "agency", read_only=True)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f24", *"agency", "enter")
        assert "“agency” is read-only" in user.screen_text()
        await user.press("escape")
        assert "→ default" in user.screen_text().splitlines()[0]
    assert memories.of_document(ws, document.id).name == "default"


async def test_a_click_on_the_name_lets_one_choose(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        row = user.screen_text().splitlines()[0]
        await pilot.click(user.editor.status, offset=(row.index("default"), 0))
        await user.rest()
        assert "Memory that this document writes to" in user.screen_text()
        await user.press("escape")
        await pilot.click(user.editor.status, offset=(row.index("saved"), 0))
        await user.rest()
        assert "Memory that this document writes to" not in user.screen_text()


async def test_the_memory_of_a_match_is_named_where_there_are_several(
    app: WorkbenchApp, ws: Workspace
) -> None:
    memories.add(ws, "agency")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter")
        await user.type(TRADE)
        await user.press("enter")
        await user.press("ctrl+g", "6", "enter")
        assert "default" in user.screen_text().split("Suggestions")[1]


async def test_repetitions_are_left_alone_where_that_is_switched_off(
    make_app: Callable[[], WorkbenchApp],
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        user.editor.action_toggle_filling()
        await user.rest()
        assert "→ default · no filling" in user.screen_text().splitlines()[0]
        await user.press("ctrl+g", "2", "enter")
        await user.type(TRADE)
        await user.press("enter")
        assert user.stored()[5].target != TRADE
    async with make_app().run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        assert "no filling" in user.screen_text().splitlines()[0]
        titles = [c.title for c in user.app.get_system_commands(user.editor)]
        assert "Filling forward: on" in titles


async def test_a_segment_is_kept_apart_from_its_repetitions(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "6", "enter", "ctrl+d")
        assert "6 ○≠" in user.screen_text()
        assert "kept apart" in user.screen_text()
        assert not user.stored()[5].propagates
        await user.press("ctrl+g", "2", "enter")
        await user.type(TRADE)
        await user.press("enter")
        assert user.stored()[5].target != TRADE
        await user.press("ctrl+g", "6", "enter", "ctrl+d")
        assert "≠" not in user.screen_text()
        assert user.stored()[5].propagates
        await user.press("ctrl+z")
        assert "≠" in user.screen_text()
