"""Write the finished document to a file, without leaving the editor."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from workbench.core.document import Document
from workbench.services import export
from workbench.services.workspace import Workspace
from workbench.tui.screens.dialog import Dialog


class ExportDialog(Dialog[Path]):
    """Ask where to write the finished document; the result is the file that was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", id="export.write", tooltip="Write it", priority=True)
    ]

    title_text: ClassVar[str] = "Export the finished document"

    def __init__(self, ws: Workspace, document: Document) -> None:
        super().__init__()
        self.add_class("-fitting")
        self.ws, self.document = ws, document
        place = Path(document.path).parent / export.file_name(document)
        self.line = Input(str(place), select_on_focus=False)
        self.line.cursor_blink = False
        self._replaceable: Path | None = None

    def body(self) -> Iterable[Widget]:
        """Return the line with the file's name."""
        note = "In the document's own format; what has no target stands in Chinese."
        return (self.line, Static(note, classes="label"))

    def on_mount(self) -> None:
        """Type the file's name."""
        self.line.focus()

    def action_write(self) -> None:
        """Write the document in a worker; ask before a file is replaced."""
        path = Path(self.line.value.strip()).expanduser()
        if path.is_file() and path != self._replaceable:
            self._replaceable = path
            text = f"{path.name} is there already. Enter again replaces it."
            self.notify(text, severity="warning", markup=False)
            return
        call = partial(_write, self.ws, self.document.id, path)
        self.tasks.read("export", call, self._written, self.failed)

    def _written(self, path: Path) -> None:
        self.dismiss(path)


def _write(ws: Workspace, document_id: int, path: Path) -> Path:
    """Write the finished document and return its path."""
    from workbench.documents.formats.base import Wanted
    from workbench.exchange.atomic import write_bytes

    write_bytes(path, export.finished(ws, document_id, Wanted()))
    return path
