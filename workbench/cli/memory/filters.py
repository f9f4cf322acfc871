"""The options that say which units are meant: the same to search, export, delete and count.

A command that takes them has a parameter `asked: Asked` and stands under `@filtered`:

    @app.command()
    @filtered
    def search(context: typer.Context, words: …, asked: Asked, json: JsonOption = False) -> None:
        with workspace(context) as opened:
            found = concordance(opened, " ".join(words), where=asked.filter(opened))
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from workbench.core.status import Origin, Status
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.core.unit_filter import Filter
    from workbench.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a command say, as they were typed."""

    document: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only units of this document or file; repeatable."),
    ] = None
    memory: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only units of this memory; repeatable."),
    ] = None
    origin: Annotated[
        list[Origin] | None, typer.Option(help="Only units of this origin; repeatable.")
    ] = None
    domain: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Only units of this field; repeatable.")
    ] = None
    person: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only units that this person made or changed; repeatable."
        ),
    ] = None
    status: Annotated[
        list[Status] | None, typer.Option(help="Only units of this status; repeatable.")
    ] = None
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only units changed then or later: 2026, 2026-03-14."),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only units changed then or earlier, that day included."),
    ] = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for, so that every unit is meant."""
        return not any(getattr(self, field.name) for field in fields(self))

    def filter(self, ws: Workspace) -> Filter:
        """Return the filter that the options mean.

        Raises:
            NotFoundError: there is no memory with one of the names.
            UsageError: one of the dates is none.
        """
        from workbench.core.unit_filter import Filter

        return Filter(
            documents=tuple(self.document or ()),
            memories=_numbers(ws, self.memory or ()),
            origins=tuple(self.origin or ()),
            domains=tuple(self.domain or ()),
            persons=tuple(self.person or ()),
            statuses=tuple(self.status or ()),
            since=None if self.since is None else _period(self.since, "--since")[0],
            until=None if self.until is None else _period(self.until, "--until")[1],
        )


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `Asked` in the place of its parameter `asked`."""
    signature = inspect.signature(command, eval_str=True)
    kinds = get_type_hints(Asked, include_extras=True)
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        if parameter.name == "asked":
            parameters += [_option(name, kind) for name, kind in kinds.items()]
        else:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(command)
    def asking(**values: Any) -> None:
        asked = Asked(**{name: values.pop(name) for name in kinds})
        command(asked=asked, **values)

    shown = signature.replace(parameters=parameters)
    asking.__signature__ = shown  # type: ignore[attr-defined]
    asking.__annotations__ = {name: p.annotation for name, p in shown.parameters.items()}
    return asking


def _numbers(ws: Workspace, names: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the memories with these names."""
    if not names:
        return ()
    from workbench.services import memories

    return tuple(memories.named(ws, name).id for name in names)


def _option(name: str, kind: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)


def _period(text: str, option: str) -> tuple[datetime, datetime]:
    """Return where a year, month or day begins and where the next one does."""
    from workbench.core.period import period

    try:
        return period(text)
    except ValueError as exc:
        raise UsageError(
            f"“{text}” is no date", where=option, hint="Write 2026-03-14, 2026-03 or 2026."
        ) from exc
