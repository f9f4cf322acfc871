"""`workbench tm verify` and `reindex`: the memories' index against the units."""

from __future__ import annotations

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.output import emit_json, emit_rows, progress, say
from workbench.cli.session import findings, workspace


@app.command()
def verify(context: typer.Context, json: JsonOption = False) -> None:
    """Compare the index that finds matches and words with the units."""
    from workbench.services import memory_check

    with workspace(context) as opened, progress("Comparing") as report:
        found = memory_check.verify(opened, progress=report)
    if json:
        emit_json(found)
    else:
        rows = [(f"{each.first}–{each.last}", each.part, str(each.rows)) for each in found]
        emit_rows(("units", "part", "rows"), rows)
    say(
        "The index is not what the units say; `workbench tm reindex` builds it anew."
        if found
        else "The index is what the units say."
    )
    findings(len(found))


@app.command()
def reindex(context: typer.Context) -> None:
    """Build the index that finds matches and words anew; the units stay as they are."""
    from workbench.services import memory_check

    with workspace(context) as opened, progress("Indexing") as report:
        count = memory_check.reindex(opened, progress=report)
    say(f"Indexed {count} units.")
