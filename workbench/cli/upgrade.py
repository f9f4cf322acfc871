"""`workbench upgrade`: brings a team's database to this version, because somebody said so."""

from __future__ import annotations

import typer

from workbench.cli.output import say
from workbench.cli.session import workspace


def upgrade(context: typer.Context) -> None:
    """Bring the database to this version of the workbench.

    A file is upgraded whenever it is opened. A team's database on a server waits for this command:
    colleagues with an older version cannot use it afterwards. Make a copy with pg_dump first.
    """
    with workspace(context, upgrade=True) as ws:
        say(f"{ws.location} is up to date.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(upgrade)
