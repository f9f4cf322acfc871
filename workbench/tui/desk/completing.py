"""The rest of the sentence, offered while somebody types.

Promises: typing never waits for it; only the newest text is worked on, and what comes too late is
not shown; what is offered is no part of the target until a key takes it; whose words were taken is
kept with the segment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.worker import Worker, get_current_worker

from workbench.core.status import Origin
from workbench.services import completion
from workbench.services.completion import Completion
from workbench.tui import settings
from workbench.tui.desk.desk import Desk
from workbench.tui.ghost import next_word
from workbench.tui.screens.alternatives import AlternativesPopup

if TYPE_CHECKING:
    from workbench.core.draft import Suggestion
    from workbench.engines.base import Engine
    from workbench.engines.interactive.alternatives import Alternative
    from workbench.engines.interactive.completer import Completer


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A typed text that is to be completed."""

    segment_id: int
    source: str
    typed: str


class CompletionArrived(Message):
    """The rest of a text was found."""

    def __init__(self, segment_id: int, found: Completion) -> None:
        """Say of which segment, and what."""
        self.segment_id = segment_id
        self.found = found
        super().__init__()


class Completing:
    """What is offered after the cursor."""

    def __init__(self, desk: Desk, suggestions: Callable[[], tuple[Suggestion, ...]]) -> None:
        """Complete for a desk.

        Args:
            desk: what is open.
            suggestions: returns those that are shown for the current segment.
        """
        self._desk = desk
        self._suggestions = suggestions
        self._lock = Lock()
        self._engine: Engine | None = None
        self._completer: Completer | None = None  # of that engine; made when it is first wanted
        self._wanted: _Wanted | None = None  # the one thing that the worker takes, under the lock
        self._worker: Worker[Any] | None = None
        self._offered: Completion | None = None
        self._hidden: tuple[int, str] | None = None
        self.enabled = settings.read().completion
        """Whether anything is offered."""

    def engine_ready(self, engine: Engine | None) -> None:
        """Ask this engine from now on; None for no more."""
        self._engine = engine
        self._completer = None
        self.look()

    def toggle(self) -> None:
        """Switch completion off or on, and remember it."""
        self.enabled = not self.enabled
        settings.write(replace(settings.read(), completion=self.enabled))
        self._desk.say(f"Completion is {'on' if self.enabled else 'off'}.", seconds=2)
        self.look()

    def hide(self) -> None:
        """Offer nothing until something else is typed."""
        self._hidden = (self._desk.segment.id, self._desk.page.area.text)
        self._show(None)

    def take_word(self) -> None:
        """Put the next word of what is offered into the text."""
        self._take(next_word(self._desk.page.area.ghost))

    def take_all(self) -> None:
        """Put all of what is offered into the text."""
        self._take(self._desk.page.area.ghost)

    def alternatives(self) -> None:
        """List other words for the one at the cursor, and other sentences; take what is chosen."""
        desk, area = self._desk, self._desk.page.area
        if self._engine is None:
            desk.say("There is no engine with alternatives (yet).")
            return
        segment, text, engine = desk.segment, area.text, self._engine

        def take(chosen: Alternative | None) -> None:
            if chosen is not None and (area.key, area.text) == (segment.id, text):
                desk.sheet.helped[segment.id] = Origin.MT
                area.rewrite(chosen.target, chosen.end)

        x, y = area.cursor_screen_offset
        popup = AlternativesPopup(engine, segment.source, text, area.cursor_offset, (x, y))
        desk.screen.app.push_screen(popup, take)

    def look(self) -> None:
        """Offer what is known to follow the text, and ask for what is not."""
        if not self._is_welcome():
            self._show(None)
            return
        segment, typed = self._desk.segment, self._desk.page.area.text
        found = completion.continued(typed, self._suggestions())
        if found is None and self._completer is not None:
            found = completion.known(self._completer, segment.source, typed)
        self._show(found)
        if found is None and self._engine is not None:
            self._ask(_Wanted(segment.id, segment.source, typed))

    def arrived(self, message: CompletionArrived) -> None:
        """Show what was found, if it still belongs to what stands there."""
        area = self._desk.page.area
        is_current = (message.segment_id, message.found.typed) == (area.key, area.text)
        if is_current and self._is_welcome():
            self._show(message.found)

    def _is_welcome(self) -> bool:
        """Whether a person is writing at the end of the target."""
        desk, area = self._desk, self._desk.page.area
        segment, text = desk.segment, area.text
        if not self.enabled or area.key != segment.id or area.read_only or segment.locked:
            return False
        own = segment.origin is Origin.HUMAN and not segment.status.is_final
        is_person = own or desk.sheet.is_unsaved(desk.index)
        here = area.is_at_end and bool(text.strip())
        return here and is_person and self._hidden != (segment.id, text)

    def _show(self, found: Completion | None) -> None:
        self._offered = found if found and found.rest else None
        self._desk.page.offer(found.rest if found else "")

    def _take(self, words: str) -> None:
        if not words:
            return
        segment_id = self._desk.segment.id
        if self._offered is not None:
            self._desk.sheet.helped[segment_id] = self._offered.origin
        self._desk.page.area.take_ghost(words)

    # The worker: one at a time, and one text that waits

    def _ask(self, wanted: _Wanted) -> None:
        with self._lock:
            self._wanted = wanted
        if self._worker is None:
            self._begin()

    def _begin(self) -> None:
        """Start a worker: the first one makes what completes, the others use it."""
        tasks, engine = self._desk.tasks, self._engine
        if self._completer is not None:
            call = partial(self._work, self._completer)
            self._worker = tasks.read("completion", call, self._rested, self._failed)
        elif engine is not None:
            make = partial(completion.completer, engine)
            self._worker = tasks.read("completer", make, partial(self._made, engine), self._failed)

    def _made(self, engine: Engine, completer: Completer | None) -> None:
        if engine is self._engine:
            self._completer = completer
            self._engine = engine if completer else None  # else it can only translate
        self._rested(None)

    def _work(self, completer: Completer) -> None:
        """Complete the newest text again and again, in a thread, until none waits."""
        worker, screen = get_current_worker(), self._desk.screen
        while not worker.is_cancelled and (wanted := self._next()) is not None:
            found = completion.complete(completer, wanted.source, wanted.typed)
            screen.post_message(CompletionArrived(wanted.segment_id, found))

    def _next(self) -> _Wanted | None:
        with self._lock:
            wanted, self._wanted = self._wanted, None
        return wanted

    def _rested(self, _: None) -> None:
        self._worker = None
        with self._lock:
            is_waiting = self._wanted is not None
        if is_waiting:
            self._begin()

    def _failed(self, error: BaseException) -> None:
        self._worker = None
        self._engine = self._completer = None
        self._show(None)
        self._desk.alarm(error, title="Completion is off: the engine failed.")
