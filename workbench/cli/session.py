"""What every command shares: the global options, the workspace, and how errors end a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from workbench.cli.codes import BAD_INPUT, FINDINGS, INTERRUPTED, UNREAD
from workbench.cli.output import flush, say, say_stopped, show_error
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Options:
    """The global options: which database, and who is working."""

    database: str | None = None
    user: str | None = None


@contextmanager
def workspace(context: typer.Context, *, upgrade: bool = False) -> Iterator[Workspace]:
    """Open the workspace that the global options name, and close it again.

    With `upgrade` a team's database, too, is brought to this version.
    """
    from workbench.services.workspace import Workspace

    options = context.find_object(Options) or Options()
    with Workspace.open(options.database, user=options.user, upgrade=upgrade) as opened:
        for notice in opened.notices:
            say(notice)
        yield opened


def findings(count: int) -> None:
    """End the command with exit code 1 if anything was found."""
    if count:
        raise typer.Exit(FINDINGS)


class Commands(TyperGroup):
    """A command group whose errors are messages and exit codes, never tracebacks."""

    def invoke(self, ctx: Any) -> Any:  # the type is the vendored click's
        """Run the command; tell a person what went wrong."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                flush()
        except WorkbenchError as error:
            show_error(error)
            raise typer.Exit(BAD_INPUT) from error
        except BrokenPipeError as error:
            raise typer.Exit(UNREAD) from error
        except KeyboardInterrupt as error:
            say_stopped()
            raise typer.Exit(INTERRUPTED) from error
