"""The source words of the target word under the cursor, and the other way round."""

from __future__ import annotations

from tests.tui.fakes import User
from workbench.core.document import Document
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


async def test_an_engine_that_can_only_translate_points_nowhere(app: WorkbenchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("right", "right")
        await pilot.pause(0.4)
        await user.rest()
        assert pointed(user) == []
