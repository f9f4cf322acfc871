"""`workbench edit`: open a document in the editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import (
    EncodingOption,
    EngineOption,
    FormatOption,
    WithOption,
    WithoutOption,
    cleaning,
)
from workbench.cli.imports import is_large
from workbench.cli.output import progress
from workbench.cli.session import workspace
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.documents.cleanup.cleaning import Cleaning
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
    article: Annotated[
        int | None,
        typer.Option(metavar="N", help="Only this article of a page, counted from 1.", min=1),
    ] = None,
    encoding: EncodingOption = None,
    form: FormatOption = None,
    without: WithoutOption = None,
    having: WithOption = None,
    engine: EngineOption = None,
    memory: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The memory that it writes to from now on."),
    ] = None,
) -> None:
    """Open a document in the editor; a file is imported first."""
    from workbench.tui import terminal

    terminal.require()
    from workbench.services import memories

    steps = cleaning(without, having)
    if memory is not None and document is None:
        hint = f"Name the document, or: workbench tm memories default '{memory}'"
        raise UsageError("no document is named that could write to it", where=memory, hint=hint)
    with workspace(context) as opened:
        if memory is not None:
            memories.writable(opened, memory)  # before anything is imported
        if document is None:
            chosen = None
        elif Path(document).exists():
            chosen = _taken_in(opened, Path(document), article, encoding, form, steps)
        else:
            chosen = _found(opened, document, article)
        if memory is not None and chosen is not None:
            memories.use(opened, chosen, memory)
        from workbench.tui.app import run_editor

        code = run_editor(opened, chosen, engine=engine)
    raise typer.Exit(code)


def _taken_in(
    opened: Workspace,
    path: Path,
    article: int | None,
    encoding: str | None,
    form: str | None,
    steps: Cleaning,
) -> int:
    """Import a file; what is to be said of it is said in the editor."""
    from workbench.services import documents

    with progress(path.name, shown=is_large(path)) as report:
        taken = documents.take_in(
            opened,
            path,
            encoding=encoding,
            format=form,
            cleaning=steps,
            article=None if article is None else article - 1,
            progress=report,
        )
    opened.notices += taken.notices
    return taken.document.id


def _found(opened: Workspace, reference: str, article: int | None) -> int:
    from workbench.services import documents

    if article is not None:
        raise UsageError(
            "only a file has articles to choose from",
            where=reference,
            hint="Name the file, or the document of the article.",
        )
    return documents.find(opened, reference).id


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(edit)
