"""`workbench models …`: the models that draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import trials, tuning
from workbench.cli.arguments import JsonOption
from workbench.cli.output import emit, emit_json, emit_rows, progress, say
from workbench.cli.session import Commands

if TYPE_CHECKING:
    from workbench.engines.models.entries import ModelEntry

app = typer.Typer(cls=Commands, no_args_is_help=True, help="The models that draft.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A model's name (models list).")]

_UNKNOWN = "—"


@app.command("list")
def listing(json: JsonOption = False) -> None:
    """List the models that are installed or can be.

    The speed, in segments a second, is that of the last `workbench models bench` on this machine.
    """
    from workbench.services import engines

    found = engines.catalogue()
    if json:
        emit_json(found)
        return
    columns = ("name", "state", "pair", "size", "speed", "licence", "whose", "measured", "what")
    emit_rows(columns, [_row(entry) for entry in found], spare=("measured", "what"))
    for entry in found:
        for note in entry.notes:
            say(f"{entry.name}: {note}")
    for name, size in engines.left_behind().items():
        say(
            f"{name}: a run of `models tune` that was stopped or refused, {size / 1e6:.0f} MB; "
            f"the same command goes on, `workbench models remove {name}` forgets it"
        )


@app.command()
def install(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            help="A name from `models list`, a directory, or a hub's owner/name.",
        ),
    ],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="DIRECTORY", help="Copy it from here, without a network."),
    ] = None,
    revision: Annotated[
        str | None,
        typer.Option(metavar="COMMIT", help="Of a hub's owner/name: the 40 digits of a commit."),
    ] = None,
    prefix: Annotated[
        str | None,
        typer.Option(
            metavar="TOKEN",
            help="Of a model that writes several languages: which (>>cmn_Hans<<).",
        ),
    ] = None,
    hub: Annotated[
        str | None, typer.Option(metavar="URL", help="Another hub than the manifest's.")
    ] = None,
) -> None:
    """Install a model by its name, from a directory, or by a hub's name for it.

    It is downloaded or copied, and verified either way. A download that was stopped goes on.
    """
    from workbench.services import engines

    with progress(f"Installing {Path(model).name}") as report:
        entry = engines.install(
            model, source=source, revision=revision, prefix=prefix, hub=hub, progress=report
        )
    say(f"Installed {entry.name} in {entry.path}; licence: {entry.licence}.")
    for note in entry.notes:
        say(f"{entry.name}: {note}")


@app.command()
def use(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A model's name or directory; without one, say which."),
    ] = None,
    default: Annotated[
        bool, typer.Option("--default", help="Choose opus-mt where it is installed again.")
    ] = False,
) -> None:
    """Choose the model that drafts where no other is asked for.

    `--engine` and WORKBENCH_ENGINE go before it.
    """
    from workbench.errors import UsageError
    from workbench.services import engines

    if name is not None and default:
        raise UsageError("either a NAME or --default", hint="See workbench models use --help.")
    if name is not None:
        chosen = engines.use(name)
        say(f"{chosen} drafts from now on.")
    if default:
        chosen = engines.use_default()
    drafting = engines.in_use()
    if name is None and not default:
        emit(drafting)
    elif default or drafting != chosen:
        say(f"In use here: {drafting}.")


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

    steps: list[str] = []

    def tell(step: str) -> None:
        steps.append(step)
        say(f"{name}: {step} …")

    path = engines.convert(name, compute_type=compute_type, progress=tell)
    say(f"Converted {name} to {path}." if steps else f"{name} is converted already: {path}.")


@app.command()
def remove(name: NameArgument) -> None:
    """Remove an installed model and what was converted from it, or what tuning left behind."""
    from workbench.services import engines

    before = engines.in_use()
    engines.remove(name)
    say(f"Removed {name}.")
    if name == before:
        say(f"In use from now on: {engines.in_use()}.")


trials.register(app)
tuning.register(app)


def _row(entry: ModelEntry) -> tuple[str, ...]:
    sides = (entry.source_language, entry.target_language)
    measured = entry.speed
    return (
        entry.name,
        "in use" if entry.in_use and entry.installed else entry.state.value,
        "→".join(sides) if all(sides) else _UNKNOWN,
        f"{entry.size / 1e6:.0f} MB" if entry.size else _UNKNOWN,
        f"{measured.segments_per_second:.0f}/s" if measured else _UNKNOWN,
        entry.licence,
        entry.author or _UNKNOWN,
        measured.measured_at[:10] if measured else _UNKNOWN,
        entry.provenance or entry.description,
    )
