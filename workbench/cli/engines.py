"""`workbench models …`: the models that draft."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.output import emit_json, emit_rows, progress, say
from workbench.cli.session import Commands

app = typer.Typer(cls=Commands, no_args_is_help=True, help="The models that draft.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A model's name (models list).")]


@app.command("list")
def listing(json: JsonOption = False) -> None:
    """List the models that are installed or can be."""
    from workbench.services import engines

    found = engines.catalogue()
    if json:
        emit_json(found)
        return
    rows = [
        (
            entry.name,
            "installed" if entry.installed else "not installed",
            f"{entry.size / 1e6:.0f} MB" if entry.size else "",
            entry.licence,
            entry.description,
        )
        for entry in found
    ]
    emit_rows(("name", "state", "size", "licence", "what"), rows)


@app.command()
def install(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL", help="A name from `models list`, or a directory with a Marian model."
        ),
    ],
) -> None:
    """Install a model by its name, or from a directory.

    It is downloaded or copied, and verified either way. A download that was stopped goes on.
    """
    from workbench.services import engines

    with progress(f"Installing {model}") as report:
        entry = engines.install(model, progress=report)
    say(f"Installed {entry.name} in {entry.path}.")


@app.command()
def convert(
    name: NameArgument,
    compute_type: Annotated[
        str,
        typer.Option(metavar="TYPE", help="int8 (fast) or float32 (the reference's precision)."),
    ] = "int8",
) -> None:
    """Convert a model for CTranslate2 now instead of at its first use."""
    from workbench.services import engines

    say(f"Converted {name} to {engines.convert(name, compute_type=compute_type)}.")


@app.command()
def remove(name: NameArgument) -> None:
    """Remove an installed model and what was converted from it."""
    from workbench.services import engines

    engines.remove(name)
    say(f"Removed {name}.")
