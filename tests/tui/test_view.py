"""The editor's view: scrolling, the mouse, and looking without touching."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.fakes import FakeEngine, User
from workbench.core.document import Document
from workbench.services import documents, editing, glossary
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp


async def test_a_target_taller_than_the_window_follows_its_cursor(app: WorkbenchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "3", "enter")
        area, view = user.editor.page.area, user.editor.page.view
        area.put(" ".join(f"word{n}" for n in range(300)))
        await user.rest()

        def cursor_is_seen() -> bool:
            return view.region.contains(*area.cursor_screen_offset)

        assert cursor_is_seen()
        assert "word299" in user.screen_text()
        for _ in range(3):
            await user.press(*["up"] * 12)
            assert cursor_is_seen()
        assert "word299" not in user.screen_text()
        await user.press(*"xyz")
        assert "xyz" in user.screen_text()
        assert "xyz" in user.stored()[2].target


async def test_the_mouse_selects_segments_terms_and_suggestions(
    app: WorkbenchApp, ws: Workspace
) -> None:
    glossary.add(ws, "智慧港口", "smart port")
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        rows = user.screen_text().splitlines()
        y = next(n for n, row in enumerate(rows) if "双方同意深化" in row)
        await pilot.click(offset=(40, y))
        await user.rest()
        assert user.editor.desk.index == 2
        await user.press("ctrl+e")
        await pilot.click("#terms", offset=(3, 1))
        await user.rest()
        assert user.editor.page.area.text == user.editor.lookups.uses[0].hit.term.preferred
        await pilot.click("#suggestions", offset=(3, 2))
        await user.rest()
        assert user.stored()[2].target == "Draft of 18 characters."


async def test_the_wheel_scrolls_and_typing_comes_back(long_app: WorkbenchApp) -> None:
    async with long_app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        view = user.editor.page.view
        view.scroll_to(y=60, animate=False, force=True)
        await user.rest()
        assert "第0段" not in user.screen_text()
        assert user.editor.desk.index == 0
        await user.press("x")
        assert "第0段" in user.screen_text()
        assert user.editor.page.area.text.startswith("x")


async def test_the_current_segment_is_seen_whatever_the_window(
    ws: Workspace, engine: FakeEngine, quiet: None, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.txt"
    sentence = "去年port terminal的throughput增长很快，"
    path.write_text("\n\n".join(f"第{n}段，{sentence * (n % 7)}完。" for n in range(80)), "utf-8")
    app = WorkbenchApp(ws, load=lambda: engine)
    app.hold(documents.import_document(ws, path).id)
    async with app.run_test(size=(160, 40)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "4", "8", "enter")
        for size in [(80, 24), (160, 40), (40, 10), (200, 60), (70, 15), (101, 30), (45, 11)]:
            await pilot.resize_terminal(*size)
            await user.rest()
            assert "▌ 48" in user.screen_text(), user.screen_text()
    app.release()


@pytest.mark.parametrize("target", ["No\u00a0break", "Two\nlines", " padded ", "A\ttab"])
async def test_passing_by_changes_nothing(
    app: WorkbenchApp, ws: Workspace, document: Document, target: str
) -> None:
    editing.save_target(ws, document.segments[1].id, target)
    app.release()
    app.hold(document.id)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        before = user.stored()
        await user.press("ctrl+down", "left", "ctrl+down", "ctrl+up", "ctrl+s")
        assert user.stored()[1] == before[1]
        assert user.stored()[1].target == target
