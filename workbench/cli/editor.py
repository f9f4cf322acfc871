"""`workbench edit`: open a document in the editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import EncodingOption, EngineOption
from workbench.cli.session import workspace

if TYPE_CHECKING:
    from workbench.services.workspace import Workspace


def edit(
    context: typer.Context,
    document: Annotated[
        str | None,
        typer.Argument(
            metavar="DOCUMENT",
            help="A file to import, or a document's number or name; none: pick one.",
        ),
    ] = None,
    encoding: EncodingOption = None,
    engine: EngineOption = None,
) -> None:
    """Open a document in the editor; a file is imported first."""
    from workbench.tui import terminal

    terminal.require()
    with workspace(context) as opened:
        chosen = None if document is None else _document_id(opened, document, encoding)
        from workbench.tui.app import run_editor

        code = run_editor(opened, chosen, engine=engine)
    raise typer.Exit(code)


def _document_id(opened: Workspace, reference: str, encoding: str | None) -> int:
    from workbench.services import documents

    if Path(reference).exists():
        return documents.import_document(opened, Path(reference), encoding=encoding).id
    return documents.find(opened, reference).id


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(edit)
