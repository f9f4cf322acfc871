"""The application around the editor: locks, picker, sizes, themes, terminals, ways out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import _ansi_sequences, events
from textual._xterm_parser import XTermParser
from textual.geometry import Size

from tests.tui.fakes import FakeEngine, User
from workbench.core.document import Document
from workbench.errors import DocumentLockedError, TerminalError, UsageError
from workbench.services import documents
from workbench.services.workspace import Workspace
from workbench.tui import settings, terminal
from workbench.tui.app import WorkbenchApp, run_editor
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.too_small import is_too_small


async def test_a_second_editor_of_a_document_is_refused(
    app: WorkbenchApp, ws: Workspace, document: Document
) -> None:
    other = WorkbenchApp(ws, load=FakeEngine)
    with pytest.raises(DocumentLockedError, match="has it open"):
        other.hold(document.id)
    app.release()
    other.hold(document.id)
    other.release()


async def test_two_documents_can_be_edited_side_by_side(
    app: WorkbenchApp, ws: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "other.txt"
    path.write_text("另一份文件。", "utf-8")
    other = WorkbenchApp(ws, load=FakeEngine)
    other.hold(documents.import_document(ws, path).id)
    other.release()


async def test_the_picker_lists_documents_and_opens_one(
    ws: Workspace, document: Document, quiet: None
) -> None:
    app = WorkbenchApp(ws, load=FakeEngine)
    async with app.run_test(size=(100, 30)) as pilot:
        user = User(pilot)
        await user.see("0 of 8 segments")
        assert isinstance(app.screen, PickerScreen)
        assert "port.txt" in user.screen_text()
        await pilot.press("enter")
        await user.until(lambda: app.editor)
        await user.rest()
        assert user.editor.desk.sheet.document.id == document.id
        assert "港口开放一周年" in user.screen_text()
        await pilot.press("ctrl+q")
    app.release()


async def test_the_picker_says_when_there_is_nothing(ws: Workspace) -> None:
    app = WorkbenchApp(ws, load=FakeEngine)
    async with app.run_test(size=(100, 30)) as pilot:
        await User(pilot).see("workbench edit FILE")
        await pilot.press("enter", "escape")
    assert app.return_value == 0


async def test_the_picker_tells_who_has_a_document_open(app: WorkbenchApp, ws: Workspace) -> None:
    other = WorkbenchApp(ws, load=FakeEngine)
    async with other.run_test(size=(100, 30), notifications=True) as pilot:
        await User(pilot).see("port.txt")
        await pilot.press("enter")
        await User(pilot).see("LW has it open")


async def test_a_window_that_is_too_small_says_so_and_comes_back(app: WorkbenchApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        user = User(pilot)
        await user.rest()
        await pilot.resize_terminal(20, 5)
        await user.rest()
        text = user.screen_text()
        assert "too small" in text
        assert "20×5, needs 40×10" in text
        assert "港口" not in text
        await pilot.press("x")
        await pilot.resize_terminal(100, 30)
        await user.rest()
        assert "港口开放一周年" in user.screen_text()
        assert user.editor.page.area.text == "Draft of 7 characters."


@pytest.mark.parametrize(("size", "small"), [((39, 40), True), ((40, 10), False), ((90, 9), True)])
def test_what_is_too_small(size: tuple[int, int], small: bool) -> None:
    assert is_too_small(Size(*size)) is small


@pytest.mark.parametrize("size", [(40, 10), (60, 16), (80, 24), (99, 30), (100, 30), (220, 70)])
async def test_every_size_shows_text_and_keys(app: WorkbenchApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        await user.rest()
        text = user.screen_text()
        assert "港口开放一周年" in text
        assert "Draft of 7" in text
        assert "F1 help" in text
        assert "1/8" in text or "1 of 8" in text


async def test_the_theme_is_remembered(make_app: Callable[[], WorkbenchApp]) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)):
        assert app.theme == "workbench-dark"
        app.action_toggle_dark()
    assert settings.read().theme == "workbench-light"
    assert make_app().theme == "workbench-light"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"theme": 3}', '{"theme": "no-such-theme"}'])
def test_a_damaged_settings_file_means_the_defaults(
    content: str, make_app: Callable[[], WorkbenchApp]
) -> None:
    settings.settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings.settings_path().write_text(content, "utf-8")
    assert make_app().theme == "workbench-dark"


def test_without_a_terminal_the_editor_says_so(ws: Workspace, document: Document) -> None:
    with pytest.raises(TerminalError, match="needs a terminal"):
        run_editor(ws, document.id)


def test_a_document_without_text_is_refused(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text("3\n\n4\n", "utf-8")
    app = WorkbenchApp(ws, load=FakeEngine)
    document = documents.import_document(ws, path)
    assert document.segments == ()
    with pytest.raises(UsageError, match="nothing to translate"):
        app.hold(document.id)


def test_the_keyboard_protocol_that_loses_input_methods_is_off() -> None:
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"


async def test_alt_keys_arrive_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    table = dict(_ansi_sequences.ANSI_SEQUENCES_KEYS)
    monkeypatch.setattr(_ansi_sequences, "ANSI_SEQUENCES_KEYS", table)
    monkeypatch.setattr("textual._xterm_parser.ANSI_SEQUENCES_KEYS", table)
    terminal.read_alt_keys()

    def keys(sent: str) -> list[str]:
        parser = XTermParser()
        found = [*parser.feed(sent), *parser.feed("")]
        return [event.key for event in found if isinstance(event, events.Key)]

    assert keys("\x1b[1;3A") == ["alt+up"]
    assert keys("\x1b[1;3B") == ["alt+down"]
    assert keys("£") == ["pound_sign"]
    assert keys("\x1b[1;2Q")[0] in {"f14", "shift+f2"}
    assert keys("\x1b3") == ["alt+3"]
    assert keys("\x1bf") == ["ctrl+right"]
    # Typing on at once must not turn Escape and a letter into text.
    assert keys("\x1ba, \x1bc") == ["alt+a", "comma", "space", "alt+c"]


async def test_being_told_to_end_stores_what_is_typed(
    make_app: Callable[[], WorkbenchApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.tui.desk.saving._PAUSE", 60)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        user = User(pilot)
        await user.rest()
        await pilot.press("ctrl+e", *"On the way out")
        app._told_to_end()
        await asyncio.sleep(0)
        assert user.stored()[0].target == "On the way out"
