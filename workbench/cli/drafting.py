"""`workbench translate`: pre-translate a document without the editor."""

from __future__ import annotations

import typer

from workbench.cli.arguments import BackendOption, DocumentArgument, EngineOption, JsonOption
from workbench.cli.output import emit_json, progress, say
from workbench.cli.session import workspace


def translate(
    context: typer.Context,
    document: DocumentArgument,
    engine: EngineOption = None,
    backend: BackendOption = "auto",
    json: JsonOption = False,
) -> None:
    """Draft every open segment of a document.

    From the memory where it has an exact match, else by the engine. What a person typed or
    confirmed is never touched. Ctrl-C stops; the next run goes on.
    """
    from workbench.services import documents, engines, pretranslation

    with workspace(context) as opened:
        found = documents.find(opened, document)
        loaded = engines.load(engine, backend=backend)
        say(f"{found.name}: drafting with {loaded.info.label}")
        with progress("Drafting") as report:
            summary = pretranslation.pretranslate(opened, loaded, found.id, progress=report)
    if json:
        emit_json(summary)
    say(
        f"{summary.from_memory} segments from the memory, {summary.from_engine} from the engine, "
        f"{summary.left} still without a draft."
    )


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(translate)
