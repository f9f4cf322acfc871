"""What opens over the editor: a box with a title, a body, and the keys that work in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.worker import Worker

from workbench.tui.tasks import Tasks
from workbench.tui.widgets.key_bar import KeyBar

ResultT = TypeVar("ResultT")


class Dialog(ModalScreen[ResultT]):
    """A modal screen; Escape leaves it without a result."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "close", id="dialog.close", tooltip="Close this", priority=True)
    ]

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > #box {
            width: 90%;
            max-width: 110;
            height: 80%;
            border: round $primary;
            border-title-color: $text;
            border-title-style: bold;
            background: $background;
            padding: 0 1;
        }
        &.-fitting > #box { height: auto; max-height: 90%; }
        & Input, & TextArea { border: none; background: $surface; padding: 0 1; height: 1; }
        & Input:focus, & TextArea:focus { border: none; }
        & .label { color: $text-muted; height: auto; margin: 1 0 0 0; }
        & KeyBar { margin: 1 0 0 0; background: $background; padding: 0; }
    }
    """

    title_text: ClassVar[str] = ""
    """Title of the box."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks = Tasks(self)

    def compose(self) -> ComposeResult:
        """Put the body in a box over the keys."""
        with Vertical(id="box") as box:
            box.border_title = self.title_text
            yield from self.body()
            yield KeyBar(self.shown_bindings())

    def body(self) -> Iterable[Widget]:
        """Return what stands in the box."""
        return ()

    def shown_bindings(self) -> list[Binding]:
        """Return the dialog's own bindings, then how to close it."""
        own = [b for b in self.BINDINGS if isinstance(b, Binding)]
        keys = {binding.key for binding in own}
        rest = [b for b in Dialog.BINDINGS if isinstance(b, Binding) and b.key not in keys]
        return [*own, *rest]

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def failed(self, error: BaseException) -> None:
        """Tell what went wrong in a worker."""
        self.notify(str(error), severity="error", title="That did not work", markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand results of workers on."""
        self.tasks.finished(event)
