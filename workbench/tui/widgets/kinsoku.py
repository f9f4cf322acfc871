"""Wrapping of edited text by the rules of the document view, which Textual's own does not know.

Promises: an edited text breaks its rows where the view does; a text is short enough to be wrapped
whole after each edit.
"""

from __future__ import annotations

from textual.document._wrapped_document import WrappedDocument

from workbench.text.widths import wrap


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
