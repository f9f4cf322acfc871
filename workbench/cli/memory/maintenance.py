"""`workbench tm remove`: units that are wrong."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.memory.app import app
from workbench.cli.output import emit_rows, say
from workbench.cli.session import workspace


@app.command()
def remove(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The Chinese text, exactly.")],
    target: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only the unit with exactly this English text."),
    ] = None,
) -> None:
    """Take a wrong unit out of the memory; what was removed is printed."""
    from workbench.services import maintenance

    with workspace(context) as opened:
        gone = maintenance.remove(opened, source, target=target)
    emit_rows(("source", "target"), [(unit.source, unit.target) for unit in gone])
    say(f"Removed {len(gone)} from the memory.")
