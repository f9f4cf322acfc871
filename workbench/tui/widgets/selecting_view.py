"""The document view in which words of a source can be selected, by mouse or from elsewhere.

Promises: a selection is within one source and never empty; a drag that selects nothing is a click;
the current segment changes only by clicks and keys, never by a drag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message

from workbench.text.placeholders import PLACEHOLDER
from workbench.tui.rows import Span
from workbench.tui.sheet import Sheet
from workbench.tui.widgets.document_view import DocumentView


@dataclass(frozen=True, slots=True)
class Selected:
    """Characters `[start, end)` of the source of the segment `index`."""

    index: int
    start: int
    end: int


class SelectingView(DocumentView):
    """A document view with a selection in one of the sources."""

    DEFAULT_CSS = """
    SelectingView > .runs--picked { background: $warning 40%; text-style: bold; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"runs--picked"}

    class SelectionChanged(Message):
        """Somebody selects words of a source with the mouse, or has dropped them."""

    def __init__(self, sheet: Sheet, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(sheet, id=id)
        self.selected: Selected | None = None
        """What is selected."""
        self._selected_in = ""
        self._from: tuple[int, int] | None = None  # segment and character where a drag began
        self._dragged = False

    @property
    def selected_words(self) -> str:
        """The text that is selected; empty where nothing is."""
        chosen = self.selected
        text = "" if chosen is None else self._selected_in[chosen.start : chosen.end]
        return PLACEHOLDER.sub("", text)

    def select(self, chosen: Selected | None) -> None:
        """Select other words, or none."""
        before, self.selected = self.selected, chosen
        self._selected_in = "" if chosen is None else self.sheet.segments[chosen.index].source
        if before != chosen:
            for index in {one.index for one in (before, chosen) if one is not None}:
                self.update_segment(index)

    def source_spans(self, index: int) -> tuple[Span, ...]:
        """Return what is highlighted in a source besides its terms."""
        chosen = self.selected
        spans = super().source_spans(index)
        if chosen is None or chosen.index != index:
            return spans
        return (*spans, Span(chosen.start, chosen.end, "picked"))

    def rebuild(self) -> None:
        """Lay everything out anew; what was selected in another text is selected no more."""
        chosen, segments = self.selected, self.sheet.segments
        if chosen is not None:
            is_there = chosen.index < len(segments)
            if not is_there or segments[chosen.index].source != self._selected_in:
                self.selected = None
        super().rebuild()

    # Events

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select, should the mouse be moved."""
        self._dragged = False
        self._from = self.source_at(event.x, event.y)
        if self._from is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down to here."""
        if self._from is None or not event.button:
            return
        index, start = self._from
        here = self.source_at(event.x, event.y)
        if here is None or here[0] != index or (here[1] == start and not self._dragged):
            return
        self._dragged = True
        first, last = sorted((start, here[1]))
        self.select(Selected(index, first, last + 1))
        self.post_message(self.SelectionChanged())

    def on_mouse_up(self) -> None:
        """End the selection."""
        self._from = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Take a click that ends no drag as one, which drops what was selected."""
        if self._dragged:
            # The base class would go to the segment: its handler is called after this one.
            event.prevent_default()
        elif self.selected is not None:
            self.select(None)
            self.post_message(self.SelectionChanged())
