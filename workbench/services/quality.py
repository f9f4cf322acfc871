"""QA of segments and documents: the checks, with the glossary's hits as their context."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.document import ParagraphKind, Segment
from workbench.core.issue import Issue
from workbench.services import documents, glossary
from workbench.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SegmentIssues:
    """What was found in one segment; never empty."""

    segment: Segment
    issues: tuple[Issue, ...]


def check_segment(ws: Workspace, source: str, target: str) -> tuple[Issue, ...]:
    """Return what is wrong with a target, or may be."""
    try:
        from workbench.checks.context import Context
        from workbench.checks.run import check
    except ModuleNotFoundError:  # goes as soon as the checks are there
        return ()
    return check(source, target, Context(hits=glossary.matcher(ws).find(source)))


def check_document(ws: Workspace, document_id: int) -> tuple[SegmentIssues, ...]:
    """Return what is wrong with the targets of a document, in its order; noise is left out.

    Raises:
        NotFoundError: there is no such document.
    """
    found = []
    for paragraph in documents.load(ws, document_id).paragraphs:
        if paragraph.kind is ParagraphKind.NOISE:
            continue
        for segment in paragraph.segments:
            issues = check_segment(ws, segment.source, segment.target)
            if issues:
                found.append(SegmentIssues(segment, issues))
    return tuple(found)
