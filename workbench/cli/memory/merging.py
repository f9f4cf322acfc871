"""`workbench tm merge`: units that say the same made one."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.memory.asking import YesOption, ask
from workbench.cli.memory.filters import Asked, filtered
from workbench.cli.memory.maintenance import tell
from workbench.cli.output import progress, say
from workbench.cli.session import workspace
from workbench.errors import UsageError


@app.command()
@filtered
def merge(
    context: typer.Context,
    asked: Asked,
    units: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="UNIT", help="Units with one source: the first named keeps its words."
        ),
    ] = None,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Make one unit of several; without units, of all duplicates. `tm undo` takes it back.

    Duplicates are units with one pair in one context (`tm lint` lists them): what comes of them was
    made when the oldest was, and has the words that were changed last.
    """
    from workbench.services import merging

    if units and not asked.is_empty:
        raise UsageError("it takes either units or filters", hint="Say which units are meant.")
    with workspace(context) as opened:
        if units:
            tell(merging.merge(opened, units), json=json)
            return
        if not yes:
            ask("Merge all duplicates?")
        with progress("merging") as report:
            done = merging.merge_duplicates(opened, asked.filter(opened), progress=report)
    if done is None:
        say("There are no duplicates.")
    else:
        tell(done, json=json)
