"""The text area in which the current segment's target is edited; one, reused for all segments.

Promises: holds one line of text whatever is typed or pasted; wraps exactly as the document view
does; leaves Enter, alt keys and the text's edges to the screen; loading another segment is no edit;
no key cuts a placeholder in half: the cursor steps over it, deleting takes it whole; text that is
only offered is drawn after the end and is never part of what the area holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from workbench.text.widths import printable, width, wrap
from workbench.tui import placeholders
from workbench.tui.ghost import ghost_rows
from workbench.tui.prose import one_line, spaced
from workbench.tui.rows import Span

_WORD_EDGE = re.compile(r"(?<=\W)(?=\w)|(?<=\w)(?=\W)|(?<=[㐀-鿿])(?=[㐀-鿿])")


class KinsokuDocument(WrappedDocument):
    """A wrapped document that breaks lines where the document view does."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines.

        Args:
            width: cells of a row; 0 for no wrapping.
            tab_width: kept for the base class; a target holds no tabs.
        """
        super().wrap(0, tab_width)
        self._width = width
        if not width:
            return
        self._wrap_offsets = [
            [row.start for row in wrap(line, width)[1:]] for line in self.document.lines
        ]
        self._offset_to_line_info = [
            (number, section)
            for number, offsets in enumerate(self._wrap_offsets)
            for section in range(len(offsets) + 1)
        ]
        self._line_index_to_offsets = [[] for _ in self._wrap_offsets]
        for y, (number, _) in enumerate(self._offset_to_line_info):
            self._line_index_to_offsets[number].append(y)

    def wrap_range(
        self,
        start: tuple[int, int],  # noqa: ARG002 - a target is short enough to be wrapped whole
        old_end: tuple[int, int],  # noqa: ARG002
        new_end: tuple[int, int],  # noqa: ARG002
    ) -> None:
        """Wrap everything again after an edit."""
        self.wrap(self._width)


class TargetArea(TextArea, inherit_bindings=True):
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
        & > .target--ghost { color: $foreground 45%; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "target--warning",
        "target--error",
        "target--code",
        "target--weak",
        "target--ghost",
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
        super().__init__(
            id=id, soft_wrap=True, compact=True, highlight_cursor_line=False, max_checkpoints=500
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._word_pattern = _WORD_EDGE
        self._marked: tuple[Span, ...] = ()
        self.key = 0
        """Id of the segment whose target is shown."""
        self._known = ""
        self._loaded = ("", "")
        self._ghost = ""

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
        self._ghost = ""
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

    # What is only offered

    @property
    def ghost(self) -> str:
        """What is offered to follow the text; nothing where the cursor is not at its end."""
        return self._ghost if self.is_at_end else ""

    @ghost.setter
    def ghost(self, words: str) -> None:
        if words != self._ghost:
            self._ghost = words
            self._line_cache.clear()
            self.refresh()

    @property
    def is_at_end(self) -> bool:
        """Whether the cursor stands at the end of the text, with nothing selected."""
        return self.selection == Selection.cursor((0, len(self.text)))

    @property
    def ghost_rows(self) -> tuple[str, ...]:
        """The rows of what is offered, the first in the last row of the text."""
        cells = self.wrap_width
        at = self.wrapped_document.location_to_offset((0, len(self.text))).x
        return ghost_rows(printable(self.ghost), at, cells) if cells else ()

    @property
    def rows(self) -> int:
        """How many rows the text takes with what is offered after it."""
        return self.wrapped_document.height + max(len(self.ghost_rows) - 1, 0)

    def take_ghost(self, words: str) -> None:
        """Put the first `words` of what is offered into the text, as one edit to undo."""
        self.history.checkpoint()
        end = (0, len(self.text))
        self.replace(words, end, end, maintain_selection_offset=False)
        self.move_cursor((0, len(self.text)))
        self.history.checkpoint()

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
        is_typed_along = start == len(self.text) and self._ghost.startswith(edit.text)
        self._ghost = self._ghost[len(edit.text) :] if is_typed_along else ""
        return super().edit(edit)

    def render_line(self, y: int) -> Strip:
        """Return a row, with what is offered after the text."""
        strip = super().render_line(y)
        rows = self.ghost_rows if self.has_focus else ()
        row = y - self.wrapped_document.height + 1
        if not 0 <= row < len(rows):
            return strip
        at = self.wrapped_document.location_to_offset((0, len(self.text))).x if row == 0 else 0
        style = self.get_component_rich_style("target--ghost")
        cursor = strip.crop(at, at + 1) if row == 0 else Strip([])
        words = rows[row] or " "
        shown = [Segment(words, style)]
        if row == 0:  # the cursor stands on the first letter of what is offered
            drawn = next((segment.style for segment in cursor), None)
            shown = [Segment(words[:1], drawn), Segment(words[1:], style)]
        end = at + width(words)
        return Strip.join([strip.crop(0, at), Strip(shown), strip.crop(end, self.size.width)])

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

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = KinsokuDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

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
