"""`workbench tm penalties` and `tm domain`: what matches lose, and for which documents."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from workbench.cli.arguments import DocumentArgument, JsonOption
from workbench.cli.memory.app import app
from workbench.cli.output import emit, emit_json, emit_rows, say
from workbench.cli.session import workspace
from workbench.errors import UsageError

_MEANINGS: Final = {
    "machine": "a machine's draft, confirmed as it was",
    "alignment": "from aligning two texts",
    "draft": "nobody vouches for it",
    "domain": "of another domain (see: workbench tm domain)",
    "document": "of another document or file",
    "age": "older than `years`",
    "years": "(years, not per cent)",
    "script": "traditional for a simplified source, or the other way round",
}


@app.command()
def penalties(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which one to set.")] = None,
    value: Annotated[
        int | None, typer.Argument(metavar="VALUE", help="Per cent that it takes; 0 for none.")
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Set all as in a new project.")] = False,
    json: JsonOption = False,
) -> None:
    """Show or set what matches lose for where they come from; each memory may have its own.

    A match that loses anything is at most 99 %, so that nothing takes it without a look.
    """
    from dataclasses import asdict

    from workbench.services import penalties as service

    if (name is None) != (value is None) or (reset and name is not None):
        raise UsageError(
            "a penalty is set by its name and a value",
            hint="For example: workbench tm penalties machine 5.",
        )
    with workspace(context) as opened:
        if reset:
            found = service.reset(opened)
        elif name is not None and value is not None:
            found = service.change(opened, name, value)
        else:
            found = service.penalties(opened)
    if json:
        emit_json(found)
        return
    rows = [(key, figure, _MEANINGS[key]) for key, figure in asdict(found).items()]
    emit_rows(("penalty", "value", "for a unit that is"), rows)


@app.command()
def domain(
    context: typer.Context,
    document: DocumentArgument,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="What it is about; '' for nothing.")
    ] = None,
) -> None:
    """Show or say what a document is about: its units get that domain."""
    from workbench.services import documents, penalties

    with workspace(context) as opened:
        number = documents.find(opened, document).id
        if name is None:
            emit(penalties.domain(opened, number))
        else:
            stored = penalties.set_domain(opened, number, name)
            say(f"The domain is {stored} now." if stored else "It has no domain now.")
