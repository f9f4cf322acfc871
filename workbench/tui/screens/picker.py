"""Pick a document: all that were imported, with how far they are."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from workbench.core.document import DocumentSummary
from workbench.services import documents
from workbench.services.workspace import Workspace
from workbench.text.widths import fit, pad
from workbench.tui.rows import Line, Run
from workbench.tui.tasks import Tasks
from workbench.tui.widgets.key_bar import KeyBar
from workbench.tui.widgets.row_list import RowList

_BAR = 20


class PickerScreen(Screen[None]):
    """The list of documents."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "open", id="picker.open", tooltip="Open it"),
        Binding("up", "move(-1)", "up", id="picker.up", show=False),
        Binding("down", "move(1)", "down", id="picker.down", show=False),
        Binding("pageup", "page(-1)", "page up", id="picker.page_up", show=False),
        Binding("pagedown", "page(1)", "page down", id="picker.page_down", show=False),
        Binding("escape,q", "app.quit", "quit", id="picker.quit", tooltip="Leave"),
    ]

    DEFAULT_CSS = """
    PickerScreen {
        & > #heading { background: $panel; padding: 0 1; text-style: bold; height: 1; }
        & > RowList { padding: 1; }
    }
    """

    class Chosen(Message):
        """Somebody chose a document."""

        def __init__(self, document_id: int) -> None:
            self.document_id = document_id
            super().__init__()

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.ws = ws
        self.tasks = Tasks(self)
        self.found: tuple[DocumentSummary, ...] = ()
        self.rows = RowList(empty="Looking …")

    def compose(self) -> ComposeResult:
        """Put the list between a heading and the keys."""
        yield Static("Documents", id="heading")
        yield self.rows
        yield KeyBar([b for b in self.BINDINGS if isinstance(b, Binding)])

    def on_mount(self) -> None:
        """Fetch the list in a worker."""
        call = partial(documents.summaries, self.ws)
        self.tasks.read("documents", call, self._take, self._failed)

    def action_choose(self) -> None:
        """Open the selected document."""
        if self.found:
            self.post_message(self.Chosen(self.found[self.rows.cursor].id))

    def action_move(self, step: int) -> None:
        """Select another document."""
        self.rows.move(step)

    def action_page(self, step: int) -> None:
        """Select a document one page further."""
        self.rows.page(step)

    def _take(self, found: tuple[DocumentSummary, ...]) -> None:
        self.found = found[::-1]
        if found:
            self.rows.show([partial(document_lines, summary) for summary in self.found])
        else:
            self.rows.say("No document was imported yet: start with `workbench edit FILE`.")

    def _failed(self, error: BaseException) -> None:
        self.rows.say("The list could not be read.")
        self.notify(str(error), severity="error", markup=False)

    def on_row_list_entry_clicked(self) -> None:
        """Open what was clicked."""
        self.action_choose()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand results of workers on."""
        self.tasks.finished(event)


def document_lines(summary: DocumentSummary, cells: int) -> list[Line]:
    """Return a document with its progress: newest first, done in full blocks."""
    done = summary.progress
    filled = _BAR * done.percent // 100
    counts = f" {done.percent:>3} %  {done.confirmed} of {done.segments} segments"
    name = pad(fit(summary.name, max(cells - 30, 10)), max(cells - 30, 10))
    bar: Line = (
        Run("   " + "█" * filled, "good"),
        Run("░" * (_BAR - filled), "faint"),
        Run(counts, "dim"),
    )
    return [(Run(name, "bold"), Run(f" {summary.imported_at:%Y-%m-%d}", "faint")), bar]
