"""`workbench tm history`: what units went through, and what was done to the memories by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.output import emit, emit_json, emit_rows, say
from workbench.cli.session import findings, workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbench.core.memory import Unit
    from workbench.core.unit_history import UnitChange
    from workbench.services.unit_history import UnitHistory
    from workbench.services.workspace import Workspace

_FACTS: Final = ("domain", "note", "status", "origin")
"""What `tm edit` and an import change beside the words."""


@app.command()
def history(
    context: typer.Context,
    unit: Annotated[
        str | None,
        typer.Argument(
            metavar="UNIT",
            help="A unit's number, or a text that it has or had; none: what was done by hand.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many steps.")] = 20,
    json: JsonOption = False,
) -> None:
    """Show what a unit was before, or list the steps that `tm undo` takes back."""
    with workspace(context) as opened:
        if unit is None:
            _operations(opened, limit, json=json)
        else:
            _units(opened, unit, json=json)


def _operations(ws: Workspace, limit: int, *, json: bool) -> None:
    from workbench.services import maintenance

    found = maintenance.operations(ws, limit=limit)
    if json:
        emit_json(found)
        return
    rows = [(o.id, _when(o.at), o.by, o.state.value, o.note) for o in found]
    emit_rows(("step", "when", "who", "state", "what"), rows)
    if not found:
        say("Nothing was done to the memories by hand yet.")


def _units(ws: Workspace, named: str, *, json: bool) -> None:
    from workbench.services import unit_history

    found = unit_history.find(ws, named)
    if json:
        emit_json(found)
    else:
        for place, one in enumerate(found):
            _print(one, apart=place > 0)
    if not found:
        say("No unit has or had exactly this text.")
    findings(not found)


def _print(history: UnitHistory, *, apart: bool) -> None:
    if apart:
        emit("")
    oldest = next((c.before for c in history.changes if c.before is not None), history.now)
    if oldest is not None:
        made = _when(oldest.created_at) if oldest.created_at else "at an unknown time"
        where = f" from {oldest.document}" if oldest.document else ""
        emit(f"unit {history.unit}  made {made}{_by(oldest.created_by)}{where}")
        _pair(oldest)
    _changes(history.changes)
    if history.now is None:
        emit("  it is in no memory now")


def _changes(changes: Sequence[UnitChange]) -> None:
    for change in changes:
        undone = ", taken back" if change.undone else ""
        step = f" (step {change.operation}{undone})" if change.operation else ""
        emit(f"  {_when(change.at)}  {change.kind}{_by(change.by)}{step}")
        if change.after is not None:
            _became(change.before, change.after)


def _became(before: Unit | None, after: Unit) -> None:
    """Print the pair where it is another one, and what else has changed."""
    if before is None or (before.source, before.target) != (after.source, after.target):
        _pair(after)
    for name in _FACTS if before is not None else ():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            emit(f"    {name}: {was or 'none'} → {now or 'none'}")


def _pair(unit: Unit) -> None:
    emit(f"    {unit.source}")
    emit(f"    {unit.target}")


def _by(person: str) -> str:
    return f" by {person}" if person else ""


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
