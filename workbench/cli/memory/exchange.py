"""`workbench tm import` and `export`: memories in files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.arguments import StrictOption
from workbench.cli.imports import show_import
from workbench.cli.memory.app import app
from workbench.cli.output import progress, say
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


@app.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the TMX file.")],
    document: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only the units that this document gave.")
    ] = None,
) -> None:
    """Write the memory as TMX 1.4."""
    from workbench.services import memory_export

    with workspace(context) as opened:
        count = memory_export.export_tmx(opened, file, document=document)
    say(f"Wrote {count} units to {file}.")
