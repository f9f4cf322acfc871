"""Documents in and out: `import`, `inspect`, `documents`, `status`, `export`, `remove`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from workbench.cli.arguments import DocumentArgument, EncodingOption, JsonOption, OutputOption
from workbench.cli.output import emit, emit_bytes, emit_json, emit_rows, say
from workbench.cli.session import workspace
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.services.documents import Inspection

COLUMNS = ("no", "name", "segments", "drafted", "confirmed", "%", "imported", "file")


UntranslatedOption = Annotated[
    Literal["source", "empty", "fail"],
    typer.Option(help="What stands for a segment without a target."),
]


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Chinese text files.")],
    encoding: EncodingOption = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What to call the document, instead of the file's name."),
    ] = None,
) -> None:
    """Import files as documents, without opening the editor."""
    from workbench.services import documents

    if name is not None and len(files) > 1:
        raise UsageError("one name cannot be that of several documents", hint="Import one file.")
    with workspace(context) as opened:
        for path in files:
            taken = documents.take_in(opened, path, encoding=encoding, name=name)
            if not taken.is_new:
                say(f"{path}: unchanged since it was imported; this is that document.")
            for notice in taken.notices:
                say(notice)
            document = taken.document
            emit(f"{document.id}\t{document.name}\t{len(document.segments)}")


def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Chinese text file.")],
    encoding: EncodingOption = None,
    json: JsonOption = False,
) -> None:
    """Show what import makes of a file.

    Paragraphs with their kind, segments and warnings; nothing is stored.
    """
    from workbench.services import documents

    inspection = documents.inspect(file, encoding=encoding)
    if json:
        emit_json(_inspection_json(inspection))
    else:
        _print_inspection(inspection)


def _inspection_json(inspection: Inspection) -> dict[str, object]:
    reading = inspection.reading
    return {
        "name": reading.name,
        "encoding": reading.encoding,
        "warnings": reading.warnings,
        "paragraphs": [
            {
                "line": block.line,
                "kind": block.kind,
                "text": block.text,
                "original": block.original,
                "notes": block.notes,
                "segments": segments,
            }
            for block, segments in zip(reading.blocks, inspection.segments, strict=True)
        ],
    }


def _print_inspection(inspection: Inspection) -> None:
    reading = inspection.reading
    count = sum(map(len, inspection.segments))
    say(f"{reading.name}: {reading.encoding}, {len(reading.blocks)} paragraphs, {count} segments")
    for warning in reading.warnings:
        say(f"warning: {warning}")
    for block, segments in zip(reading.blocks, inspection.segments, strict=True):
        notes = f"  [{'; '.join(block.notes)}]" if block.notes else ""
        emit(f"line {block.line}  {block.kind}{notes}")
        for segment in segments or (block.text,):
            emit(f"    {segment}")


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
    """Show how far a document is."""
    from workbench.services import documents

    with workspace(context) as opened:
        summary = documents.find(opened, document)
    if json:
        emit_json({**_flat(summary.progress), "id": summary.id, "name": summary.name})
        return
    done = summary.progress
    share = f"{done.characters_confirmed} of {done.characters} characters, {done.percent} %"
    emit(f"{summary.name} (document {summary.id})")
    emit(f"  confirmed  {done.confirmed} of {done.segments} segments ({share})")
    emit(f"  drafted    {done.drafted}")
    emit(f"  untouched  {done.segments - done.drafted - done.confirmed}")


def _flat(progress: object) -> dict[str, object]:
    from workbench.cli.output import plain

    return dict(plain(progress))


def export(
    context: typer.Context,
    document: DocumentArgument,
    output: OutputOption = None,
    untranslated: UntranslatedOption = "source",
    original: Annotated[
        bool, typer.Option("--original", help="The imported file, byte for byte.")
    ] = False,
) -> None:
    """Write the finished English text of a document."""
    from workbench.services import documents

    with workspace(context) as opened:
        found = documents.find(opened, document)
        if original:
            data = documents.original(opened, found.id)
        else:
            data = documents.export_text(opened, found.id, untranslated=untranslated).encode()
    if output is None:
        emit_bytes(data)
        return
    from workbench.exchange.atomic import write_bytes

    write_bytes(output, data)
    done = found.progress
    say(f"Wrote {output}: {done.confirmed} of {done.segments} segments confirmed.")


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
    app.command()(inspect)
    app.command("documents")(listing)
    app.command()(status)
    app.command()(export)
    app.command()(remove)
