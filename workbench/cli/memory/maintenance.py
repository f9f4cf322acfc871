"""`workbench tm edit`, `delete`, `merge`, `undo`, `redo`: units by hand, each step undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.memory.asking import YesOption, ask
from workbench.cli.memory.filters import Asked, filtered
from workbench.cli.output import emit_json, emit_rows, progress, say
from workbench.cli.session import workspace
from workbench.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.core.memory import Unit
    from workbench.core.unit_history import Operation
    from workbench.services.workspace import Workspace

UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", help="A unit's number or its source.")]
UnitsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="UNIT", help="Numbers of units, or their sources, exactly."),
]
OperationArgument = Annotated[
    int | None,
    typer.Argument(
        metavar="OPERATION", help="Its number (`tm history` lists them); else the last."
    ),
]


@app.command()
def edit(
    context: typer.Context,
    unit: UnitArgument,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="The new Chinese.")] = None,
    target: Annotated[str | None, typer.Option(metavar="TEXT", help="The new English.")] = None,
    domain: Annotated[str | None, typer.Option(metavar="TEXT", help="The new field.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="The new note.")] = None,
    status: Annotated[
        Literal["draft", "confirmed", "reviewed"] | None, typer.Option(help="The new status.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Change a unit: either side, domain, note, status."""
    from workbench.core.status import Status
    from workbench.services import maintenance

    if source is target is domain is note is status is None:
        raise UsageError("nothing is to be changed", hint="Say what, for example with --target.")
    with workspace(context) as opened:
        changed = maintenance.edit(
            opened,
            _one(opened, unit),
            source=source,
            target=target,
            domain=domain,
            note=note,
            status=None if status is None else Status(status),
        )
    _show([changed], json=json)


@app.command()
@filtered
def delete(
    context: typer.Context,
    asked: Asked,
    units: UnitsArgument = None,
    yes: YesOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say how many units would be deleted.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Take units out of the memory, by number or by filters; `tm undo` brings them back."""
    from workbench.services import maintenance

    if bool(units) is not asked.is_empty:
        raise UsageError("it takes either units or filters", hint="Say which units are meant.")
    with workspace(context) as opened:
        if units:
            numbers = [number for unit in units for number in _numbers(opened, unit)]
            if dry_run:
                say(f"{len(set(numbers)):,} would be deleted.")
                return
            done = maintenance.delete(opened, numbers)
        else:
            where = asked.filter(opened)
            total = maintenance.count(opened, where)
            if dry_run:
                say(f"{total:,} would be deleted.")
                return
            if total and not yes:
                ask(f"Delete {total:,} units?")
            with progress("deleting") as report:
                done = maintenance.delete_where(opened, where, progress=report)
    tell(done, json=json)


@app.command()
def undo(context: typer.Context, operation: OperationArgument = None) -> None:
    """Take back what you did last to the memories."""
    from workbench.services import maintenance

    with workspace(context) as opened:
        found = maintenance.undo(opened, operation)
    _replayed(found, "Taken back", "There is nothing to take back.")


@app.command()
def redo(context: typer.Context, operation: OperationArgument = None) -> None:
    """Do again what you took back last."""
    from workbench.services import maintenance

    with workspace(context) as opened:
        found = maintenance.redo(opened, operation)
    _replayed(found, "Done again", "There is nothing to do again.")


def _replayed(done: Operation | None, what: str, otherwise: str) -> None:
    if done is None:
        say(otherwise)
        return
    say(f"{what}: {done.note} (operation {done.id}).")
    if done.left:
        say(f"{done.left:,} stay as they are: somebody changed them in the meantime.")


def tell(done: Operation, *, json: bool = False) -> None:
    """Say what was done, and how to take it back."""
    if json:
        emit_json(done)
    say(f"{done.note[:1].upper()}{done.note[1:]} (operation {done.id}; `tm undo` takes it back).")
    if done.left:
        say(f"{done.left:,} units in read-only memories were left alone.")


def _show(units: Sequence[Unit], *, json: bool) -> None:
    if json:
        emit_json(units)
        return
    rows = [(u.id, u.source, u.target, u.origin, u.domain, u.note) for u in units]
    emit_rows(("unit", "source", "target", "origin", "domain", "note"), rows)


def _numbers(ws: Workspace, named: str) -> list[int]:
    """Return the units that a person means: one by its number, or all with exactly this source."""
    from workbench.services import unit_history

    if named.isascii() and named.isdigit():
        return [int(named)]
    found = unit_history.with_source(ws, named)
    if not found:
        raise NotFoundError(
            "no unit of the memory has exactly this text",
            where=named,
            hint="`workbench tm search` shows the units with their numbers.",
        )
    return [unit.id for unit in found]


def _one(ws: Workspace, named: str) -> int:
    found = _numbers(ws, named)
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} units have this source",
            where=named,
            hint=f"Say which by its number: {', '.join(map(str, found))}.",
        )
    return found[0]
