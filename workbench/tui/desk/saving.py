"""Everything that writes: typing, taking, confirming, undo, changes of structure.

Promises: what is typed is stored about a second after the last key, every three seconds while
somebody types without a pause, and before anything else is written; a segment shows ✓ only after
its confirmation is on disk; a write that fails is told, marked, tried again, and costs no text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from workbench.core.issue import Severity
from workbench.services import documents, editing, history
from workbench.text.normalise import clean
from workbench.tui.desk.desk import Desk

if TYPE_CHECKING:
    from workbench.core.change import Change
    from workbench.core.document import Document, Segment
    from workbench.core.draft import Suggestion

_PAUSE = 1.0
"""Seconds after the last key until what is typed is stored."""

_LONGEST = 3.0
"""Seconds after which it is stored while the typing goes on."""

_REST = 3.0
"""Seconds on a segment after which a next session would start there."""

_AGAIN = 5.0
"""Seconds after a failed save until it is tried again."""


class Saving:
    """The writing side of the editor."""

    def __init__(
        self,
        desk: Desk,
        entered: Callable[[int], None],
        restructured: Callable[[], None],
    ) -> None:
        """Write for a desk.

        Args:
            desk: what is open.
            entered: goes to a segment, by its index, and looks everything up for it.
            restructured: is told when the list of segments has changed.
        """
        self._desk = desk
        self._entered = entered
        self._restructured = restructured
        self._timer: Timer | None = None
        self._cursor_timer: Timer | None = None
        self._since: float | None = None
        self._sent: dict[int, str] = {}

    # Typing

    def typed(self) -> None:
        """Store what is typed a moment after the last key."""
        now = monotonic()
        if self._since is None:
            self._since = now
        self._start_timer(max(min(_PAUSE, self._since + _LONGEST - now), 0.01))
        self._desk.show_saving()

    def save(self) -> None:
        """Ask for everything that is typed and not stored to be stored now."""
        if self._timer is not None:
            self._timer.stop()
        self._since = None
        self._desk.page.keep()
        for segment_id, text in self._desk.sheet.unsaved:
            if self._sent.get(segment_id) == text:
                continue
            self._sent[segment_id] = text
            helped = self._desk.sheet.helped.get(segment_id)
            self._write(
                "save-typing",
                partial(editing.save_target, self._desk.ws, segment_id, text, helped=helped),
                self._stored,
                segment_id,
            )
        self._desk.show_saving()

    async def settle(self) -> None:
        """Store everything, and wait until it is."""
        self.save()
        await self._desk.tasks.settle()

    # Whole segments

    def confirm(self) -> bool:
        """Confirm the current segment; return whether there was anything to confirm."""
        self._desk.page.keep()
        desk, index = self._desk, self._desk.index
        segment, text = desk.segment, desk.sheet.text(index)
        if not clean(text):
            desk.warn("There is nothing to confirm yet: type the translation first.")
            return False
        if desk.segment.locked:
            desk.warn("The segment is locked; Ctrl+L unlocks it.")
            return False
        self._sent[segment.id] = text
        helped = desk.sheet.helped.get(segment.id)
        call = partial(editing.confirm, desk.ws, segment.id, text, helped=helped)
        self._write("confirm", call, self._confirmed, segment.id)
        desk.show_saving()
        return True

    def take(self, suggestion: Suggestion) -> None:
        """Make a suggestion the current target."""
        if self._desk.segment.locked:
            self._desk.warn("The segment is locked; Ctrl+L unlocks it.")
            return
        self.save()
        segment_id = self._desk.segment.id
        call = partial(editing.take, self._desk.ws, segment_id, suggestion)
        self._write("take-suggestion", call, self._replaced, segment_id)

    def reopen(self) -> None:
        """Make the current segment a draft again."""
        self.save()
        segment_id = self._desk.segment.id
        call = partial(editing.reopen, self._desk.ws, segment_id)
        self._write("reopen", call, self._replaced, segment_id)

    def toggle_lock(self) -> None:
        """Lock the current segment, or unlock it."""
        self.save()
        segment = self._desk.segment
        call = partial(editing.set_locked, self._desk.ws, segment.id, not segment.locked)
        self._write("lock", call, self._replaced, segment.id)

    def toggle_apart(self) -> None:
        """Keep the current segment apart from its repetitions, or no more."""
        self.save()
        segment = self._desk.segment
        call = partial(editing.set_exception, self._desk.ws, segment.id, segment.propagates)
        self._write("keep-apart", call, self._replaced, segment.id)

    # The document

    def go_back(self, step: int) -> None:
        """Undo (`step` -1) or redo (1) the last change, wherever it was."""
        self.save()
        desk = self._desk
        desk.page.hold_still()
        service = history.undo if step < 0 else history.redo
        document_id = desk.sheet.document.id

        def call() -> tuple[Change | None, Document | None]:
            change = service(desk.ws, document_id)
            again = change is not None and change.restructured
            return change, documents.load(desk.ws, document_id) if again else None

        self._write("undo" if step < 0 else "redo", call, partial(self._went_back, step), None)

    def restructure(self, name: str, call: Callable[[], object], said: str) -> None:
        """Change the document's structure, and show it anew.

        Args:
            name: the worker's name.
            call: the service that changes it.
            said: what to tell the user then.
        """
        self.save()
        desk = self._desk
        desk.page.hold_still()

        def change() -> Document:
            call()
            return documents.load(desk.ws, desk.sheet.document.id)

        def done(document: Document) -> None:
            self.reload(document, desk.segment.id)
            desk.say(said)

        self._write(name, change, done, None)

    def reload(self, document: Document, segment_id: int | None) -> None:
        """Show the document as it now is, with the cursor on a segment if it is still there."""
        desk, before = self._desk, self._desk.index
        desk.sheet.reload(document)
        index = desk.sheet.index_of(segment_id)
        desk.page.reload(min(before, len(desk.sheet) - 1) if index is None else index)
        self._restructured()
        self._entered(desk.index)

    def moved(self) -> None:
        """Note where the cursor stands once it has rested there."""
        if self._cursor_timer is not None:
            self._cursor_timer.stop()
        self._cursor_timer = self._desk.screen.set_timer(_REST, self.remember_cursor)

    def remember_cursor(self) -> None:
        """Note where the cursor stands, for the next session."""
        desk = self._desk
        call = partial(documents.remember_cursor, desk.ws, desk.sheet.document.id, desk.segment.id)
        self._write("remember-cursor", call, lambda _: None, None)

    # What comes back

    def _write(
        self,
        name: str,
        call: Callable[[], Any],
        done: Callable[[Any], None],
        segment_id: int | None,
    ) -> None:
        self._desk.tasks.write(name, call, done, partial(self._failed, name, segment_id))

    def _stored(self, segment: Segment) -> None:
        self._take_back(segment)
        changed = self._desk.sheet.replace([segment])
        if self._desk.segment.id == segment.id:
            # The text may have gone on, or back, while this was being written.
            self._desk.page.keep()
            if self._desk.sheet.is_unsaved(self._desk.index):
                self._start_timer(_PAUSE)
        self._desk.show(changed)

    def _replaced(self, segment: Segment) -> None:
        self._take_back(segment)
        self._desk.sheet.forget(segment.id)
        self._desk.show(self._desk.sheet.replace([segment]))
        self._look_again([segment])

    def _confirmed(self, done: editing.Confirmed) -> None:
        desk, segment = self._desk, done.segment
        self._take_back(segment)
        index = desk.sheet.index_of(segment.id)
        if index is not None and clean(desk.sheet.text(index)) == segment.target:
            desk.sheet.forget(segment.id)
        desk.show(desk.sheet.replace([segment, *done.filled]))
        self._look_again([segment, *done.filled])
        if done.filled:
            times = "repetition" if len(done.filled) == 1 else "repetitions"
            desk.say(f"{len(done.filled)} {times} of it got the same draft.")
        serious = [i for i in done.issues if i.severity is not Severity.NOTE]
        if serious and index is not None:
            more = f" (and {len(serious) - 1} more)" if len(serious) > 1 else ""
            desk.warn(f"Segment {index + 1} is confirmed, but: {serious[0].message}{more}")

    def _went_back(self, step: int, result: tuple[Change | None, Document | None]) -> None:
        change, document = result
        desk = self._desk
        if change is None:
            desk.say("There is nothing to undo." if step < 0 else "There is nothing to redo.")
            desk.show([desk.index])
            return
        for segment in change.changed:
            self._take_back(segment)
            desk.sheet.forget(segment.id)
        if document is not None:
            self.reload(document, change.segment)
        else:
            desk.show([*desk.sheet.replace(change.changed), desk.index])
            index = desk.sheet.index_of(change.segment)
            self._entered(desk.index if index is None else index)
        desk.say(f"{'Undone' if step < 0 else 'Done again'}: {change.kind.value}.", seconds=2)

    def _failed(self, name: str, segment_id: int | None, error: BaseException) -> None:
        desk = self._desk
        if segment_id is not None:
            self._sent.pop(segment_id, None)
            index = desk.sheet.index_of(segment_id)
            if index is not None and desk.sheet.is_unsaved(index):
                desk.sheet.failed.add(segment_id)
                self._start_timer(_AGAIN)
            desk.show([] if index is None else [index])
        desk.show([desk.index])
        kept = " Your text is kept here and will be tried again." if desk.sheet.failed else ""
        desk.alarm(error, title=f"Not done: {name.replace('-', ' ')}.{kept}")

    def _take_back(self, segment: Segment) -> None:
        """Note that a segment's text is stored."""
        self._sent.pop(segment.id, None)
        self._desk.sheet.failed.discard(segment.id)

    def _look_again(self, segments: list[Segment]) -> None:
        if self._desk.segment.id in {segment.id for segment in segments}:
            self._entered(self._desk.index)

    def _start_timer(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._desk.screen.set_timer(seconds, self.save)
