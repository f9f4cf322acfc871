"""What every command shares: the global options, the workspace, and how errors end a command.

Exit codes: 0 done, 1 findings, 2 wrong usage or bad input, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from workbench.cli.output import say, show_error
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.services.workspace import Workspace

FINDINGS = 1
BAD_INPUT = 2
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Options:
    """The global options: which database, and who is working."""

    database: str | None = None
    user: str | None = None


@contextmanager
def workspace(context: typer.Context) -> Iterator[Workspace]:
    """Open the workspace that the global options name, and close it again."""
    from workbench.services.workspace import Workspace

    options = context.find_object(Options) or Options()
    with Workspace.open(options.database, user=options.user) as opened:
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
            return super().invoke(ctx)
        except WorkbenchError as error:
            show_error(error)
            raise typer.Exit(BAD_INPUT) from error
        except KeyboardInterrupt as error:
            say("workbench: stopped; what was finished before is kept.")
            raise typer.Exit(INTERRUPTED) from error
