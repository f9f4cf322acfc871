"""Sentences that stand several times in a document, and how filling them forward is set."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.document import Segment
from workbench.errors import NotFoundError
from workbench.services.workspace import Workspace
from workbench.storage import documents
from workbench.text.normalise import match_key


@dataclass(frozen=True, slots=True)
class Repetitions:
    """What is repeated in a document.

    Attributes:
        fills: whether confirming a segment fills its repetitions forward.
        groups: the segments that have one source to the memory, two or more each, in order.
    """

    fills: bool
    groups: tuple[tuple[Segment, ...], ...]


def numbered(ws: Workspace, document_id: int, number: int) -> Segment:
    """Return the segment with a number, counted from 1, as the editor shows it.

    Raises:
        NotFoundError: there is no such document or segment.
    """
    with ws.database.reading() as session:
        segments = documents.load(session, document_id).segments
    if not 1 <= number <= len(segments):
        raise NotFoundError(
            f"there is no segment {number}",
            hint=f"The document has {len(segments)} segments.",
        )
    return segments[number - 1]


def of_document(ws: Workspace, document_id: int) -> Repetitions:
    """Return what is repeated in a document.

    Raises:
        NotFoundError: there is no such document.
    """
    with ws.database.reading() as session:
        document = documents.load(session, document_id)
    groups: dict[str, list[Segment]] = {}
    for segment in document.segments:
        groups.setdefault(match_key(segment.source), []).append(segment)
    repeated = tuple(tuple(group) for group in groups.values() if len(group) > 1)
    return Repetitions(document.propagates, repeated)
