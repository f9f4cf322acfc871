"""`workbench tm search`: concordance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.memory.filters import Asked, filtered
from workbench.cli.output import emit, emit_json, emit_rows, emit_styled, is_terminal, plain, say
from workbench.cli.session import findings, workspace
from workbench.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from workbench.core.memory import Found
    from workbench.services.concordance import Surroundings
    from workbench.services.workspace import Workspace

SideOption = Annotated[
    Literal["source", "target", "both"], typer.Option(help="Which side to search.")
]


@app.command()
@filtered
def search(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD", help="What must stand in a unit; an argument with spaces is a phrase."
        ),
    ],
    asked: Asked,
    side: SideOption = "both",
    regex: Annotated[bool, typer.Option("--regex", help="WORD is one regular expression.")] = False,
    neighbours: Annotated[
        int,
        typer.Option("--context", min=0, metavar="N", help="Show N sources before and after."),
    ] = 0,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many units.")] = 50,
    count: Annotated[bool, typer.Option("--count", help="Only say how many there are.")] = False,
    json: JsonOption = False,
) -> None:
    """Concordance: find units by words of either side, the newest first."""
    from workbench.services import concordance

    query = _query(words, regex)
    with workspace(context) as opened:
        where = asked.filter(opened)
        if count:
            number = concordance.count(opened, query, side=side, regex=regex, where=where)
            _show_count(number, json=json)
            return
        found = concordance.concordance(
            opened, query, side=side, limit=limit, regex=regex, where=where
        )
        around = [
            concordance.surroundings(opened, one.unit, neighbours) for one in found if neighbours
        ]
        names = _names(opened)
    _show(found, around, names, json=json)
    _tell(len(found), limit)
    findings(not found)


def _query(words: Sequence[str], regex: bool) -> str:
    """Return the arguments as one query: those with spaces are phrases."""
    if not regex:
        return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    if len(words) > 1:
        raise UsageError(
            "--regex takes one expression",
            where=" ".join(words),
            hint="Put it in quotes: workbench tm search --regex '第.{1,3}条'",
        )
    return words[0]


def _names(ws: Workspace) -> dict[int, str]:
    """Return the names of the memories by their numbers."""
    from workbench.services import memories

    return {memory.id: memory.name for memory in memories.everything(ws)}


def _show_count(number: int, *, json: bool) -> None:
    if json:
        emit_json({"units": number})
    else:
        emit(str(number))
    findings(not number)


def _tell(number: int, limit: int) -> None:
    """Say how many units were found, and whether there may be more."""
    if number < limit:
        say("Nothing found." if not number else "1 unit." if number == 1 else f"{number} units.")
    else:
        say(f"The newest {number} units; --limit shows more, --count counts all.")


def _show(
    found: Sequence[Found], around: Sequence[Surroundings], names: dict[int, str], *, json: bool
) -> None:
    if json:
        emit_json([_told(one, place, around) for place, one in enumerate(found)])
    elif is_terminal():
        emit_styled(
            line
            for place, one in enumerate(found)
            for line in _lines(one, around[place] if around else None, names)
        )
    else:
        emit_rows((), [_row(one, place, around, names) for place, one in enumerate(found)])


def _told(one: Found, place: int, around: Sequence[Surroundings]) -> dict[str, Any]:
    """Return a unit for JSON, with what stands around it where that was asked for."""
    told: dict[str, Any] = plain(one)
    return {**told, "context": plain(around[place])} if around else told


def _row(
    one: Found, place: int, around: Sequence[Surroundings], names: dict[int, str]
) -> tuple[object, ...]:
    """Return the cells of a unit in a pipe: the pair, where it is from, and what is around it."""
    unit = one.unit
    cells = unit.source, unit.target, unit.origin, unit.document
    told = *cells, names.get(unit.memory, ""), unit.id
    if not around:
        return told
    return *told, " / ".join(around[place].before), " / ".join(around[place].after)


def _lines(one: Found, around: Surroundings | None, names: dict[int, str]) -> Iterator[Text]:
    """Yield the lines of a unit on a terminal, what was searched for highlighted."""
    from rich.text import Text

    unit = one.unit
    if around:
        yield from (Text(source, "dim") for source in around.before)
    for text, spans in ((unit.source, one.source_spans), (unit.target, one.target_spans)):
        line = Text(text)
        for span in spans:
            line.stylize("bold yellow", *span)
        yield line
    if around:
        yield from (Text(source, "dim") for source in around.after)
    when = unit.changed_at or unit.created_at
    told = (
        names.get(unit.memory),
        unit.origin,
        unit.document,
        unit.changed_by or unit.created_by,
        when and when.date(),
    )
    yield Text(" · ".join([f"#{unit.id}", *(str(part) for part in told if part)]), "dim cyan")
    yield Text("")
