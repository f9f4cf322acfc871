"""`workbench tm stats`: what is in the memories."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.memory.filters import Asked, filtered
from workbench.cli.output import emit, emit_json
from workbench.cli.session import workspace
from workbench.core.memory import MemoryStatistics

_FIGURES: Final = ("units", "source_characters", "target_words")
_GROUPS: Final = ("memory", "origin", "domain", "document", "person", "status")


@app.command()
@filtered
def stats(
    context: typer.Context,
    asked: Asked,
    top: Annotated[
        int, typer.Option(min=1, metavar="N", help="At most so many lines of a group.")
    ] = 20,
    json: JsonOption = False,
) -> None:
    """Show what is in the memory: units, characters, words, by what they have, and growth."""
    from workbench.services import memory_statistics

    with workspace(context) as opened:
        figures = memory_statistics.statistics(opened, asked.filter(opened))
    if json:
        emit_json(figures)
    else:
        _print_statistics(figures, top)


def _print_statistics(figures: MemoryStatistics, top: int) -> None:
    for name in _FIGURES:
        emit(f"{name.replace('_', ' '):<17}  {getattr(figures, name)}")
    for name in _GROUPS:
        _print_group(f"by {name}", getattr(figures, f"by_{name}"), top)
    _print_growth(figures.by_month, top)


def _print_group(label: str, counts: tuple[tuple[str, int], ...], top: int) -> None:
    if counts:
        emit(label)
    for name, count in counts[:top]:
        emit(f"  {name or '(unknown)'}  {count}")
    if rest := counts[top:]:
        emit(f"  ({len(rest)} more)  {sum(count for _, count in rest)}")


def _print_growth(months: tuple[tuple[str, int], ...], top: int) -> None:
    """Show how many units each of the last months made, and how many there were at its end."""
    if months:
        emit("by month: made, and in all")
    total = sum(count for _, count in months[:-top])
    if total:
        emit(f"  (earlier)  {total}  {total}")
    for month, count in months[-top:]:
        total += count
        emit(f"  {month or '(unknown)'}  {count}  {total}")
