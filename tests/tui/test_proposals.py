"""Likely scanning errors: listed, accepted with their history, dismissed for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.fakes import FakeEngine, User
from workbench.services import documents
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp

SCANNED = "港口为地区经济注人新动力。会议在北京召开，各国代表出席了会议。\n"


@pytest.fixture
def scanned(
    ws: Workspace, engine: FakeEngine, quiet: None, tmp_path: Path
) -> Iterator[WorkbenchApp]:
    """An editor of a text with a character misread."""
    path = tmp_path / "scanned.txt"
    path.write_text(SCANNED, "utf-8")
    app = WorkbenchApp(ws, load=lambda: engine)
    app.hold(documents.import_document(ws, path).id)
    yield app
    app.release()


async def test_a_proposal_is_accepted_and_undone(scanned: WorkbenchApp) -> None:
    async with scanned.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f16")
        await user.see("注人 → 注入")
        await user.press("enter")
        await user.see("Nothing looks like a scanning error")
        await user.press("escape")
        assert "注入新动力" in user.stored()[0].source
        assert "The source is corrected." in user.screen_text()
        await user.press("ctrl+z")
        assert "注人新动力" in user.stored()[0].source


async def test_a_key_that_comes_while_one_is_settled_is_no_error(scanned: WorkbenchApp) -> None:
    async with scanned.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f16")
        await user.see("注人 → 注入")
        scanned.screen.action_choose()  # type: ignore[attr-defined]
        scanned.screen.action_choose()  # type: ignore[attr-defined]
        await user.see("Nothing looks like a scanning error")
        assert "That did not work" not in user.screen_text()
        assert "注入新动力" in user.stored()[0].source


async def test_what_is_dismissed_is_not_proposed_again(scanned: WorkbenchApp) -> None:
    async with scanned.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f16")
        await user.see("注人 → 注入")
        await user.press("x")
        await user.see("Nothing looks like a scanning error")
        await user.press("escape", "f16")
        await user.see("Nothing looks like a scanning error")
        assert "注人新动力" in user.stored()[0].source
