"""All commands together, and the options that all of them share.

Command modules import only typer at the top; a command imports its service when it runs, so that
`workbench --help` loads neither the database layer nor the editor nor a neural library.
"""

from __future__ import annotations

from typing import Annotated

import typer

from workbench import __version__
from workbench.cli import (
    alignment,
    doctor,
    documents,
    drafting,
    editor,
    engines,
    glossary,
    inspection,
    memory,
    proposals,
    quality,
    repetitions,
    review,
    segmentation,
    upgrade,
)
from workbench.cli.output import emit
from workbench.cli.session import Commands, Options

app = typer.Typer(
    name="workbench",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A workbench for Chinese→English translators: drafts, memory, glossary, in the terminal.",
)


def _version(wanted: bool) -> None:
    if wanted:
        emit(f"workbench {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            envvar="WORKBENCH_DB",
            metavar="PATH|URL",
            help="The database to work in: a file, created if missing, or postgresql://…",
        ),
    ] = None,
    user: Annotated[
        str | None,
        typer.Option(
            envvar="WORKBENCH_USER", metavar="NAME", help="Whose name stands on what is changed."
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Remember the global options for the command that follows."""
    del version
    context.obj = Options(database=db, user=user)


for room in (
    editor,
    documents,
    inspection,
    drafting,
    repetitions,
    quality,
    proposals,
    alignment,
    doctor,
    upgrade,
):
    room.register(app)
app.add_typer(glossary.app, name="glossary")
app.add_typer(memory.app, name="tm")
app.add_typer(review.app, name="review")
app.add_typer(segmentation.app, name="segmentation")
app.add_typer(engines.app, name="models")
