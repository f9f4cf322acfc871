"""`workbench translate`: pre-translate documents without the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from workbench.cli.arguments import BackendOption, EngineOption, JsonOption
from workbench.cli.output import emit_json, pace, plain, say
from workbench.cli.session import workspace
from workbench.cli.stopping import stopping
from workbench.cli.trials import say_converting
from workbench.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.services.doubts import DoubtSummary
    from workbench.services.pretranslation import Summary
    from workbench.services.workspace import Workspace

_WORST: Final = 5
"""Segments named after drafting; `--json` has more."""

_REASONS: Final = 2
"""Reasons said of each of them."""


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
    terms: Annotated[
        bool, typer.Option("--terms/--no-terms", help="Whether drafts obey the glossary.")
    ] = True,
    json: JsonOption = False,
) -> None:
    """Draft every open segment of documents, and say which drafts are doubtful.

    From the memory where it has an exact match, else by the engine, with the glossary's terms where
    the sentence allows them. What a person typed or confirmed is never touched. Ctrl-C stops; the
    next run goes on.
    """
    from workbench.services import documents, doubts, engines, glossary
    from workbench.services.drafting import Drafter
    from workbench.services.pretranslation import pretranslate

    with workspace(context) as opened:
        document_ids = _documents(opened, names or [], everything=everything)
        loaded = engines.load(engine, backend=backend, progress=say_converting)
        drafter = Drafter(opened, loaded, matcher=glossary.matcher(opened) if terms else None)
        with stopping() as stop, pace("Drafting") as report:
            say(f"Drafting with {loaded.info.label}")
            summary = pretranslate(
                opened, drafter, document_ids, progress=report, cancelled=stop.is_set
            )
        doubtful = {
            found.name: doubts.summary(opened, found.id)
            for found in documents.summaries(opened)
            if found.id in document_ids
        }
    if json:
        emit_json({**plain(summary), "doubts": doubtful})
    say(_told(summary))
    if summary.stopped:
        raise KeyboardInterrupt
    for name, found in doubtful.items():
        for line in _doubts(name, found):
            say(line)


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


def _doubts(name: str, found: DoubtSummary) -> Iterator[str]:
    """Say how much of a document's drafts is doubtful, why, and where it is worst."""
    if not found.doubtful:
        return
    reasons = ", ".join(f"{kind.value} {count}" for kind, count in found.reasons)
    yield f"{name}: {found.doubtful} of {found.drafts} drafts are doubtful ({reasons}). The worst:"
    for worst in found.worst[:_WORST]:
        more = len(worst.reasons) - _REASONS
        said = [*worst.reasons[:_REASONS], *([f"And {more} more."] if more > 0 else [])]
        yield f"  {worst.number:>4}  {worst.source}  {' '.join(said)}"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(translate)
