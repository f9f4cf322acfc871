"""The top line: what does not fit is said more shortly, the least important first."""

from __future__ import annotations

import pytest

from tests.tui.fakes import User
from workbench.tui.app import WorkbenchApp
from workbench.tui.widgets.status_bar import Standing


@pytest.mark.parametrize(
    ("busy", "expected"),
    [
        ("an engine", "a-long-name-of.… · 9/164 · ¶ 5/54 · 0 % · 47 ?"),
        ("an engine · int8 · drafting 59", "a-long-na… · 9/164 · 0 % · 47 ?"),
        ("an engine that has a very long name · drafting 59", "a-long-na… · 9/164 · 0 % · 47 ?"),
    ],
)
async def test_a_long_name_is_cut_before_it_is_left_out(
    app: WorkbenchApp, busy: str, expected: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        status = user.editor.desk.status
        status.standing = Standing("a-long-name-of.a-document.txt", 9, 164, 5, 54, doubtful=47)
        status.engine = (busy, "dim")
        await pilot.pause()
        row = user.screen_text().splitlines()[0]
        assert row.strip().startswith(expected)
        assert "saved → default" in row
        assert len(row) <= 80


@pytest.mark.parametrize(
    ("width", "named"), [(80, "the-agenc…"), (200, "the-agency-of-the-whole…")]
)
async def test_a_long_name_of_a_memory_is_cut(app: WorkbenchApp, width: int, named: str) -> None:
    async with app.run_test(size=(width, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        status = user.editor.desk.status
        status.memory, status.fills = "the-agency-of-the-whole-wide-world", False
        await pilot.pause()
        assert f"saved → {named} · no filling · " in user.screen_text().splitlines()[0]
