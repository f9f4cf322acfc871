"""`workbench doctor`: is everything in order on this machine?"""

from __future__ import annotations

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.output import emit_json, emit_rows
from workbench.cli.session import Options, findings


def doctor(context: typer.Context, json: JsonOption = False) -> None:
    """Check the database, the models and the glossaries.

    Exit code 1 if one of them is ill.
    """
    from workbench.services import doctor as service

    options = context.find_object(Options) or Options()
    facts = service.examine(options.database)
    if json:
        emit_json(facts)
    else:
        emit_rows(
            ("", "what", "state"), [("ok" if f.ok else "ILL", f.name, f.detail) for f in facts]
        )
    findings(sum(not fact.ok for fact in facts))


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(doctor)
