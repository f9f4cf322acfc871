"""`workbench models bench` and `models compare`: try models out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.output import emit_json, emit_rows, plain, progress, say
from workbench.cli.session import workspace

if TYPE_CHECKING:
    from workbench.services.trials import Comparison, Side

FileOption = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="A text in the models' source language."),
]


def bench(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME…", help="Models; without any, all that are installed."),
    ] = None,
    file: FileOption = None,
    json: JsonOption = False,
) -> None:
    """Measure how fast models are on this machine, at their own beam size.

    On the sentences of the shipped samples, or of FILE. `models list` shows the last result.
    """
    from workbench.services import engines, trial_texts, trials

    chosen = names or [entry.name for entry in engines.catalogue() if entry.installed]
    languages = {name: trial_texts.language(name) for name in chosen}  # all are there, before any
    measured = {}
    for name, language in languages.items():
        if not (names or file or trial_texts.has_samples(language)):
            say(f"{name}: left out, there are no sample sentences in the language {language!r}")
            continue
        sources = None if file is None else trial_texts.of_file(file, language)
        with progress(f"Measuring {name}") as report:
            measured[name] = trials.bench(name, sources, tell=say_converting, progress=report)
    if json:
        emit_json([{"name": name, **plain(speed)} for name, speed in measured.items()])
        return
    columns = ("name", "ran", "beams", "segments", "segments/s", "one sentence", "loading")
    rows = [
        (
            name,
            speed.label,
            speed.beams,
            speed.segments,
            f"{speed.segments_per_second:.1f}",
            f"{speed.first_ms:.0f} ms",
            f"{speed.load_ms:.0f} ms",
        )
        for name, speed in measured.items()
    ]
    emit_rows(columns, rows, spare=("ran", "loading"))


def compare(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="A model's name or directory.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one, same direction.")],
    document: Annotated[
        str | None,
        typer.Option("--document", metavar="DOCUMENT", help="A document's number, name or file."),
    ] = None,
    file: FileOption = None,
    json: JsonOption = False,
) -> None:
    """Show what two models make of the same text, side by side.

    On a document or a file, else on the shipped samples. chrF says how much both have in common
    (100: the same), not which is better. Nothing is stored.
    """
    from workbench.errors import UsageError
    from workbench.services import trial_texts, trials

    language = trial_texts.language(first)
    trial_texts.language(second)  # it is there, too: seen before anything takes time
    if document is not None and file is not None:
        raise UsageError("either --document or --file", hint="Give one of them.")
    if document is not None:
        trial_texts.see_chinese(first, language)
        with workspace(context) as opened:
            sources = trial_texts.of_document(opened, document)
    elif file is not None:
        sources = trial_texts.of_file(file, language)
    else:
        sources = trial_texts.samples(language)
    with progress("Translating") as report:
        found = trials.compare(first, second, sources, tell=say_converting, progress=report)
    if json:
        emit_json(found)
    else:
        rows = [(f"{row.chrf:.0f}", row.source, row.first, row.second) for row in found.rows]
        emit_rows(("chrF", "source", f"A: {first}", f"B: {second}"), rows)
    _conclude(found)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(bench)
    app.command()(compare)


def say_converting(step: str) -> None:
    """Tell a person why the first use of a model takes a while."""
    say(f"converting the model (once): {step} …")


def _conclude(found: Comparison) -> None:
    count = len(found.rows)
    for letter, side in (("A", found.first), ("B", found.second)):
        say(f"{letter}: {side.label}, {_time(side)}")
    say(f"chrF between them {found.chrf:.1f}; {found.same} of {count} sentences are the same.")


def _time(side: Side) -> str:
    return f"{side.seconds:.1f} s, {len(side.targets) / side.seconds:.1f} segments/s"
