"""`workbench tm memories`: the named memories, and which of them documents write to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.memory.asking import YesOption, ask
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import Commands, workspace

if TYPE_CHECKING:
    from workbench.services.memories import MemoryUse

group = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    help="List the memories; add, change and remove them; choose which one documents write to.",
)
app.add_typer(group, name="memories")

NameArgument = Annotated[str, typer.Argument(metavar="MEMORY", help="The memory's name.")]
PriorityOption = Annotated[
    int | None,
    typer.Option(metavar="N", help="Among equal matches those of a higher priority come first."),
]
PenaltyOption = Annotated[
    int | None,
    typer.Option(min=0, max=100, metavar="N", help="Per cent that each of its matches loses."),
]
NoteOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Whose it is, where it comes from.")
]


@group.callback()
def listing(context: typer.Context, json: JsonOption = False) -> None:
    """List the memories with what they are used for."""
    if context.invoked_subcommand is not None:
        return
    from workbench.services import memories

    with workspace(context) as opened:
        found = memories.uses(opened)
    if json:
        emit_json(found)
    else:
        columns = ("memory", "units", "documents", "priority", "penalty", "kept", "note")
        emit_rows(columns, list(map(_row, found)), spare=("note",))


def _row(use: MemoryUse) -> tuple[object, ...]:
    memory = use.memory
    kept = ["default"] if use.default else []
    kept += ["read-only"] if memory.read_only else []
    return (
        memory.name,
        use.units,
        len(use.documents),
        memory.priority,
        memory.penalty,
        ", ".join(kept),
        memory.note,
    )


@group.command()
def add(
    context: typer.Context,
    name: NameArgument,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Only an import that names it may change it.")
    ] = False,
    priority: PriorityOption = None,
    penalty: PenaltyOption = None,
    note: NoteOption = None,
) -> None:
    """Set up an empty memory."""
    from workbench.services import memories

    with workspace(context) as opened:
        memory = memories.add(
            opened,
            name,
            read_only=read_only,
            priority=priority or 0,
            penalty=penalty or 0,
            note=note or "",
        )
    say(f"Added {memory.name}. To fill it: workbench tm import FILE --into '{memory.name}'")


@group.command("set")
def change(
    context: typer.Context,
    name: NameArgument,
    read_only: Annotated[
        bool | None,
        typer.Option(
            "--read-only/--writable", help="Whether only an import that names it may change it."
        ),
    ] = None,
    priority: PriorityOption = None,
    penalty: PenaltyOption = None,
    note: NoteOption = None,
) -> None:
    """Change what a memory is; `tm undo` takes it back."""
    from workbench.services import memories

    with workspace(context) as opened:
        memory = memories.change(
            opened, name, read_only=read_only, priority=priority, penalty=penalty, note=note
        )
    kept = "read-only" if memory.read_only else "writable"
    say(f"{memory.name}: {kept}, priority {memory.priority}, penalty {memory.penalty} %.")


@group.command()
def rename(
    context: typer.Context,
    name: NameArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")],
) -> None:
    """Give a memory another name."""
    from workbench.services import memories

    with workspace(context) as opened:
        memory = memories.change(opened, name, rename=new)
    say(f"Renamed {name} to {memory.name}.")


@group.command()
def remove(context: typer.Context, name: NameArgument, yes: YesOption = False) -> None:
    """Remove a memory with its units; `tm undo` brings both back."""
    from workbench.services import memories

    with workspace(context) as opened:
        use = memories.use_of(opened, name)
        if not yes:
            ask(f"Remove {name} with {use.units:,} units?")
        count = memories.remove(opened, name)
    say(f"Removed {name} with {count:,} units; `tm undo` brings it back.")


@group.command()
def use(
    context: typer.Context,
    name: NameArgument,
    wanted: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT", help="Numbers, names or files of documents."),
    ],
) -> None:
    """Let documents write to a memory; what they gave to another one stays there."""
    from workbench.services import documents, memories

    with workspace(context) as opened:
        found = [documents.find(opened, reference) for reference in wanted]
        memories.use_for(opened, [document.id for document in found], name)
    say(f"{', '.join(document.name for document in found)}: units go to {name} from now on.")


@group.command()
def default(context: typer.Context, name: NameArgument) -> None:
    """Let documents that are imported from now on write to a memory."""
    from workbench.services import memories

    with workspace(context) as opened:
        memory = memories.set_default(opened, name)
    say(f"New documents write to {memory.name}.")


@group.command("merge")
def move(
    context: typer.Context,
    name: NameArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The memory that takes the units.")],
) -> None:
    """Move all units of a memory into another one; what is there already is merged."""
    from workbench.cli.memory.maintenance import tell
    from workbench.services import merging

    with workspace(context) as opened:
        done = merging.move(opened, name, into)
    tell(done)
