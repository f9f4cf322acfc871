"""Likely scanning errors of a document: offered, accepted by a person, or dismissed for good.

Nothing is changed unless a person accepts it, and then it is one step of undo. The imported file
stays as it is. Where the mark in question is the end of a segment, accepting merges the segments
that it cut apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Final

from workbench.core.change import ChangeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.core.proposal import Proposal
from workbench.errors import UsageError
from workbench.services import seams
from workbench.services.beads import joined_source
from workbench.services.documents import editing_lock
from workbench.services.editing import step
from workbench.services.workspace import Workspace
from workbench.storage import documents, glossary, proposals, segments
from workbench.storage.proposals import Dismissal

if TYPE_CHECKING:
    from workbench.storage.revisions import Step

_CONTEXT: Final = 10
"""How many code points are shown on either side; a dismissal holds while they stay the same."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal where it stands in a document.

    Attributes:
        document_id, paragraph_id: whose it is.
        position: 0-based rank of the first segment in the document.
        segments: the ids of the segments that it touches; several if it joins them.
        source: their sources, joined; the places of the proposal count in it.
        proposal: what stands there and what is proposed.
        before, after: the text of the paragraph around it.
    """

    document_id: int
    paragraph_id: int
    position: int
    segments: tuple[int, ...]
    source: str
    proposal: Proposal
    before: str
    after: str

    @property
    def dismissal(self) -> Dismissal:
        """What is remembered if a person says no."""
        context = f"{self.before}{self.proposal.found}{self.after}"
        return Dismissal(self.proposal.found, self.proposal.wanted, context)


def for_document(ws: Workspace, document_id: int) -> tuple[Offer, ...]:
    """Return what may be misread in a document, in its order.

    Left out is what was dismissed, what is noise, and what a person has locked or vouched for. The
    sources count as they are now, and the terms of the glossary as words.

    Raises:
        NotFoundError: there is no such document.
    """
    from workbench.documents.scanning.proposals import document_proposals

    with ws.database.reading() as session:
        document = documents.load(session, document_id)
        known = {term.source for term in glossary.everything(session)}
        gone = proposals.dismissed(session, document_id)
    read = [part for part in document.paragraphs if part.kind is not ParagraphKind.NOISE]
    texts = [_Text(paragraph) for paragraph in read]
    found = document_proposals([text.whole for text in texts], known=known)
    return tuple(
        offer
        for text, some in zip(texts, found, strict=True)
        for offer in text.offers(document_id, some)
        if offer.dismissal not in gone
    )


def accept(ws: Workspace, offer: Offer) -> Segment:
    """Put what is proposed into the source, as one step of undo.

    A machine's draft of the old source goes, a person's target stays as a draft; segments that the
    wrong mark had cut apart become one.

    Returns:
        The segment as it is now. Load the document again where the offer has several segments.

    Raises:
        NotFoundError: the segment is no more.
        UsageError: it is locked, or the source was changed since the offer was made.
    """
    with step(ws, offer.segments[0], ChangeKind.SOURCE) as (change, segment):
        row = list(segments.of_paragraph(change.session, segment.paragraph_id))
        at = next(place for place, other in enumerate(row) if other.id == segment.id)
        parts = row[at : at + len(offer.segments)]
        whole = seams.joined([part.source for part in parts])
        if not _still_stands(offer, parts, whole):
            raise UsageError(
                "the source was changed since this was proposed",
                where=f"segment {segment.position + 1}",
                hint="List the proposals again.",
            )
        seams.require_unlocked(parts)
        for part in parts:
            change.forget(part.id)
        edited = replace(_together(change, parts), source=offer.proposal.applied(whole))
        if len(parts) == 1:
            change.segment(edited)
            return edited
        row[at : at + len(parts)] = [edited]
        return change.arrange(segment.paragraph_id, row)[at]


def accept_all(ws: Workspace, offers: Sequence[Offer]) -> int:
    """Accept offers that were made together, each as one step of undo; return how many.

    Raises:
        NotFoundError: a segment is no more.
        UsageError: one is locked, or a source was changed since the offers were made.
        DocumentLockedError: an editor has the document open, which would not see what changed.
    """
    with ExitStack() as held:
        for number in sorted({offer.document_id for offer in offers}):
            held.enter_context(editing_lock(ws, number))
        # From the end, so that what comes first stays where it was offered.
        for offer in sorted(offers, key=lambda one: (one.position, one.proposal.start))[::-1]:
            accept(ws, offer)
    return len(offers)


def dismiss(ws: Workspace, offer: Offer) -> None:
    """Remember that this is no error; it is not offered again while the text around stays.

    Raises:
        NotFoundError: the document is no more.
    """
    with ws.database.transaction() as session:
        documents.name(session, offer.document_id)  # tells one that is no more
        proposals.dismiss(session, offer.document_id, offer.dismissal)


def bring_back(ws: Workspace, document_id: int) -> int:
    """Forget all dismissals of a document, so that all is offered again; return how many."""
    with ws.database.transaction() as session:
        return proposals.forget(session, document_id)


class _Text:
    """The sources of a paragraph's segments, joined, and where each of them stands."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._ends: list[int] = []
        pieces: list[str] = []
        last = ""
        for segment in paragraph.segments:
            pieces.append(joined_source(last, segment.source)[len(last) :])
            last = segment.source[-1:]
            self._ends.append(len(pieces[-1]) + (self._ends[-1] if self._ends else 0))
        self.whole = "".join(pieces)

    def offers(self, document_id: int, found: Sequence[Proposal]) -> Iterator[Offer]:
        """Yield the proposals that may be accepted, with the segments that they touch."""
        for proposal in found:
            first, last = self._touched(proposal)
            parts = self._paragraph.segments[first : last + 1]
            if any(part.locked or part.status.is_final for part in parts):
                continue
            start = self._ends[first] - len(parts[0].source)
            yield Offer(
                document_id,
                self._paragraph.id,
                parts[0].position,
                tuple(part.id for part in parts),
                self.whole[start : self._ends[last]],
                replace(proposal, start=proposal.start - start, end=proposal.end - start),
                self.whole[max(0, proposal.start - _CONTEXT) : proposal.start],
                self.whole[proposal.end : proposal.end + _CONTEXT],
            )

    def _touched(self, proposal: Proposal) -> tuple[int, int]:
        """Return the ranks of the first and the last segment that a proposal touches."""
        return bisect_right(self._ends, proposal.start), bisect_left(self._ends, proposal.end)


def _still_stands(offer: Offer, parts: Sequence[Segment], whole: str) -> bool:
    """Return whether nothing has changed up to the end of what is proposed."""
    same = tuple(part.id for part in parts) == offer.segments
    end = offer.proposal.end
    return same and whole[:end] == offer.source[:end]


def _together(change: Step, parts: Sequence[Segment]) -> Segment:
    """Return one segment for several, opened for a change of its source."""
    if len(parts) == 1:
        return seams.opened(change, parts[0])
    return reduce(lambda one, other: seams.merged(change, (one, other)), parts)
