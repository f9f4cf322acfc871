"""The editor with the model that ships with the workbench: drafts come, and say what made them."""

from __future__ import annotations

from tests.tui.fakes import User
from workbench.core.document import Document
from workbench.core.status import Origin
from workbench.services import engines
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp


async def test_the_embedded_model_drafts_and_is_named(
    ws: Workspace, document: Document, quiet: None
) -> None:
    app = WorkbenchApp(ws, load=lambda: engines.load("embedded"))
    app.hold(document.id)
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        segments = user.stored()
        assert all(segment.target for segment in segments)
        assert {segment.origin for segment in segments} == {Origin.MT}
        assert {"embedded model" in segment.engine for segment in segments} == {True}
        assert user.screen_text().count("embedded model") >= 2
        assert all(s.is_machine_draft for s in segments)
    app.release()
