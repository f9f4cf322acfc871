"""The source words of the target word under the cursor, and the other way round."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tui.fakes import User
from workbench.core.document import Document
from workbench.engines.base import Engine
from workbench.errors import EngineError
from workbench.services import engines
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp

TYPED = "Both sides agreed to expand trade."


def pointed(user: User) -> list[str]:
    view = user.editor.page.view
    source = user.editor.desk.segment.source
    return [source[span.start : span.end] for span in view._aligned]


async def test_words_are_pointed_at_both_ways(
    ws: Workspace, document: Document, quiet: None
) -> None:
    app = WorkbenchApp(ws, load=lambda: engines.load("embedded"))
    app.hold(document.id)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+down")
        await user.type(TYPED)
        area = user.editor.page.area
        area.move_cursor((0, TYPED.index("trade") + 1))
        await user.until(lambda: pointed(user) == ["贸易"])
        area.move_cursor((0, TYPED.index("agreed") + 1))
        await user.until(lambda: pointed(user) == ["同意"])
        view = user.editor.page.view
        row = view.target_region().y
        at = user.editor.desk.segment.source.index("扩大")
        await pilot.click(view, offset=(view.columns.source + 2 * at, row))
        await user.until(lambda: pointed(user) == ["扩大"])
        assert area.cursor_offset == TYPED.index("expand")
        assert user.stored()[1].target == TYPED
        await user.press("ctrl+up")
        assert "扩大" not in pointed(user)
    app.release()


async def test_a_failing_engine_is_told_once_and_points_nowhere(
    app: WorkbenchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fail(_engine: Engine, _source: str, target: str) -> Any:
        asked.append(target)
        raise EngineError("the model fell over")

    monkeypatch.setattr("workbench.services.word_links.links", fail)
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.see("Source words are not highlighted any more: the model fell over")
        assert pointed(user) == []
        user.editor.keys.hush()
        await pilot.press("ctrl+down", "right")
        await pilot.pause(0.4)
        await user.rest()
        assert len(asked) == 1
        assert "not highlighted" not in user.screen_text()
        await user.type("Typed all the same.")
        assert user.stored()[1].target == "Typed all the same."


async def test_an_engine_that_can_only_translate_points_nowhere(app: WorkbenchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("right", "right")
        await pilot.pause(0.4)
        await user.rest()
        assert pointed(user) == []
