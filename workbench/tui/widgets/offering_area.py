"""A text area of one line that shows, after the text, what is only offered to follow it.

Promises: what is offered is never part of the text before a key takes it; it stands at the end of
the text only, and goes when the text goes another way; it is drawn in the rows that are free, and
ends with an ellipsis where they are too few.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.document._document import EditResult
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from workbench.text.widths import printable, width
from workbench.tui.ghost import ghost_rows
from workbench.tui.widgets.kinsoku import KinsokuDocument


class OfferingArea(TextArea):
    """A text area that can offer what may follow its text."""

    DEFAULT_CSS = """
    OfferingArea > .offering--ghost { color: $foreground 45%; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"offering--ghost"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            id=id, soft_wrap=True, compact=True, highlight_cursor_line=False, max_checkpoints=500
        )
        self._ghost = ""
        self._room = 1

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
    def room(self) -> int:
        """How many rows the text may take together with what is offered; at least 1."""
        return self._room

    @room.setter
    def room(self, rows: int) -> None:
        if rows != self._room:
            self._room = rows
            self.refresh()

    @property
    def is_at_end(self) -> bool:
        """Whether the cursor stands at the end of the text, with nothing selected."""
        return self.selection == Selection.cursor((0, len(self.text)))

    @property
    def ghost_rows(self) -> tuple[str, ...]:
        """The rows of what is offered, the first in the last row of the text."""
        cells, free = self.wrap_width, self._room - self.wrapped_document.height
        at = self.wrapped_document.location_to_offset((0, len(self.text))).x
        return ghost_rows(printable(self.ghost), at, cells, max(free, 0) + 1) if cells else ()

    @property
    def rows(self) -> int:
        """How many rows the text takes with what is shown after it."""
        return self.wrapped_document.height + max(len(self.ghost_rows) - 1, 0)

    def take_ghost(self, words: str) -> None:
        """Put the first `words` of what is offered into the text, as one edit to undo."""
        self.history.checkpoint()
        end = (0, len(self.text))
        self.replace(words, end, end, maintain_selection_offset=False)
        self.move_cursor((0, len(self.text)))
        self.history.checkpoint()

    # What the base class calls

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit; what is offered loses what is typed along it, or goes."""
        start = min(edit.from_location, edit.to_location)[1]
        is_along = start == len(self.text) and self._ghost.startswith(edit.text)
        self._ghost = self._ghost[len(edit.text) :] if is_along else ""
        return super().edit(edit)

    def render_line(self, y: int) -> Strip:
        """Return a row, with what is offered after the text."""
        strip = super().render_line(y)
        rows = self.ghost_rows if self.has_focus else ()
        row = y - self.wrapped_document.height + 1
        if not 0 <= row < len(rows):
            return strip
        at = self.wrapped_document.location_to_offset((0, len(self.text))).x if row == 0 else 0
        style = self.get_component_rich_style("offering--ghost")
        cursor = strip.crop(at, at + 1) if row == 0 else Strip([])
        words = rows[row] or " "
        shown = [Segment(words, style)]
        if row == 0:  # the cursor stands on the first letter of what is offered
            drawn = next((segment.style for segment in cursor), None)
            shown = [Segment(words[:1], drawn), Segment(words[1:], style)]
        end = at + width(words)
        return Strip.join([strip.crop(0, at), Strip(shown), strip.crop(end, self.size.width)])

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = KinsokuDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()
