"""Marks the weak words of drafts near the cursor, once the engine is there.

Promises: nothing here waits; the engine is asked once for each draft; what a person has touched in
the meantime is left alone; where it fails, drafts are shown without marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from workbench.core.document import Segment
from workbench.services import doubts
from workbench.tui.desk.desk import Desk

if TYPE_CHECKING:
    from workbench.engines.base import Engine

_AHEAD = 24
_BEHIND = 8
_BATCH = 8


class Weighing:
    """The side of the engine that says of which words it was unsure."""

    def __init__(self, desk: Desk, shown: Callable[[], None]) -> None:
        """Weigh for a desk; ``shown`` is called when the current segment has marks."""
        self._desk = desk
        self._shown = shown
        self._engine: Engine | None = None
        self._asked: dict[int, str] = {}
        self._busy = False

    def engine_ready(self, engine: Engine | None) -> None:
        """Ask this engine from now on; None for no more."""
        self._engine = engine
        self.look()

    def look(self) -> None:
        """Ask for drafts near the cursor that were not asked for, unless the engine is busy."""
        if self._engine is None or self._busy:
            return
        wanted = list(self._wanted())[:_BATCH]
        if not wanted:
            return
        self._asked |= {segment.id: segment.target for segment in wanted}
        self._busy = True
        desk, ids = self._desk, [segment.id for segment in wanted]
        call = partial(doubts.weigh, desk.ws, self._engine, desk.sheet.document.id, ids)
        desk.tasks.read("weighing", call, self._weighed, self._failed)

    def _wanted(self) -> Iterator[Segment]:
        """The cursor's segment, what follows, then what went before."""
        sheet, current = self._desk.sheet, self._desk.index
        ahead = range(current, min(current + _AHEAD, len(sheet)))
        for index in (*ahead, *range(current - 1, max(current - _BEHIND, 0) - 1, -1)):
            segment = sheet.segments[index]
            known = segment.weak or self._asked.get(segment.id) == segment.target
            drafted = segment.is_machine_draft and segment.engine and segment.target
            if drafted and not known and not sheet.is_unsaved(index):
                yield segment

    def _weighed(self, found: tuple[Segment, ...]) -> None:
        desk = self._desk
        self._busy = False
        sheet = desk.sheet
        fresh = [segment for segment in found if self._is_current(segment)]
        desk.show(sheet.replace(fresh))
        if any(segment.id == desk.segment.id for segment in fresh):
            self._shown()
        self.look()

    def _is_current(self, segment: Segment) -> bool:
        """Whether the sheet still holds the draft that was weighed."""
        index = self._desk.sheet.index_of(segment.id)
        if index is None or self._desk.sheet.is_unsaved(index):
            return False
        shown = self._desk.sheet.segments[index]
        return shown.is_machine_draft and shown.target == segment.target

    def _failed(self, _: BaseException) -> None:
        """Show no marks; that the engine failed is told by those who draft."""
        self._busy = False
        self._engine = None
