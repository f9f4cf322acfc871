"""`workbench repetitions`: what is repeated in a document, and whether it is filled forward."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.arguments import DocumentArgument, JsonOption
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import workspace


def repetitions(
    context: typer.Context,
    document: DocumentArgument,
    fill: Annotated[
        bool | None,
        typer.Option(
            "--fill/--no-fill", help="Whether confirming a segment fills its repetitions forward."
        ),
    ] = None,
    excluding: Annotated[
        list[int] | None,
        typer.Option(
            "--except", metavar="N", help="Leave this segment alone when filling; repeatable."
        ),
    ] = None,
    including: Annotated[
        list[int] | None,
        typer.Option("--include", metavar="N", help="Fill this segment again; repeatable."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the repeated sentences of a document; say whether they are filled forward.

    Segments are counted from 1, as the editor shows them; those in brackets are exceptions.
    """
    from workbench.services import documents, editing
    from workbench.services import repetitions as service

    with workspace(context) as opened:
        found = documents.find(opened, document)
        if fill is not None:
            editing.set_propagation(opened, found.id, fill)
        for number in excluding or ():
            editing.set_exception(opened, service.numbered(opened, found.id, number).id, True)
        for number in including or ():
            editing.set_exception(opened, service.numbered(opened, found.id, number).id, False)
        told = service.of_document(opened, found.id)
    if json:
        emit_json(told)
    else:
        rows = [
            (
                len(group),
                " ".join(
                    f"{s.position + 1}" if s.propagates else f"({s.position + 1})" for s in group
                ),
                group[0].source,
            )
            for group in told.groups
        ]
        emit_rows(("times", "segments", "source"), rows)
    say(f"Repetitions are {'' if told.fills else 'not '}filled forward in {found.name}.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(repetitions)
