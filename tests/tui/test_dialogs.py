"""What opens over the editor: help, palette, find, go to, concordance, checks."""

from __future__ import annotations

from pathlib import Path

from tests.tui.fakes import User
from workbench.services.workspace import Workspace
from workbench.tui.app import WorkbenchApp
from workbench.tui.keys import EDITOR, key_name
from workbench.tui.rows import line_text
from workbench.tui.screens.help import help_lines
from workbench.tui.screens.issues import IssuesDialog

TRADE = "The two sides agreed to expand trade."


async def test_help_opens_and_closes(app: WorkbenchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("f1")
        assert "Keys and marks" in user.screen_text()
        await user.press("pagedown", "escape")
        assert "Keys and marks" not in user.screen_text()


def test_help_names_every_key_and_explains_it() -> None:
    text = " ".join(" ".join(line_text(line) for line in help_lines(EDITOR, 90)).split())
    for binding in EDITOR:
        assert binding.id
        assert binding.tooltip
        assert binding.group
        assert binding.tooltip in text
        if not binding.action.startswith(("take(", "insert_term(")):
            assert key_name(binding) in text
    assert len({binding.id for binding in EDITOR}) == len(EDITOR)


async def test_every_action_of_a_key_exists(app: WorkbenchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        editor = User(pilot).editor
        for binding in EDITOR:
            name = binding.action.partition("(")[0].removeprefix("app.")
            holder = app if binding.action.startswith("app.") else editor
            assert hasattr(holder, f"action_{name}"), binding.action


async def test_the_palette_knows_the_commands(app: WorkbenchApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        user = User(pilot)
        await user.rest()
        titles = [c.title for c in app.get_system_commands(user.editor)]
        assert "Confirm  (Enter)" in titles
        assert "Theme: light" in titles
        await pilot.press("ctrl+p")
        await pilot.press(*"draft all")
        await user.see("Draft the whole document in the background")
        await pilot.press("enter")
        await user.until(lambda: user.editor.drafting.everything)


async def test_find_goes_to_the_segment(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+f", *"码头", "enter")
        assert user.editor.desk.index == 4
        await user.press("ctrl+f", *"of 9", "down", "enter")
        assert "9 characters" in user.editor.page.area.text
        await user.press("ctrl+f", *"nowhere")
        assert "Not found." in user.screen_text()
        await user.press("escape")


async def test_go_to_takes_any_number_to_the_nearest_segment(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", *"999", "enter")
        assert user.editor.desk.index == 7
        await user.press("ctrl+g", "escape")
        assert user.editor.desk.index == 7


async def test_concordance_finds_both_sides_and_puts_the_target_in(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "2", "enter")
        await user.type(TRADE)
        await user.press("enter")
        await user.type("See:")
        await user.press("f3", *"贸易")
        assert "port.txt · LW · 3 May 2026" in user.screen_text()
        await user.press("enter")
        assert user.editor.page.area.text == f"See: {TRADE}"


async def test_the_checks_list_what_is_wrong_and_lead_there(
    app: WorkbenchApp, ws: Workspace
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "4", "enter")
        await user.type("Last year's throughput was large large.")
        await user.press("ctrl+home", "f8")
        assert "What the checks find" in user.screen_text()
        dialog = app.screen
        assert isinstance(dialog, IssuesDialog)
        numbers = [user.editor.desk.sheet.index_of(f.segment.id) for f in dialog.found]
        await user.press(*["down"] * numbers.index(3), "enter")
        assert user.editor.desk.index == 3


async def test_issues_follow_the_typing(app: WorkbenchApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.press("ctrl+g", "4", "enter")
        await user.type("Throughput was was 12 million tonnes")
        assert user.editor.panels.issues.count > 0
        await user.type("Throughput last year reached 12 million tonnes.")
        assert user.editor.panels.issues.count == 0


async def test_the_finished_document_is_written(app: WorkbenchApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        user = User(pilot)
        await user.rest()
        await user.type("A year of the open port")
        await user.editor.action_export()
        await user.rest()
        assert str(tmp_path / "port.en.txt") in user.screen_text()
        await user.press("enter")
        await user.see("Wrote ")
    assert (tmp_path / "port.en.txt").read_text("utf-8").startswith("A year of the open port\n\n")


async def test_a_file_is_not_replaced_unasked(app: WorkbenchApp, tmp_path: Path) -> None:
    path = tmp_path / "port.en.txt"
    path.write_text("by hand", "utf-8")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        user = User(pilot)
        await user.rest()
        await user.editor.action_export()
        await user.press("enter")
        await user.see("port.en.txt is there already.")
        assert path.read_text("utf-8") == "by hand"
        await user.press("enter")
        await user.see("Wrote ")
    assert path.read_text("utf-8") != "by hand"
