"""`workbench tm …`: the translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from workbench.cli.arguments import JsonOption, StrictOption
from workbench.cli.imports import show_import
from workbench.cli.output import emit, emit_json, emit_rows, progress, say
from workbench.cli.session import Commands, findings, workspace
from workbench.core.memory import Match, MemoryStatistics

app = typer.Typer(cls=Commands, no_args_is_help=True, help="The translation memory.")


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
    from workbench.services import memory

    with workspace(context) as opened:
        found = memory.concordance(opened, " ".join(words), side=side, limit=limit)
    if json:
        emit_json(found)
    else:
        rows = [(f.unit.source, f.unit.target, f.unit.origin, f.unit.document) for f in found]
        emit_rows(("source", "target", "origin", "document"), rows)
    say(f"{len(found)} units." if found else "Nothing found.")
    findings(not found)


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
    from workbench.services import memory

    with workspace(context) as opened:
        gone = memory.remove(opened, source, target=target)
    emit_rows(("source", "target"), [(unit.source, unit.target) for unit in gone])
    say(f"Removed {len(gone)} from the memory.")


@app.command("import")
def import_units(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TMX file, plain or gzipped.")],
    strict: StrictOption = False,
) -> None:
    """Import a TMX file; bad units are skipped and named."""
    from workbench.services import memory

    with workspace(context) as opened, progress(file.name) as report:
        done = memory.import_tmx(opened, file, strict=strict, progress=report)
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
    from workbench.services import memory

    with workspace(context) as opened:
        count = memory.export_tmx(opened, file, document=document)
    say(f"Wrote {count} units to {file}.")


@app.command()
def stats(context: typer.Context, json: JsonOption = False) -> None:
    """Show what is in the memory."""
    from workbench.services import memory

    with workspace(context) as opened:
        figures = memory.statistics(opened)
    if json:
        emit_json(figures)
    else:
        _print_statistics(figures)


def _print_statistics(figures: MemoryStatistics) -> None:
    emit(f"units              {figures.units}")
    emit(f"source characters  {figures.source_characters}")
    emit(f"target words       {figures.target_words}")
    groups = (
        ("by origin", figures.by_origin),
        ("by document", figures.by_document),
        ("by person", figures.by_person),
    )
    for label, counts in groups:
        if counts:
            emit(label)
        for name, count in counts:
            emit(f"  {name or '(unknown)'}  {count}")
