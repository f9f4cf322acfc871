"""How commands of `workbench tm` ask a person before much is changed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from workbench.errors import UsageError

YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def ask(question: str) -> None:
    """Go on only if a person says yes.

    Raises:
        UsageError: there is no terminal to ask at.
    """
    if not sys.stdin.isatty():
        raise UsageError("nobody can be asked here", hint="Say --yes if you are sure.")
    typer.confirm(question, abort=True, err=True)
