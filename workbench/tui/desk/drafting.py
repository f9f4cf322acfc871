"""Drafts by themselves: loading the engine, and drafting what is on the screen and what comes next.

Promises: the segment under the cursor is drafted first, then its paragraph and what follows; moving
re-orders the queue at once; nothing that a person typed, confirmed or locked is asked for; an
engine that fails is told once and the editor stays what it was; drafts obey the glossary as it is,
and a change of it, in the editor or
while it was closed, makes those anew that it touches and nobody else has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import Worker, get_current_worker

from workbench.core.document import Segment
from workbench.core.status import Status
from workbench.tui.desk.desk import Desk
from workbench.tui.sheet import Sheet

if TYPE_CHECKING:
    from workbench.engines.base import Engine
    from workbench.services.drafting import Drafter
    from workbench.terminology.matcher import Matcher

_AHEAD = 60
_BEHIND = 8
_BATCH = 4
_LOOK = 0.25
"""Seconds between two looks at what an engine that is being loaded is busy with."""


def wanting(segment: Segment, *, typed: bool) -> bool:
    """Return whether an engine should draft a segment: nobody has, and nobody is about to."""
    return segment.status is Status.NEW and not segment.target and not segment.locked and not typed


def drafting_order(sheet: Sheet, current: int, *, everything: bool = False) -> Iterator[int]:
    """Return the indexes of segments to draft: the cursor's, what follows, then what went before.

    Args:
        sheet: the document.
        current: index of the segment under the cursor.
        everything: whether to draft the whole document instead of what is near.
    """
    ahead = len(sheet) if everything else min(current + _AHEAD, len(sheet))
    first = sheet.indexes_of_paragraph(current).start if len(sheet) else 0
    behind = 0 if everything else max(min(first, current - _BEHIND), 0)
    for index in (*range(current, ahead), *range(current - 1, behind - 1, -1)):
        if wanting(sheet.segments[index], typed=sheet.is_unsaved(index)):
            yield index


class DraftsArrived(Message):
    """Segments were drafted and stored."""

    def __init__(self, segments: tuple[Segment, ...], asked: tuple[int, ...]) -> None:
        """Say which ones.

        Args:
            segments: those that changed.
            asked: ids of all that were asked for.
        """
        self.segments = segments
        self.asked = asked
        super().__init__()


class DraftsStarted(Message):
    """An engine works on segments now."""

    def __init__(self, asked: tuple[int, ...]) -> None:
        """Say which ones, by their ids."""
        self.asked = asked
        super().__init__()


class Drafting:
    """The engine's side of the editor."""

    def __init__(
        self, desk: Desk, load: Callable[[], Engine], ready: Callable[[Drafter | None], None]
    ) -> None:
        """Draft for a desk.

        Args:
            desk: what is open.
            load: returns the engine; runs in a thread and may take its time.
            ready: is told when there is an engine to ask, and when there is none any more.
        """
        self._desk = desk
        self._load = load
        self._ready = ready
        self._lock = Lock()
        self._queue: list[int] = []
        self._urgent = 0
        self._tried: set[int] = set()
        self._worker: Worker[None] | None = None
        self.drafter: Drafter | None = None
        """Makes drafts, once the engine is there."""
        self.everything = False
        """Whether the whole document is to be drafted, not only what is near the cursor."""

    def start(self) -> None:
        """Load the engine in a worker, then draft."""
        self._desk.status.engine = ("engine: loading …", "warning")
        self._desk.tasks.read("load-engine", self._make_drafter, self._loaded, self._not_loaded)

    def follow(self) -> None:
        """Order the queue anew, because the cursor or the document has changed; go on drafting."""
        desk = self._desk
        order = drafting_order(desk.sheet, desk.index, everything=self.everything)
        with self._lock:
            ids = (desk.sheet.segments[index].id for index in order)
            self._queue = [segment_id for segment_id in ids if segment_id not in self._tried]
            self._urgent = desk.segment.id
            waiting = bool(self._queue)
        if waiting and self.drafter is not None and self._worker is None:
            self._worker = desk.tasks.read("drafting", self._draft, self._rested, self._stopped)
            self._say()
            if not self._is_loaded:
                desk.screen.set_timer(_LOOK, self._look)

    def start_over(self) -> None:
        """Ask again for what has no draft, because the document's structure has changed."""
        self._tried.clear()
        self.follow()

    def glossary_changed(self, matcher: Matcher) -> None:
        """Obey another glossary from now on, and make those drafts anew that it touches."""
        if self.drafter is None:
            return  # the one that is being made takes the glossary as it finds it
        self.drafter.matcher = matcher
        self._renew(self.drafter)

    def _renew(self, drafter: Drafter) -> None:
        """Make those drafts anew that obey other terms than today's, if nobody has touched them."""
        desk, sheet = self._desk, self._desk.sheet
        near_first = (*range(desk.index, len(sheet)), *range(desk.index))
        drafts = (sheet.segments[index] for index in near_first if not sheet.is_unsaved(index))
        held = [segment for segment in drafts if segment.is_machine_draft and segment.engine]
        call = partial(self._refresh, drafter, held)
        desk.tasks.read("refresh-drafts", call, lambda _: None, self._stopped)

    def started(self, message: DraftsStarted) -> None:
        """Mark what is being drafted."""
        self._mark(message.asked, drafting=True)
        self._say()

    def arrived(self, message: DraftsArrived) -> None:
        """Show what was drafted."""
        self._desk.sheet.replace(message.segments)
        self._mark(message.asked, drafting=False)
        self._say()

    # In the worker's thread

    def _make_drafter(self) -> Drafter:
        from workbench.services import glossary
        from workbench.services.drafting import Drafter

        return Drafter(self._desk.ws, self._load(), matcher=glossary.matcher(self._desk.ws))

    def _refresh(self, drafter: Drafter, held: list[Segment]) -> None:
        from workbench.services.outdated import outdated

        worker, desk, matcher = get_current_worker(), self._desk, drafter.matcher
        if matcher is None:
            return
        document_id = desk.sheet.document.id
        behind = outdated(desk.ws, drafter.engine, matcher, held)
        for start in range(0, len(behind), _BATCH):
            if worker.is_cancelled:
                return
            batch = behind[start : start + _BATCH]
            changed = drafter.refresh(document_id, batch)
            if changed:
                desk.screen.post_message(DraftsArrived(changed, batch))

    def _draft(self) -> None:
        worker, drafter = get_current_worker(), self.drafter
        document_id = self._desk.sheet.document.id
        while drafter is not None and not worker.is_cancelled and (batch := self._next()):
            self._desk.screen.post_message(DraftsStarted(batch))
            changed = drafter.fill(document_id, batch)
            self._desk.screen.post_message(DraftsArrived(changed, batch))

    def _next(self) -> tuple[int, ...]:
        """Take what is to be drafted next: the cursor's segment alone, others by the batch."""
        with self._lock:
            size = 1 if self._queue[:1] == [self._urgent] else _BATCH
            batch = tuple(self._queue[:size])
            del self._queue[:size]
            self._tried.update(batch)
        return batch

    # Back on the screen's thread

    def _loaded(self, drafter: Drafter) -> None:
        self.drafter = drafter
        self._ready(drafter)
        self._say()
        self._renew(drafter)
        self.follow()

    def _not_loaded(self, error: BaseException) -> None:
        self._desk.status.engine = ("no engine", "error")
        self._desk.alarm(error, title="Drafts are off: the engine could not be loaded.")

    def _rested(self, _: None) -> None:
        self._worker = None
        self._say()
        self.follow()

    def _stopped(self, error: BaseException) -> None:
        self._worker = None
        self.drafter = None
        self._ready(None)
        self._mark(tuple(self._desk.sheet.drafting), drafting=False)
        self._desk.status.engine = ("engine stopped", "error")
        self._desk.alarm(error, title="Drafts are off: the engine failed.")

    def _mark(self, segment_ids: tuple[int, ...], *, drafting: bool) -> None:
        sheet = self._desk.sheet
        change = sheet.drafting.add if drafting else sheet.drafting.discard
        for segment_id in segment_ids:
            change(segment_id)
        found = (sheet.index_of(segment_id) for segment_id in segment_ids)
        self._desk.show([index for index in found if index is not None])

    @property
    def _is_loaded(self) -> bool:
        """Whether the engine can draft at once; one that is never loaded always can."""
        return self.drafter is None or getattr(self.drafter.engine, "is_loaded", True)

    def _look(self) -> None:
        """Show what the engine is busy with, until it drafts."""
        self._say()
        if self._worker is not None and not self._is_loaded:
            self._desk.screen.set_timer(_LOOK, self._look)

    def _say(self) -> None:
        if self.drafter is None:
            return
        label = self.drafter.engine.info.label
        left = len(self._queue) + len(self._desk.sheet.drafting)
        busy = getattr(self.drafter.engine, "state", "")
        if self._worker is not None and busy:
            self._desk.status.engine = (f"engine: {busy}", "warning")
        elif self._worker is not None and left:
            self._desk.status.engine = (f"{label} · drafting {left}", "warning")
        else:
            self._desk.status.engine = (label, "dim")
