"""The list of the concordance: units of the memory, and a part of one that can be chosen.

Promises: what is chosen belongs to the selected unit; moving to another unit chooses all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import ClassVar, Final

from textual import events
from textual.message import Message

from workbench.core.memory import Found
from workbench.tui import picking
from workbench.tui.concordance_lines import found_lines, whole_lines
from workbench.tui.picking import Move, Stretch
from workbench.tui.suggestion_lines import NO_NAMES, Names
from workbench.tui.widgets.row_list import Entry, RowList

NOWHERE: Final[Mapping[int, Stretch]] = MappingProxyType({})
"""Nothing is known of what renders the words."""


class HitList(RowList):
    """Units that were found."""

    DEFAULT_CSS = """
    HitList > .runs--part { background: $warning 40%; text-style: bold; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"runs--part"}

    class Taken(Message):
        """Somebody wants what is chosen."""

    def __init__(self, *, empty: str) -> None:
        super().__init__(empty=empty)
        self.found: tuple[Found, ...] = ()
        self.part: Stretch | None = None
        """What is chosen of the selected unit's target; None for all of it."""
        self._names: Names = NO_NAMES
        self._likely: Mapping[int, Stretch] = NOWHERE
        self._opened = 0

    def list(
        self,
        found: tuple[Found, ...],
        names: Names,
        likely: Mapping[int, Stretch] = NOWHERE,
    ) -> None:
        """List other units; `likely` says of some where the words are probably rendered."""
        self.found, self._names, self._likely, self.part = found, names, likely, None
        self._relist(0)

    def say(self, text: str) -> None:
        """Say something instead of listing units."""
        self.found, self.part = (), None
        super().say(text)

    @property
    def chosen(self) -> str:
        """The text that is chosen; empty where nothing is listed."""
        if not self.found:
            return ""
        target = self.found[self.cursor].unit.target
        return target if self.part is None else target[self.part[0] : self.part[1]]

    def choose_part(self) -> None:
        """Choose a part: the words that were looked for or what renders them, else one word."""
        if self.found:
            hit = self.found[self.cursor]
            words = picking.words_of(hit.unit.target)
            places = hit.target_spans or self._likely_places(hit)
            first = picking.covering(words, places) or picking.first_pick(words)
            self._show_part(first)

    def choose_all(self) -> None:
        """Choose the whole target again."""
        self._show_part(None)

    def step(self, step: int, move: Move) -> None:
        """Choose another part of the target."""
        if self.part is not None:
            target = self.found[self.cursor].unit.target
            words = picking.words_of(target)
            self._show_part(picking.after(target, words, self.part, step, move))

    def move(self, step: int) -> None:
        """Select another unit; of that, too, a part is chosen if one was."""
        before = self.cursor
        super().move(step)
        if self.part is not None and self.cursor != before:
            self.choose_part()

    def on_click(self, event: events.Click) -> None:
        """Take a unit that is clicked twice."""
        if event.chain > 1 and self.found:
            self.post_message(self.Taken())

    def _show_part(self, part: Stretch | None) -> None:
        self.part = part
        if self.found:
            self.replace(self.cursor, self._whole(self.cursor))

    def _relist(self, cursor: int) -> None:
        self._opened = cursor
        entries: list[Entry] = [self._short(found) for found in self.found]
        if entries:
            entries[cursor] = self._whole(cursor)
        self.show(entries, cursor)

    def watch_cursor(self) -> None:
        """Show all of the selected unit, and in short the one that was selected before."""
        if self.found and self.cursor != self._opened:
            before, self._opened = self._opened, self.cursor
            self.replace(before, self._short(self.found[before]))
            self.replace(self.cursor, self._whole(self.cursor))
        super().watch_cursor()

    def _likely_places(self, found: Found) -> tuple[Stretch, ...]:
        place = self._likely.get(found.unit.id)
        return () if place is None else (place,)

    def _short(self, found: Found) -> Entry:
        return partial(found_lines, found, self._names, self._likely_places(found))

    def _whole(self, number: int) -> Entry:
        found = self.found[number]
        return partial(whole_lines, found, self._names, self._likely_places(found), self.part)
