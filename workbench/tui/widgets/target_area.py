"""The text area in which the current segment's target is edited; one, reused for all segments.

Promises: holds one line of text whatever is typed or pasted; wraps exactly as the document view
does; leaves Enter, alt keys and the text's edges to the screen; loading another segment is no edit;
no key cuts a placeholder in half: the cursor steps over it, deleting takes it whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from workbench.tui import placeholders
from workbench.tui.prose import one_line, spaced
from workbench.tui.rows import Span
from workbench.tui.widgets.offering_area import OfferingArea

_WORD_EDGE = re.compile(r"(?<=\W)(?=\w)|(?<=\w)(?=\W)|(?<=[㐀-鿿])(?=[㐀-鿿])")


class TargetArea(OfferingArea, inherit_bindings=True):
    """The editor of one target."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", "Select all", show=False, id="text.select_all"),
    ]

    DEFAULT_CSS = """
    TargetArea {
        border: none;
        padding: 0;
        background: $primary 26%;
        scrollbar-size: 0 0;
        overflow: hidden hidden;
        &:focus { border: none; }
        &.-machine { color: $foreground 70%; text-style: italic; }
        & > .target--warning { text-style: underline; color: $text-warning; }
        & > .target--error { text-style: underline; color: $text-error; }
        & > .target--code { color: $text-secondary; text-style: bold; }
        & > .target--weak { text-style: underline; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "target--warning",
        "target--error",
        "target--code",
        "target--weak",
    }

    @dataclass
    class Typed(Message):
        """A person has changed the text of the segment that was loaded under `key`."""

        key: int
        text: str

    @dataclass
    class EdgeReached(Message):
        """The cursor was moved up from the first row (`step` -1) or down from the last one (1)."""

        step: int

    @dataclass
    class HistoryExhausted(Message):
        """There is nothing to undo (`step` -1) or redo (1) in this text."""

        step: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._word_pattern = _WORD_EDGE
        self._marked: tuple[Span, ...] = ()
        self.key = 0
        """Id of the segment whose target is shown."""
        self._known = ""
        self._loaded = ("", "")

    # What the page does with it

    def load(self, key: int, text: str, *, at_end: bool = False) -> None:
        """Show another text, with nothing to undo; the cursor goes to its start or its end.

        Args:
            key: id of the segment; comes back in `Typed`.
            text: its target.
            at_end: whether the cursor goes to the end.
        """
        self.key, self._known = key, one_line(text)
        self._loaded = (self._known, text)
        self._marked = ()
        self.ghost = ""
        self.load_text(self._known)
        if at_end:
            self.move_cursor((0, len(self._known)))

    @property
    def content(self) -> str:
        """The target as a person leaves it: what was loaded, to the letter, until it is edited."""
        shown, loaded = self._loaded
        return loaded if self.text == shown else self.text

    def put(self, text: str) -> None:
        """Replace the whole text, as an edit that can be undone."""
        self.replace(text, (0, 0), (0, len(self.text)), maintain_selection_offset=False)
        self.move_cursor((0, len(self.text)))

    def put_in(self, words: str) -> None:
        """Put words in at the cursor, or in place of the selection, with spaces where needed."""
        (_, start), (_, end) = sorted(self.selection)
        words = spaced(self.text[:start], words, self.text[end:])
        result = self.replace(words, (0, start), (0, end), maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def put_around(self, before: str, after: str) -> None:
        """Put one text before the selection and one after it, as one edit; nothing is selected.

        Where nothing goes after it, the other goes to the cursor, whatever is selected.
        """
        (_, start), (_, end) = sorted(self.selection)
        if not after:
            start = end = self.cursor_offset
        words = before + self.text[start:end] + after
        result = self.replace(words, (0, start), (0, end), maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def mark(self, spans: Sequence[Span]) -> None:
        """Underline parts of the text; their styles are `weak`, `warning` and `error`."""
        self._marked = tuple(spans)
        self._line_cache.clear()
        self.refresh()

    def rewrite(self, text: str, at: int) -> None:
        """Replace the whole text as one edit to undo, and put the cursor at an offset."""
        self.history.checkpoint()
        self.replace(text, (0, 0), (0, len(self.text)), maintain_selection_offset=False)
        self.move_cursor((0, at))
        self.history.checkpoint()

    # The cursor

    @property
    def cursor_offset(self) -> int:
        """Where the cursor stands, in code points of the text."""
        return int(self.cursor_location[1])

    @property
    def cursor_row(self) -> int:
        """In which row of the wrapped text the cursor stands."""
        return int(self.wrapped_document.location_to_offset(self.cursor_location).y)

    def place_cursor(self, cell: int, row: int) -> None:
        """Put the cursor at a cell of a row of the wrapped text."""
        y = min(max(row, 0), self.wrapped_document.height - 1)
        self.move_cursor(self.wrapped_document.offset_to_location(Offset(max(cell, 0), y)))

    # What the base class calls

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit with its text made one line."""
        edit.text = one_line(edit.text)
        (_, start), (_, end) = sorted((edit.from_location, edit.to_location))
        start, end = placeholders.widened(self.text, start, end)
        edit.from_location, edit.to_location = (0, start), (0, end)
        return super().edit(edit)

    def validate_selection(self, selection: Selection) -> Selection:
        """Keep both ends out of placeholders; the cursor goes on in the direction that it came."""
        (row, start), (end_row, end) = selection
        if row or end_row:
            return selection
        forward = end >= self.selection.end[1]
        start_forward = forward if start == end else not forward
        start = placeholders.snapped(self.text, start, forward=start_forward)
        return Selection((0, start), (0, placeholders.snapped(self.text, end, forward=forward)))

    def get_line(self, line_index: int) -> Text:
        """Return a line with its placeholders and its marked parts in their styles."""
        line = super().get_line(line_index)
        for span in (*placeholders.spans(line.plain), *self._marked):
            style = self.get_component_rich_style(f"target--{span.style}", partial=True)
            line.stylize(style, span.start, span.end)
        return line

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up a row; from the first one, leave the text."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(self.EdgeReached(-1))
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down a row; from the last one, leave the text."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(self.EdgeReached(1))
        else:
            super().action_cursor_down(select)

    def action_undo(self) -> None:
        """Undo the last edit of this text; if there is none, say so to the screen."""
        if self.history.undo_stack:
            super().action_undo()
        else:
            self.post_message(self.HistoryExhausted(-1))

    def action_redo(self) -> None:
        """Redo what was undone in this text; if there is nothing, say so to the screen."""
        if self.history.redo_stack:
            super().action_redo()
        else:
            self.post_message(self.HistoryExhausted(1))

    # Events

    def on_key(self, event: events.Key) -> None:
        """Keep characters that come with alt out of the text."""
        if event.key.startswith(("alt+", "ctrl+", "super+")):
            event.prevent_default()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the screen what a person typed; drop marks, whose offsets no longer hold."""
        event.stop()
        if self.text == self._known:
            return
        self._known = self.text
        self.mark(())
        self.post_message(self.Typed(self.key, self.content))
