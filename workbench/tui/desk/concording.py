"""The concordance panel: what it is asked, and what it finds.

Promises: keys never wait for a search; what is listed belongs to the newest words; a panel that is
not seen searches nothing; leaving it brings the keys back to where they were.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from textual.timer import Timer

from workbench.core.memory import Found
from workbench.services import concordance, renderings, words
from workbench.services.workspace import Workspace
from workbench.text.codepoints import has_han
from workbench.tui import picking, settings
from workbench.tui.desk.desk import Desk
from workbench.tui.picking import Move, Stretch
from workbench.tui.suggestion_lines import Names
from workbench.tui.widgets.selecting_view import Selected

_PAUSE = 0.15
"""Seconds without a key after which a search starts."""

_LIMIT = 50


@dataclass(frozen=True, slots=True)
class _Hits:
    """Units that were found, and where the words are probably rendered in their targets."""

    found: tuple[Found, ...] = ()
    likely: Mapping[int, Stretch] = field(default_factory=dict)


class Concording:
    """The concordance of the editor."""

    def __init__(self, desk: Desk, names: Callable[[], Names]) -> None:
        """Search for a desk.

        Args:
            desk: what is open.
            names: returns what the memories are called.
        """
        self._desk = desk
        self._names = names
        self._timer: Timer | None = None
        self._asked = ""
        self._words: tuple[Stretch, ...] = ()
        self.is_open = settings.read().concordance
        """Whether the panel stands among the others where there is room for it."""

    def start(self) -> None:
        """Show the panel if it was open when the last session ended."""
        self._desk.panels.with_memory = self.is_open

    # Opening and leaving

    def toggle(self) -> None:
        """Open the panel and go there; close it from inside."""
        if self._desk.panels.memory.has_focus_within:
            self.close()
            return
        if selected := self._selected():
            self.search_for(selected)
        else:
            self._enter()
            self._pick_first()

    def search_for(self, query: str) -> None:
        """Open the panel with what holds some words."""
        self._enter()
        self._ask(query, at_once=True)

    def _enter(self) -> None:
        self._set_open(True)
        self._desk.panels.enter_memory()

    def leave(self) -> None:
        """Go back to the text; the panel stays."""
        self._desk.page.view.select(None)
        self._desk.panels.leave_memory()
        self._desk.page.area.focus()

    def close(self) -> None:
        """Go back to the text without the panel."""
        self._set_open(False)
        self.leave()

    def take(self, text: str) -> None:
        """Put a target, or a part of one, in at the cursor."""
        self.leave()
        if self._desk.segment.locked:
            self._desk.warn("The segment is locked; Ctrl+L unlocks it.")
        else:
            self._desk.page.area.put_in(text)

    def _set_open(self, is_open: bool) -> None:
        if is_open != self.is_open:
            self.is_open = is_open
            settings.write(replace(settings.read(), concordance=is_open))
        self._desk.panels.with_memory = is_open

    # What is asked

    def follow(self) -> None:
        """Search for what is selected in the text, where the panel is seen."""
        panels = self._desk.panels
        if not panels.shows_memory or panels.memory.has_focus_within:
            return
        if selected := self._selected():
            self._ask(selected)

    def typed(self, query: str) -> None:
        """Search for what was typed in the panel."""
        self._desk.page.view.select(None)
        self._search_soon(query)

    def pick(self, step: int, move: Move) -> None:
        """Pick other words of the source, forwards (`step` 1) or backwards (-1)."""
        chosen, source = self._desk.page.view.selected, self._desk.segment.source
        if chosen is not None and self._words:
            picked = (chosen.start, chosen.end)
            self._show_pick(picking.after(source, self._words, picked, step, move))

    def _selected(self) -> str:
        """What is selected in the source or the target, as a query."""
        page = self._desk.page
        return as_query(page.view.selected_words or page.area.selected_text)

    def _ask(self, query: str, *, at_once: bool = False) -> None:
        if query != self._desk.panels.memory.words:
            self._desk.panels.memory.write(query)
        if at_once:
            self._search(query)
        else:
            self._search_soon(query)

    def _pick_first(self) -> None:
        """Offer words of the source, which ← and → change; what is typed takes their place."""
        segment = self._desk.segment
        done = partial(self._divided, segment.id)
        call = partial(words.words, self._desk.ws, segment.source)
        self._desk.tasks.read("words", call, done, self._failed)

    def _divided(self, segment_id: int, found: tuple[Stretch, ...]) -> None:
        panel = self._desk.panels.memory
        is_typing = panel.words and not panel.line.selected_text
        if segment_id != self._desk.segment.id or is_typing or not panel.has_focus_within:
            return
        self._words = found
        source = self._desk.segment.source
        likely = [word for word in found if has_han(source[slice(*word)])]
        first = picking.first_pick(likely or found, self._desk.page.view.pointed_at)
        if first is not None:
            self._show_pick(first)

    def _show_pick(self, stretch: Stretch) -> None:
        view, panel = self._desk.page.view, self._desk.panels.memory
        view.select(Selected(self._desk.index, *stretch))
        panel.write(as_query(view.selected_words), picking=True)
        self._search_soon(panel.words)

    # The search

    def _search_soon(self, query: str) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._desk.screen.set_timer(_PAUSE, partial(self._search, query))

    def _search(self, query: str) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._asked = query
        if not query:
            self._found(query, _Hits())
            return
        call = partial(_looked_up, self._desk.ws, query)
        done = partial(self._found, query)
        self._desk.tasks.read("concordance", call, done, self._failed)

    def _found(self, query: str, hits: _Hits) -> None:
        if query == self._asked:
            panels = self._desk.panels
            more = len(hits.found) == _LIMIT
            panels.memory.show(hits.found, self._names(), hits.likely, more=more)
            panels.update_tabs()

    def _failed(self, error: BaseException) -> None:
        self._desk.alarm(error, title="The memory could not be searched.")


def _looked_up(ws: Workspace, query: str) -> _Hits:
    found = concordance.concordance(ws, query, limit=_LIMIT)
    return _Hits(found, renderings.likely(ws, query, found))


def as_query(selected: str) -> str:
    """Return a selected text as a query: what has spaces in it is one phrase."""
    text = " ".join(selected.replace('"', " ").split())
    return f'"{text}"' if " " in text else text
