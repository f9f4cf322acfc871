"""A side panel: a titled list of entries that can be clicked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message

from workbench.tui.panel_lines import PanelLine
from workbench.tui.rows import Line
from workbench.tui.widgets.runs_view import RunsView

Builder = Callable[[int], list[PanelLine]]
"""Makes the lines of a panel for a width in cells."""


class Panel(RunsView):
    """Lines built for the panel's width, built again when the width changes."""

    DEFAULT_CSS = """
    Panel {
        overflow-y: auto;
        scrollbar-gutter: stable;
        border-top: solid $foreground 20%;
        border-title-color: $text-muted;
        border-title-style: bold;
        padding: 0 1;
    }
    """

    @dataclass
    class EntryClicked(Message):
        """Somebody clicked an entry."""

        panel: Panel
        entry: int

        @property
        def control(self) -> Panel:
            """The panel."""
            return self.panel

    def __init__(self, title: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.title = title
        self.border_title = title
        self.count = 0
        """How many entries are shown."""
        self._builder: Builder = lambda _cells: []
        self._lines: list[PanelLine] = []

    def show(self, builder: Builder, count: int) -> None:
        """Show other entries, from the top.

        Args:
            builder: makes their lines.
            count: how many there are, for the title.
        """
        self._builder, self.count = builder, count
        self.border_title = f"{self.title} {count}" if count else self.title
        self._build()
        self.scroll_to(y=0, animate=False, force=True)

    def line(self, y: int) -> Line:
        """Return line `y`."""
        return self._lines[y].line if y < len(self._lines) else ()

    def _build(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = self._builder(width) if width > 0 else []
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def on_resize(self) -> None:
        """Build the lines for the new width."""
        self._build()

    def on_click(self, event: events.Click) -> None:
        """Tell which entry was clicked."""
        offset = event.get_content_offset(self)
        y = offset.y + self.scroll_offset.y if offset else -1
        if 0 <= y < len(self._lines) and (entry := self._lines[y].entry) is not None:
            self.post_message(self.EntryClicked(self, entry))
