"""`workbench tm lint`: what may be wrong in the memories."""

from __future__ import annotations

import json as encoder
import sys
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.memory.filters import Asked, filtered
from workbench.cli.output import emit, emit_rows, plain, progress, say
from workbench.cli.session import findings, workspace
from workbench.core.memory_finding import FindingCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.core.memory_finding import MemoryFinding


@app.command()
@filtered
def lint(
    context: typer.Context,
    asked: Asked,
    only: Annotated[
        list[FindingCode] | None, typer.Option(help="Look for nothing else; repeatable.")
    ] = None,
    without: Annotated[
        list[FindingCode] | None, typer.Option(help="Do not look for this; repeatable.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Stop after so many findings.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Look for duplicates, contradictions and oddities; the exit code is 1 if there are any.

    Duplicates can be merged (`tm merge`), other units edited or deleted by their numbers.
    """
    from workbench.services import memory_lint

    wanted = [code for code in only or FindingCode if code not in (without or ())]
    counted: Counter[str] = Counter()
    with workspace(context) as opened, progress("linting") as report:
        found = memory_lint.lint(opened, asked.filter(opened), only=wanted, progress=report)
        _show(_counted(islice(found, limit), counted), json=json)
    told = ", ".join(f"{count:,} {code}" for code, count in counted.most_common())
    say(f"{counted.total():,} findings: {told}." if counted else "The memories are in order.")
    findings(counted.total())


def _counted(found: Iterable[MemoryFinding], counted: Counter[str]) -> Iterator[MemoryFinding]:
    for finding in found:
        counted[finding.code] += 1
        yield finding


def _show(found: Iterable[MemoryFinding], *, json: bool) -> None:
    """Print findings as they come: there may be very many."""
    if json:
        _emit_json(found)
        return
    for finding in found:
        if sys.stdout.isatty():
            _emit_block(finding)
        else:
            numbers = ",".join(str(unit.id) for unit in finding.units)
            targets = " | ".join(unit.target for unit in finding.units)
            first = finding.units[0]
            emit_rows((), [(finding.code, numbers, finding.message, first.source, targets)])


def _emit_json(found: Iterable[MemoryFinding]) -> None:
    emit("[", end="")
    for place, finding in enumerate(found):
        text = encoder.dumps(plain(finding), ensure_ascii=False)
        emit(f"{',' if place else ''}\n{text}", end="")
    emit("\n]")


def _emit_block(finding: MemoryFinding) -> None:
    emit(f"{finding.code}: {finding.message}")
    for place, unit in enumerate(finding.units):
        if not place or unit.source != finding.units[place - 1].source:
            emit(f"  {unit.source}")
        emit(f"  {unit.id:>6}  {unit.target}")
