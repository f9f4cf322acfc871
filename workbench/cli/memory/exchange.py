"""`workbench tm import`: units that come into a memory from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.arguments import EncodingOption, StrictOption
from workbench.cli.imports import show_import
from workbench.cli.memory.app import app
from workbench.cli.output import progress
from workbench.cli.session import workspace

ColumnsOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,…",
        help="What the columns of a table hold: source,target,,note. Else it is found out.",
    ),
]


@app.command("import")
def import_units(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A TMX file, plain or packed; .xlsx, .csv, .txt.")
    ],
    strict: StrictOption = False,
    encoding: EncodingOption = None,
    columns: ColumnsOption = None,
    into: Annotated[
        str | None,
        typer.Option(
            metavar="MEMORY", help="The memory to add to; else the one that new documents write to."
        ),
    ] = None,
) -> None:
    """Import TMX or a table of pairs; bad units are skipped and named.

    Stopped with Ctrl-C it keeps what it has; importing the same file again goes on.
    """
    from workbench.services import memories, memory_import, memory_pairs

    with workspace(context) as opened, progress(file.name) as report:
        memory = (memories.named(opened, into) if into else memories.default(opened)).id
        if memory_pairs.is_table(file):
            done = memory_pairs.import_pairs(
                opened,
                file,
                into=memory,
                strict=strict,
                encoding=encoding,
                columns=columns or "",
                progress=report,
            )
        else:
            done = memory_import.import_tmx(
                opened, file, into=memory, strict=strict, progress=report
            )
    show_import(done, file)
