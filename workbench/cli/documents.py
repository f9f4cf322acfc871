"""Documents in and out: `import`, `documents`, `status`, `export`, `remove`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from workbench.cli.arguments import (
    DocumentArgument,
    EncodingOption,
    FormatOption,
    JsonOption,
    OutputOption,
    WithOption,
    WithoutOption,
    cleaning,
)
from workbench.cli.codes import BAD_INPUT
from workbench.cli.imports import is_large
from workbench.cli.output import (
    emit,
    emit_bytes,
    emit_json,
    emit_rows,
    progress,
    say,
    show_error,
)
from workbench.cli.session import workspace
from workbench.errors import InputError, UsageError

if TYPE_CHECKING:
    from workbench.core.document import DocumentSummary
    from workbench.services.documents import Imported
    from workbench.services.workspace import Workspace

COLUMNS = ("no", "name", "segments", "drafted", "confirmed", "%", "imported", "file")

UntranslatedOption = Annotated[
    Literal["source", "empty", "fail"],
    typer.Option(help="What stands for a segment without a target."),
]


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Chinese documents.")],
    articles: Annotated[
        bool, typer.Option("--articles", help="Make a document of each article of a page.")
    ] = False,
    encoding: EncodingOption = None,
    form: FormatOption = None,
    without: WithoutOption = None,
    having: WithOption = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What to call the document, instead of the file's name."),
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The memory that it writes to; else the default one."),
    ] = None,
) -> None:
    """Import files as documents, without opening the editor.

    A file that cannot be read is named, and the others come in; the exit code is 2 then.
    """
    from workbench.services import documents, memories

    if name is not None and len(files) > 1:
        raise UsageError("one name cannot be that of several documents", hint="Import one file.")
    steps = cleaning(without, having)
    take = documents.take_in_articles if articles else _take_in
    failed = 0
    with workspace(context) as opened:
        if memory is not None:
            memories.writable(opened, memory)  # before anything is imported
        for path in files:
            try:
                with progress(path.name, shown=is_large(path)) as report:
                    taken = take(
                        opened,
                        path,
                        encoding=encoding,
                        name=name,
                        format=form,
                        cleaning=steps,
                        progress=report,
                    )
            except InputError as error:  # one bad file does not cost the others
                show_error(error)
                failed += 1
                continue
            for imported in taken:
                _tell(path, imported)
            if memory is not None:
                memories.use_for(opened, [imported.document.id for imported in taken], memory)
    if failed:
        raise typer.Exit(BAD_INPUT)


def _take_in(ws: Workspace, path: Path, **options: Any) -> tuple[Imported, ...]:
    """Import a whole file, as `documents.take_in` does."""
    from workbench.services import documents

    return (documents.take_in(ws, path, **options),)


def _tell(path: Path, imported: Imported) -> None:
    if not imported.is_new:
        say(f"{path}: unchanged since it was imported; this is that document.")
    for notice in imported.notices:
        say(f"{path}: {notice}")
    document = imported.document
    emit(f"{document.id}\t{document.name}\t{document.progress.segments}")


def listing(context: typer.Context, json: JsonOption = False) -> None:
    """List the documents with their progress."""
    from workbench.services import documents

    with workspace(context) as opened:
        found = documents.summaries(opened)
    if json:
        emit_json(found)
        return
    emit_rows(
        COLUMNS,
        [
            (
                d.id,
                d.name,
                d.progress.segments,
                d.progress.drafted,
                d.progress.confirmed,
                d.progress.percent,
                f"{d.imported_at:%Y-%m-%d %H:%M}",
                d.path,
            )
            for d in found
        ],
        spare=("file",),
    )
    if not found:
        say("No documents yet. Open one with: workbench edit FILE")


def status(context: typer.Context, document: DocumentArgument, json: JsonOption = False) -> None:
    """Show how far a document is, and how many of its drafts are doubtful."""
    from workbench.services import documents, doubts

    with workspace(context) as opened:
        summary = documents.find(opened, document)
        found = doubts.summary(opened, summary.id)
    if json:
        known = {"id": summary.id, "name": summary.name, "doubtful": found.doubtful}
        emit_json({**_flat(summary.progress), **known})
        return
    done = summary.progress
    share = f"{done.characters_confirmed} of {done.characters} characters, {done.percent} %"
    emit(f"{summary.name} (document {summary.id})")
    emit(f"  confirmed  {done.confirmed} of {done.segments} segments ({share})")
    emit(f"  drafted    {done.drafted}")
    emit(f"  untouched  {done.segments - done.drafted - done.confirmed}")
    if found.doubtful:
        emit(f"  doubtful   {found.doubtful} of {found.drafts} machine drafts")


def _flat(counted: object) -> dict[str, object]:
    from workbench.cli.output import plain

    return dict(plain(counted))


def export(
    context: typer.Context,
    document: DocumentArgument,
    output: OutputOption = None,
    untranslated: UntranslatedOption = "source",
    force: Annotated[
        bool,
        typer.Option("--force", help="Write it although placeholders are broken; repair them."),
    ] = False,
    original: Annotated[
        bool, typer.Option("--original", help="The imported file, byte for byte.")
    ] = False,
) -> None:
    """Write the finished document, in the format that it came in."""
    from workbench.documents.formats.base import Untranslated, Wanted
    from workbench.services import documents
    from workbench.services import export as exports

    with workspace(context) as opened:
        found = documents.find(opened, document)
        if output is None:
            _require_readable(found, exports.file_name(found), exports.is_binary(found))
        if original:
            data = exports.original(opened, found.id)
        else:
            data = exports.finished(opened, found.id, Wanted(Untranslated(untranslated), force))
    if output is None:
        emit_bytes(data)
        return
    from workbench.exchange.atomic import write_bytes

    write_bytes(output, data)
    done = found.progress
    told = (
        "the imported file"
        if original
        else f"{done.confirmed} of {done.segments} segments confirmed"
    )
    say(f"Wrote {output}: {told}.")


def _require_readable(document: DocumentSummary, name: str, is_binary: bool) -> None:
    """Refuse to write to a terminal what it cannot show."""
    if is_binary and sys.stdout.isatty():
        raise UsageError(
            f"a {document.format.upper()} file cannot be shown on a terminal",
            where=document.name,
            hint=f"Write it to a file: workbench export {document.id} -o '{name}'",
        )


def remove(
    context: typer.Context,
    document: DocumentArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a document with its targets.

    What it gave to the memory stays there.
    """
    from workbench.services import documents

    with workspace(context) as opened:
        found = documents.find(opened, document)
        if not yes:
            _ask(f"Remove {found.name} with {found.progress.confirmed} confirmed segments?")
        documents.remove(opened, found.id)
    say(f"Removed {found.name}.")


def _ask(question: str) -> None:
    """Go on only if a person says yes."""
    if not sys.stdin.isatty():
        raise UsageError("nobody can be asked here", hint="Say --yes if you are sure.")
    typer.confirm(question, abort=True, err=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import")(import_files)
    app.command("documents")(listing)
    app.command()(status)
    app.command()(export)
    app.command()(remove)
