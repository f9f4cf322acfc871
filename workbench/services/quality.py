"""QA of segments and documents: the checks, with the glossary's hits as their context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.checks.context import Context
from workbench.checks.run import check
from workbench.core.code import Code
from workbench.core.document import ParagraphKind, Segment
from workbench.core.issue import Issue
from workbench.services import documents
from workbench.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SegmentIssues:
    """What was found in one segment; never empty."""

    segment: Segment
    issues: tuple[Issue, ...]


def check_segment(
    ws: Workspace, source: str, target: str, codes: Sequence[Code] = ()
) -> tuple[Issue, ...]:
    """Return what is wrong with a target, or may be.

    Args:
        ws: the workspace.
        source: the Chinese of a segment.
        target: its English.
        codes: those of its paragraph; without them, only the numbers of placeholders are looked at.
    """
    return check(source, target, Context(ws.matcher().find(source), tuple(codes)))


def check_document(
    ws: Workspace,
    document_id: int,
    *,
    run: Callable[[str, str, Context], tuple[Issue, ...]] = check,
) -> tuple[SegmentIssues, ...]:
    """Return what is wrong with the targets of a document, in its order; noise is left out.

    Args:
        ws: the workspace.
        document_id: the document.
        run: the check to run; None given, all of them.

    Raises:
        NotFoundError: there is no such document.
    """
    matcher = ws.matcher()
    found = []
    for paragraph in documents.load(ws, document_id).paragraphs:
        if paragraph.kind is ParagraphKind.NOISE:
            continue
        for segment in paragraph.segments:
            context = Context(matcher.find(segment.source), paragraph.codes)
            issues = run(segment.source, segment.target, context)
            if issues:
                found.append(SegmentIssues(segment, issues))
    return tuple(found)
