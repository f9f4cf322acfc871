"""`workbench tm search`: concordance."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import findings, workspace

SideOption = Annotated[
    Literal["source", "target", "both"], typer.Option(help="Which side to search.")
]


@app.command()
def search(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", help="Words that must all stand in a unit.")
    ],
    side: SideOption = "both",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many units.")] = 50,
    json: JsonOption = False,
) -> None:
    """Concordance: find units by words of either side."""
    from workbench.services import concordance

    with workspace(context) as opened:
        found = concordance.concordance(opened, " ".join(words), side=side, limit=limit)
    if json:
        emit_json(found)
    else:
        rows = [(f.unit.source, f.unit.target, f.unit.origin, f.unit.document) for f in found]
        emit_rows(("source", "target", "origin", "document"), rows)
    say(f"{len(found)} units." if found else "Nothing found.")
    findings(not found)
