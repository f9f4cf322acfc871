"""`workbench check`: QA of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from workbench.cli.arguments import DocumentArgument, JsonOption
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import findings, workspace

if TYPE_CHECKING:
    from workbench.services.quality import SegmentIssues


def check(context: typer.Context, document: DocumentArgument, json: JsonOption = False) -> None:
    """List what QA finds in a document's targets.

    Exit code 1 if it finds anything.
    """
    from workbench.services import documents, quality

    with workspace(context) as opened:
        found = documents.find(opened, document)
        report = quality.check_document(opened, found.id)
    show_issues(report, name=found.name, json=json)


def show_issues(report: Sequence[SegmentIssues], *, name: str, json: bool) -> None:
    """Print the issues of a document, and end with exit code 1 if there are any."""
    rows = [
        (
            entry.segment.position + 1,
            issue.severity,
            issue.code,
            issue.message,
            entry.segment.source,
        )
        for entry in report
        for issue in entry.issues
    ]
    if json:
        emit_json(report)
    else:
        emit_rows(("segment", "severity", "code", "issue", "source"), rows)
    say(f"{name}: {len(rows)} issues in {len(report)} segments." if rows else f"{name}: no issues.")
    findings(len(rows))


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(check)
