"""Translate a whole paragraph freely: its sources above, one text below, aligned afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from workbench.core.bead import Bead
from workbench.services import alignment
from workbench.services.workspace import Workspace
from workbench.text.normalise import clean
from workbench.tui.rows import Line, Run, wrapped
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.target_area import TargetArea


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A paragraph's new target, and how it lies against the source; no beads: not aligned yet."""

    text: str
    beads: tuple[Bead, ...]


class RewriteDialog(Dialog[Rewritten]):
    """Write the paragraph's target as one text; sentences may be merged, split, and moved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+j,f7",
            "align",
            "align and review",
            id="rewrite.align",
            tooltip="Align the text with the source sentences, then review the pairs",
            priority=True,
        ),
        Binding("pageup", "scroll(-1)", "source", id="rewrite.up", show=False, priority=True),
        Binding("pagedown", "scroll(1)", "source", id="rewrite.down", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    RewriteDialog {
        & > #box { height: 90%; }
        & RowList { height: 2fr; }
        & TargetArea { height: 3fr; }
    }
    """

    title_text: ClassVar[str] = "Rewrite the paragraph"

    def __init__(self, ws: Workspace, sources: tuple[str, ...], whole: str, text: str) -> None:
        """Rewrite a paragraph.

        Args:
            ws: the workspace.
            sources: of its segments.
            whole: their targets, as one text.
            text: what to start with: the same, or what was written before.
        """
        super().__init__()
        self.ws = ws
        self.sources = sources
        self.whole, self.text = whole, text
        self.rows = RowList()
        self.rows.mark_cursor = False
        self.area = TargetArea()

    def body(self) -> Iterable[Widget]:
        """Return the sources over the text."""
        return (self.rows, Static("Translation of the whole", classes="label"), self.area)

    def on_mount(self) -> None:
        """Show both, and type into the text."""
        self.rows.show([partial(_source, n, text) for n, text in enumerate(self.sources, 1)])
        self.area.load(0, self.whole, at_end=True)
        if self.text != self.whole:
            self.area.put(self.text)
        self.area.focus()

    def action_scroll(self, step: int) -> None:
        """Scroll the sources."""
        self.rows.scroll_relative(y=step * max(self.rows.size.height - 1, 1), animate=False)

    def action_leave(self) -> None:
        """Close; what was written is not lost."""
        text = self.area.content
        self.dismiss(None if text == self.whole else Rewritten(text, ()))

    def action_align(self) -> None:
        """Align the text with the sources in a worker."""
        text = clean(self.area.text)
        if not text:
            self.notify("Type the translation first.", severity="warning")
            return
        call = partial(alignment.align_paragraph, self.ws, self.sources, text)
        self.tasks.read("align", call, partial(self._aligned, text), self.failed)

    def _aligned(self, text: str, beads: tuple[Bead, ...]) -> None:
        self.dismiss(Rewritten(text, beads))


def _source(number: int, text: str, cells: int) -> list[Line]:
    head, *rest = wrapped(text, cells - 4)
    return [(Run(f"{number:>2}  ", "key"), *head), *((Run("    "), *line) for line in rest)]
