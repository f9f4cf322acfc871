"""`workbench translate`: pre-translate documents without the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import BackendOption, EngineOption, JsonOption
from workbench.cli.output import emit_json, pace, say
from workbench.cli.session import workspace
from workbench.cli.trials import say_converting
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.services.pretranslation import Summary
    from workbench.services.workspace import Workspace


def translate(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="DOCUMENT…", help="Names or numbers of documents."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Draft every document that has open segments.")
    ] = False,
    engine: EngineOption = None,
    backend: BackendOption = "auto",
    json: JsonOption = False,
) -> None:
    """Draft every open segment of documents.

    From the memory where it has an exact match, else by the engine. What a person typed or
    confirmed is never touched. Ctrl-C stops; the next run goes on.
    """
    from workbench.services import engines
    from workbench.services.drafting import Drafter
    from workbench.services.pretranslation import pretranslate

    with workspace(context) as opened:
        document_ids = _documents(opened, names or [], everything=everything)
        loaded = engines.load(engine, backend=backend, progress=say_converting)
        say(f"Drafting with {loaded.info.label}")
        with pace("Drafting") as report:
            summary = pretranslate(opened, Drafter(opened, loaded), document_ids, progress=report)
    if json:
        emit_json(summary)
    say(_told(summary))


def _documents(opened: Workspace, names: list[str], *, everything: bool) -> list[int]:
    from workbench.services import documents

    if everything == bool(names):
        raise UsageError(
            "translate takes either documents or --all",
            hint="`workbench documents` lists what there is.",
        )
    if everything:
        return [found.id for found in documents.summaries(opened)]
    return list(dict.fromkeys(documents.find(opened, name).id for name in names))


def _told(summary: Summary) -> str:
    told = (
        f"{summary.from_memory} segments from the memory, {summary.from_engine} from the engine, "
        f"{summary.left} still without a draft."
    )
    if not summary.from_engine:
        return told
    rate = (summary.from_memory + summary.from_engine) / max(summary.seconds, 1e-6)
    return f"{told} {rate:.0f} segments/s, {summary.seconds:.1f} s in all."


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(translate)
