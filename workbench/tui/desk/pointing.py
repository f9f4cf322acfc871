"""Which source words belong to the target word under the cursor, and the other way round.

Promises: keys never wait for it; what is highlighted belongs to the pair that is shown; nothing is
asked before the typing has paused, and no pair twice; an engine that fails is told once.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from workbench.services import word_links
from workbench.tui.desk.desk import Desk
from workbench.tui.rows import Span

if TYPE_CHECKING:
    from workbench.engines.base import Engine
    from workbench.engines.interactive.word_alignment import Link

    Links = tuple[Link, ...]
    Pair = tuple[str, str]

_PAUSE = 0.25
"""Seconds without a key after which a pair is aligned."""

_KEPT = 128


class Pointing:
    """Points from words to words, in the current segment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._engine: Engine | None = None
        self._timer: Timer | None = None
        self._known: OrderedDict[Pair, Links] = OrderedDict()
        self._wanted: tuple[Pair, int] | None = None

    def engine_ready(self, engine: Engine | None) -> None:
        """Ask this engine from now on; None for no more."""
        self._engine = engine
        self.look()

    def look(self) -> None:
        """Highlight the source words of the target word under the cursor."""
        if self._timer is not None:
            self._timer.stop()
        links = self._known.get(self._pair)
        self._show(links or ())
        if links is None and self._engine is not None and self._desk.page.area.text:
            self._timer = self._desk.screen.set_timer(_PAUSE, self._ask)

    def go_to(self, offset: int) -> None:
        """Put the cursor on the target word of a character of the source."""
        self._wanted = self._pair, offset
        links = self._known.get(self._pair)
        if links is None:
            self._ask()
        else:
            self._go(links)

    @property
    def _pair(self) -> Pair:
        return self._desk.segment.source, self._desk.page.area.text

    def _ask(self) -> None:
        engine, pair = self._engine, self._pair
        if engine is not None and pair[1]:
            call = partial(word_links.links, engine, *pair)
            self._desk.tasks.read("word-links", call, partial(self._found, pair), self._failed)

    def _found(self, pair: Pair, links: Links) -> None:
        self._known[pair] = links
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        if pair == self._pair:
            self._go(links)
            self._show(links)

    def _go(self, links: Links) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or wanted[0] != self._pair:
            return  # nobody asked, or the cursor has gone on to another pair
        offset = wanted[1]
        starts = [one.target[0] for one in links if one.source[0] <= offset < one.source[1]]
        if starts:
            self._desk.page.area.move_cursor((0, starts[0]))

    def _show(self, links: Links) -> None:
        at = self._desk.page.area.cursor_offset
        sources = (one.source for one in links if one.target[0] <= at <= one.target[1])
        spans = tuple(Span(start, end, "aligned") for start, end in sorted(set(sources)))
        self._desk.page.view.point(spans)

    def _failed(self, error: BaseException) -> None:
        """Point nowhere from now on, and say so: the drafts may all be there, and nobody else did.

        The engine is not asked again, so that it is said once.
        """
        self._engine = None
        self._desk.warn(f"Source words are not highlighted any more: {error}")
