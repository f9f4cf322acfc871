"""`workbench tm lookup`: what the editor would offer for a sentence."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import findings, workspace
from workbench.core.memory import Match


@app.command()
def lookup(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A Chinese sentence.")],
    threshold: Annotated[
        int, typer.Option(min=1, max=100, metavar="N", help="Lowest percentage.")
    ] = 70,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many matches.")] = 5,
    json: JsonOption = False,
) -> None:
    """Show the matches that the editor would offer for a sentence."""
    from workbench.services import memory

    with workspace(context) as opened:
        found = memory.matches(opened, text, threshold=threshold, limit=limit)
    if json:
        emit_json(found)
    else:
        emit_rows(("match", "source", "target", "origin", "document"), list(map(_match_row, found)))
    if not found:
        say(f"No match of {threshold} % or more.")
    findings(not found)


def _match_row(match: Match) -> tuple[object, ...]:
    unit = match.unit
    return f"{match.percent} %", unit.source, unit.target, unit.origin, unit.document
