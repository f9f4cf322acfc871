"""`workbench review …`: a document out to a colleague, and the changes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import DocumentArgument, JsonOption
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import Commands, findings, workspace

if TYPE_CHECKING:
    from workbench.services.review import Review
    from workbench.services.review_plan import Finding

app = typer.Typer(cls=Commands, no_args_is_help=True, help="Review by a colleague: out and back.")

OutputArgument = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="XLIFF (.xlf) for another tool; a table as .docx to be changed, .html to be read.",
    ),
]


@app.command()
def export(
    context: typer.Context,
    document: DocumentArgument,
    output: OutputArgument,
    xliff_version: Annotated[
        str, typer.Option(metavar="VERSION", help="Of XLIFF: 1.2, or 2.0.")
    ] = "1.2",
    fill: Annotated[
        bool,
        typer.Option("--fill", help="The source stands in for missing targets; OmegaT needs it."),
    ] = False,
) -> None:
    """Write a document for a colleague to review."""
    from workbench.errors import UsageError
    from workbench.services import documents, review

    suffix = output.suffix.lower()
    if suffix not in (*review.XLIFF, *review.TABLES):
        hint = f"End it in one of {', '.join((*review.XLIFF, *review.TABLES))}."
        raise UsageError("the name does not say which format it is", where=str(output), hint=hint)
    with workspace(context) as opened:
        found = documents.find(opened, document)
        if suffix in review.XLIFF:
            count = review.export_xliff(opened, found.id, output, version=xliff_version, fill=fill)
        else:
            count = review.export_table(opened, found.id, output)
    say(f"Wrote {output}: {count} segments of {found.name}.")


@app.command("import")
def import_review(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The XLIFF or DOCX that came back.")],
    document: Annotated[
        str | None,
        typer.Option(metavar="DOCUMENT", help="The document, where the file does not say it."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would happen, and change nothing.")
    ] = False,
    approve: Annotated[
        bool, typer.Option("--approve", help="The colleague approved of all that is in the file.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Take targets with broken placeholders, too.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Take back what a colleague changed; one undo takes all of it back again.

    What was changed here, too, is listed and left alone. Exit code 1 if anything was not taken.
    """
    from workbench.services import documents, review

    with workspace(context) as opened:
        number = None if document is None else documents.find(opened, document).id
        done = review.take_back(
            opened, file, document_id=number, dry_run=dry_run, approve=approve, force=force
        )
    if json:
        emit_json(_json(done))
    else:
        _print(done)
    would = "would be " if dry_run else ""
    say(
        f"{done.document}: {len(done.changed)} {would}changed, "
        f"{len(done.confirmed)} {would}confirmed, {len(done.unchanged)} unchanged, "
        f"{len(done.conflicts)} in conflict, {len(done.skipped)} skipped."
    )
    findings(len(done.conflicts) + len(done.skipped))


def _json(done: Review) -> dict[str, object]:
    return {
        "document": done.document,
        "changed": done.changed,
        "confirmed": done.confirmed,
        "unchanged": len(done.unchanged),
        "conflicts": done.conflicts,
        "skipped": done.skipped,
        "comments": done.comments,
    }


def _print(done: Review) -> None:
    """Print a row for each segment that did not simply stay; comments on stderr."""
    shown = (*done.changed, *done.confirmed, *done.conflicts, *done.skipped)
    rows = [_row(finding) for finding in sorted(shown, key=lambda one: one.number)]
    emit_rows(("segment", "what", "status", "source", "here", "theirs"), rows)
    for finding in (*done.conflicts, *done.skipped):
        say(f"{_place(finding)}: {finding.reason}.")
    for finding in done.comments:
        say(f"{_place(finding)}: comment: {finding.comment}")


def _row(finding: Finding) -> tuple[object, ...]:
    return (
        finding.number or "-",
        finding.verdict.value,
        finding.status.value,
        finding.source,
        finding.here,
        finding.theirs,
    )


def _place(finding: Finding) -> str:
    return f"segment {finding.number}" if finding.number else f"unit {finding.segment_id}"
