"""The base of our line widgets: draws lines of runs, with style names as component classes.

A subclass gives the number of lines and each line; this class turns them into strips, fills them to
the width, and forgets its styles when the theme changes. Rows are lines, never widgets.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment as Cells
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.tui.rows import Line


class RunsView(ScrollView, inherit_bindings=False):
    """A scrolling view of lines of runs."""

    DEFAULT_CSS = """
    RunsView {
        overflow-x: hidden;
        overflow-y: hidden;
        scrollbar-size-vertical: 1;
        & > .runs--bold { text-style: bold; }
        & > .runs--dim { color: $text-muted; }
        & > .runs--faint { color: $foreground 45%; }
        & > .runs--accent { color: $text-accent; }
        & > .runs--code { color: $text-secondary; text-style: bold; }
        & > .runs--good { color: $text-success; }
        & > .runs--warning { color: $text-warning; }
        & > .runs--error { color: $text-error; text-style: bold; }
        & > .runs--added { color: $text-success; text-style: underline; }
        & > .runs--removed { color: $text-error; text-style: strike; }
        & > .runs--found { color: $text-accent; text-style: bold underline; }
        & > .runs--likely { text-style: underline; }
        & > .runs--selected { background: $primary 25%; }
        & > .runs--key { color: $text-accent; text-style: bold; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "runs--bold",
        "runs--dim",
        "runs--faint",
        "runs--accent",
        "runs--code",
        "runs--good",
        "runs--warning",
        "runs--error",
        "runs--added",
        "runs--removed",
        "runs--found",
        "runs--likely",
        "runs--selected",
        "runs--key",
    }

    ALLOW_SELECT = False
    can_focus = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._styles_by_names: dict[str, Style] = {}
        self._ground = Style.null()
        self._cells = 0

    def line(self, y: int) -> Line:
        """Return the line in row `y` of the whole view; empty below the end."""
        raise NotImplementedError

    def line_style(self, y: int) -> str:  # noqa: ARG002 - for subclasses
        """Return the names of styles under the whole row `y`, its empty cells included."""
        return ""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part."""
        # Both cost more than a line, so they are looked up once for all lines.
        self._ground = self.rich_style
        self._cells = self.scrollable_content_region.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of the visible part."""
        y += self.scroll_offset.y
        base = self._ground + self._style(self.line_style(y))
        cells = [Cells(run.text, base + self._style(run.style)) for run in self.line(y)]
        return Strip(cells).adjust_cell_length(self._cells, base)

    def notify_style_update(self) -> None:
        """Forget all styles, because the theme or the style sheet has changed."""
        self._styles_by_names.clear()
        super().notify_style_update()

    def _style(self, names: str) -> Style:
        style = self._styles_by_names.get(names)
        if style is None:
            style = Style.null()
            for name in names.split():
                style += self._component(f"runs--{name}")
            self._styles_by_names[names] = style
        return style

    def _component(self, name: str) -> Style:
        """Return what a component class sets and nothing else, transparent colours blended."""
        own = self.get_component_rich_style(name, partial=True)
        blended = self.get_component_rich_style(name)
        return own + Style.from_color(
            blended.color if own.color else None, blended.bgcolor if own.bgcolor else None
        )
