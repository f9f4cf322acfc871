"""`workbench tm import`: units that come into a memory from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.arguments import StrictOption
from workbench.cli.imports import show_import
from workbench.cli.memory.app import app
from workbench.cli.output import progress
from workbench.cli.session import workspace


@app.command("import")
def import_units(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TMX file, plain or gzipped.")],
    strict: StrictOption = False,
) -> None:
    """Import a TMX file; bad units are skipped and named."""
    from workbench.services import memory_import

    with workspace(context) as opened, progress(file.name) as report:
        done = memory_import.import_tmx(opened, file, strict=strict, progress=report)
    show_import(done, file)
