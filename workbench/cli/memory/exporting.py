"""`workbench tm export`: units that leave the memories for a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.memory.app import app
from workbench.cli.memory.filters import Asked, filtered
from workbench.cli.output import progress, say
from workbench.cli.session import workspace


@app.command()
@filtered
def export(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Where to write: .tmx, .xlsx, .csv; .gz or .zip packs it."
        ),
    ],
    asked: Asked,
    level: Annotated[
        int, typer.Option(min=1, max=2, help="TMX: 2 keeps inline elements, 1 is words alone.")
    ] = 2,
) -> None:
    """Write units as TMX 1.4, or as a table of pairs, as the file's name says."""
    from workbench.services import memory_export

    with workspace(context) as opened, progress(file.name) as report:
        where = asked.filter(opened)
        count = memory_export.export_units(opened, file, where=where, level=level, progress=report)
    say(f"Wrote {count} units to {file}.")
