"""All that is known of a unit, in a few lines."""

from __future__ import annotations

from workbench.core.memory import Unit
from workbench.tui.rows import Line
from workbench.tui.suggestion_lines import NO_NAMES, Names
from workbench.tui.unit_lines import detail_lines
from workbench.tui.widgets.runs_view import RunsView


class UnitDetails(RunsView):
    """What is known of the selected unit."""

    def __init__(self) -> None:
        super().__init__()
        self._unit: Unit | None = None
        self._names: Names = NO_NAMES
        self._lines: list[Line] = []

    def show(self, unit: Unit | None, names: Names) -> None:
        """Show another unit, or nothing."""
        self._unit, self._names = unit, names
        self._build()

    def line(self, y: int) -> Line:
        """Return line `y`."""
        return self._lines[y] if y < len(self._lines) else ()

    def _build(self) -> None:
        cells = self.scrollable_content_region.width
        unit = self._unit
        self._lines = detail_lines(unit, self._names, cells) if unit and cells > 0 else []
        self.refresh()

    def on_resize(self) -> None:
        """Build the lines for the new width."""
        self._build()
