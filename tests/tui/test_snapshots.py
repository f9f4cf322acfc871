"""Pictures of the screen at three sizes; nothing in them moves, no clock and no cursor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from tests.tui.fakes import User
from workbench.core.bead import Bead
from workbench.services import alignment, editing, glossary
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp

SIZES = [(80, 24), (120, 36), (200, 60)]
Compare = Callable[..., bool]
Play = Callable[[Pilot[int]], Awaitable[None]]


@pytest.fixture
def prepared(make_app: Callable[[], WorkbenchApp], ws: Workspace) -> WorkbenchApp:
    """An editor of a document that has been worked on."""
    glossary.add(ws, "智慧港口", "smart port", forbidden=["intelligent harbour"])
    app = make_app()
    assert app.editor is not None
    ids = [segment.id for segment in app.editor.desk.sheet.segments]
    editing.confirm(ws, ids[0], "One year of an open port")
    editing.confirm(ws, ids[1], "The two sides agreed to expand trade.")
    editing.save_target(ws, ids[4], "Reporters saw a quiet quay, “with hardly a soul in sight”.")
    editing.set_locked(ws, ids[7], True)
    source, target = "去年吞吐量达到1100万吨。", "Last year throughput reached 11 million tonnes."
    alignment.store(ws, [Bead((source,), (target,), 0, 0)], name="harbour.tmx")
    app.release()
    return make_app()


def playing(*keys: str) -> Play:
    """Press keys and wait until everything rests."""

    async def play(pilot: Pilot[int]) -> None:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        user.editor.page.area.put("Both build an intelligent harbour")
        await user.rest()
        if keys:
            await user.press(*keys)

    return play


@pytest.mark.parametrize("size", SIZES)
def test_the_editor(snap_compare: Compare, prepared: WorkbenchApp, size: tuple[int, int]) -> None:
    assert snap_compare(prepared, terminal_size=size, run_before=playing())


@pytest.mark.parametrize("size", SIZES)
def test_the_light_theme(
    snap_compare: Compare, prepared: WorkbenchApp, size: tuple[int, int]
) -> None:
    prepared.theme = "workbench-light"
    assert snap_compare(prepared, terminal_size=size, run_before=playing())


@pytest.mark.parametrize("size", SIZES)
def test_the_help(snap_compare: Compare, prepared: WorkbenchApp, size: tuple[int, int]) -> None:
    assert snap_compare(prepared, terminal_size=size, run_before=playing("f1"))


@pytest.mark.parametrize("size", SIZES[:2])
def test_a_fuzzy_match(
    snap_compare: Compare, prepared: WorkbenchApp, size: tuple[int, int]
) -> None:
    assert snap_compare(prepared, terminal_size=size, run_before=playing("ctrl+down"))


def test_the_terms_as_a_tab(snap_compare: Compare, prepared: WorkbenchApp) -> None:
    assert snap_compare(prepared, terminal_size=(80, 24), run_before=playing("ctrl+t"))


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_concordance(
    snap_compare: Compare, prepared: WorkbenchApp, size: tuple[int, int]
) -> None:
    play = playing("f3", *"贸易", "tab")
    assert snap_compare(prepared, terminal_size=size, run_before=play)


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_browser_of_the_memory(
    snap_compare: Compare, prepared: WorkbenchApp, size: tuple[int, int]
) -> None:
    assert snap_compare(prepared, terminal_size=size, run_before=playing("f21", "down"))


def test_reviewing_beads(snap_compare: Compare, prepared: WorkbenchApp) -> None:
    assert snap_compare(prepared, terminal_size=(120, 36), run_before=playing("f7", "enter"))


def test_a_small_window(snap_compare: Compare, prepared: WorkbenchApp) -> None:
    assert snap_compare(prepared, terminal_size=(44, 14), run_before=playing())
