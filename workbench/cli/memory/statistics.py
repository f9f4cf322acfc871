"""`workbench tm stats`: what is in the memories."""

from __future__ import annotations

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.output import emit, emit_json
from workbench.cli.session import workspace
from workbench.core.memory import MemoryStatistics


@app.command()
def stats(context: typer.Context, json: JsonOption = False) -> None:
    """Show what is in the memory."""
    from workbench.services import memory_statistics

    with workspace(context) as opened:
        figures = memory_statistics.statistics(opened)
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
