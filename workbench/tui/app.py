"""The application around the editor: terminal, themes, palette, and a safe way out.

Promises: however the editor ends, what was typed is stored, or the user is told which text is not;
the terminal is looked at before anything is drawn; importing this module first sets what Textual
reads when it is imported.
"""

# ruff: noqa: E402 - Textual reads the environment when it is imported

from __future__ import annotations

from workbench.tui import terminal

terminal.prepare()

import asyncio
import signal
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from workbench.errors import StorageError, UsageError, WorkbenchError
from workbench.services import documents, editing
from workbench.services.workspace import Workspace
from workbench.tui import settings
from workbench.tui.keys import EDITOR, key_name
from workbench.tui.screens.editor import EditorScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.too_small import TooSmallScreen, is_too_small
from workbench.tui.themes import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from workbench.engines.base import Engine

_LIFE = 60.0
"""Seconds between two signs of life for the lock on the document."""


def run_editor(ws: Workspace, document_id: int | None = None, *, engine: str | None = None) -> int:
    """Edit a document in the terminal, until the user leaves.

    Args:
        ws: the workspace.
        document_id: the document; None to let the user pick one.
        engine: name of the engine that drafts; None for the default one.

    Returns:
        The exit code: 0, or 1 after a crash.

    Raises:
        TerminalError: there is no terminal.
        NotFoundError: there is no such document.
        UsageError: there is nothing to translate in it.
        DocumentLockedError: another editor has it open.
        StorageError: something that was typed could not be stored; it says what.
    """
    from workbench.services import engines

    terminal.require()
    terminal.read_alt_keys()
    app = WorkbenchApp(ws, load=partial(engines.load, engine), signals=True)
    try:
        if document_id is not None:
            app.hold(document_id)
        code = app.run()
    finally:
        lost = app.rescue()
        app.release()
    if lost:
        raise StorageError(
            f"{len(lost)} target(s) could not be stored: " + " | ".join(lost),
            hint="Copy them from here.",
        )
    return (app.return_code or 0) if code is None else code


class WorkbenchApp(App[int]):
    """The editor of one document, after a choice of it where none is held."""

    TITLE = "workbench"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "quit",
            id="app.quit",
            tooltip="Save everything and leave",
            show=False,
            priority=True,
        )
    ]

    def __init__(self, ws: Workspace, *, load: Callable[[], Engine], signals: bool = False) -> None:
        """Edit documents of a workspace; `hold` says which one.

        Args:
            ws: the workspace.
            load: returns the engine that drafts; runs in a thread and may take its time.
            signals: whether to leave in good order when the process is told to end.
        """
        super().__init__()
        self.ws = ws
        self._load_engine = load
        self._signals = signals
        self._held = ExitStack()
        self._lock: documents.EditingLock | None = None
        self._leaving = False
        self.editor: EditorScreen | None = None
        """The editor's screen, once a document is held."""
        for theme in THEMES:
            self.register_theme(theme)
        remembered = settings.read().theme
        self.theme = remembered if remembered in self.available_themes else DARK.name

    # Keys in order

    async def on_event(self, event: events.Event) -> None:
        """Let what acts on the text wait until what was typed before it is in the text.

        Textual hands letters on to the focused widget, which takes them from a queue of its own,
        but runs a binding at once: without this, Enter after fast typing would confirm a target
        that lacks its last letters.
        """
        if _acts(event) and self.focused is not None:
            await _dealt_with_its_messages(self.focused)
        await super().on_event(event)

    # Opening

    def hold(self, document_id: int) -> EditorScreen:
        """Lock a document, load it, and return the screen that edits it.

        Raises:
            NotFoundError: there is none with this id.
            UsageError: there is nothing to translate in it.
            DocumentLockedError: another editor has it open.
        """
        self._lock = self._held.enter_context(documents.editing_lock(self.ws, document_id))
        document = documents.load(self.ws, document_id)
        if not document.segments:
            self._held.close()
            raise UsageError(
                "there is nothing to translate in it",
                where=document.name,
                hint="`workbench inspect` shows what import makes of a file.",
            )
        self.editor = EditorScreen(self.ws, document, self._load_engine)
        return self.editor

    def on_mount(self) -> None:
        """Show the document that is held, or let the user pick one."""
        if self._signals:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._told_to_end)
        for notice in self.ws.notices:
            self.notify(notice, timeout=10, markup=False)
        self.push_screen(self.editor or PickerScreen(self.ws))
        self.set_interval(_LIFE, self._give_sign_of_life)

    def on_picker_screen_chosen(self, message: PickerScreen.Chosen) -> None:
        """Open what was picked."""
        try:
            self.push_screen(self.hold(message.document_id))
        except WorkbenchError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window is too small; go on where it is large enough again."""
        shown = isinstance(self.screen, TooSmallScreen)
        if is_too_small(event.size) and not shown:
            self.push_screen(TooSmallScreen())
        elif shown and not is_too_small(event.size):
            self.pop_screen()

    def _give_sign_of_life(self) -> None:
        if self._lock is not None:
            call = partial(self._report, self._lock)
            self.run_worker(call, name="lock", group="lock", thread=True, exit_on_error=False)

    def _report(self, lock: documents.EditingLock) -> None:
        if not lock.report():
            text = "Somebody else has taken the document over. Leave now, with Ctrl+Q."
            self.call_from_thread(self.notify, text, severity="error", timeout=3600)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell when the sign of life could not be given."""
        if event.state is WorkerState.ERROR:
            self.notify(str(event.worker.error), severity="error", markup=False)

    # Leaving

    async def action_quit(self) -> None:
        """Store everything, then leave; the second time leave even if that is not possible."""
        if await self._settled() or self._leaving:
            self.exit(0)
            return
        self._leaving = True
        self.notify(
            "Not everything could be saved. Press Ctrl+Q again to leave all the same.",
            severity="error",
            timeout=30,
        )

    async def _settled(self) -> bool:
        """Store everything; what is typed meanwhile is meant for whoever has the terminal next."""
        if self.editor is None:
            return True
        area = self.editor.page.area
        locked, area.read_only = area.read_only, True
        stored = await self.editor.store_everything()
        area.read_only = locked or stored
        return stored

    def _told_to_end(self) -> None:
        self.rescue()
        self.exit(0)

    def rescue(self) -> list[str]:
        """Store what is typed without workers, at the end; return the texts that cannot be."""
        lost = []
        for segment_id, text in self.editor.unsaved if self.editor is not None else ():
            try:
                editing.save_target(self.ws, segment_id, text)
            except WorkbenchError:
                lost.append(text)
        return lost

    def release(self) -> None:
        """Let go of the document that is held."""
        self._held.close()

    # Palette and themes

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Return all that the keys do, and what has no key."""
        if isinstance(screen, EditorScreen):
            for binding in EDITOR:
                if not binding.action.startswith(("take(", "insert_term(", "app.")):
                    action = partial(self.run_action, binding.action, screen)
                    name = f"{binding.description.capitalize()}  ({key_name(binding)})"
                    yield SystemCommand(name, binding.tooltip, action)
            yield SystemCommand(
                "Draft all", "Draft the whole document in the background", screen.action_draft_all
            )
            state = "off" if screen.completing.enabled else "on"
            yield SystemCommand(
                f"Completion: {state}",
                f"Switch the offered rest of the sentence {state}, and remember it",
                screen.action_toggle_completion,
            )
            filling = "off" if screen.memories.fills else "on"
            yield SystemCommand(
                f"Filling forward: {filling}",
                f"Switch the filling of repetitions {filling}, for this document",
                screen.action_toggle_filling,
            )
            yield SystemCommand(
                "Export", "Write the finished document to a file", screen.action_export
            )
            yield SystemCommand(
                "Copy source to clipboard",
                "Put the Chinese of this segment on the clipboard",
                screen.action_copy_source_out,
            )
        other = "light" if self.current_theme.dark else "dark"
        yield SystemCommand(
            f"Theme: {other}", f"Use the {other} theme, and remember it", self.action_toggle_dark
        )
        yield SystemCommand("Quit  (^Q)", "Save everything and leave", self.action_quit)

    def action_toggle_dark(self) -> None:
        """Change between the dark and the light theme, and remember it."""
        self.theme = (LIGHT if self.current_theme.dark else DARK).name
        settings.write(replace(settings.read(), theme=self.theme))


def _acts(event: events.Event) -> bool:
    """Return whether an event is new, not one that comes back, and may act on the text."""
    if isinstance(event, events.Key):
        return not event.is_forwarded and not event.is_printable
    return isinstance(event, events.MouseDown) and not event.is_forwarded


async def _dealt_with_its_messages(widget: Widget) -> None:
    """Wait until a widget has handled what it was sent; a second at most, should it be stuck."""
    reached = asyncio.Event()
    if widget.call_later(reached.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(reached.wait(), 1)
