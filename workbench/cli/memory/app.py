"""The group that all commands of `workbench tm` join."""

from __future__ import annotations

import typer

from workbench.cli.session import Commands

app = typer.Typer(cls=Commands, no_args_is_help=True, help="The translation memory.")
