"""The shape of a document: source edits, splitting and merging of segments, kinds of paragraphs.

What is done to whole paragraphs is `services/paragraphs.py`.

The imported file never changes; what is done here is recorded and can be undone. Each call is one
step of undo. Afterwards the document has to be loaded again, for positions shift.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from workbench.core.bead import Bead
from workbench.core.change import ChangeKind
from workbench.core.code import CodeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.errors import UsageError
from workbench.services import beads as rules
from workbench.services import seams, segmentation, transitions
from workbench.services.editing import step, vouch
from workbench.services.workspace import Workspace
from workbench.storage import documents, segments
from workbench.storage.revisions import Step
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholder, placeholders


def edit_source(ws: Workspace, segment_id: int, source: str) -> Segment:
    """Correct a segment's source; a machine's draft of the old one goes, a person's target stays.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: it is locked, nothing is left of the source, or markup is lost or repeated.
    """
    text = clean(source)
    if not text:
        raise UsageError(
            "a source cannot be empty",
            where=f"segment {segment_id}",
            hint="Merge the segment with its neighbour, or mark the paragraph as noise.",
        )
    with step(ws, segment_id, ChangeKind.SOURCE) as (change, segment):
        if text == segment.source:
            return segment
        _require_markup(change, segment, text)
        change.forget(segment.id)
        edited = replace(seams.opened(change, segment), source=text)
        change.segment(edited)
        return edited


def split(
    ws: Workspace, segment_id: int, source_at: int, target_at: int | None = None
) -> tuple[Segment, Segment]:
    """Cut a segment in two; confirmed ones become drafts.

    Args:
        ws: the workspace.
        segment_id: the segment.
        source_at: where to cut the source, in code points.
        target_at: where to cut the target; None leaves all of it with the first half. A machine's
            draft of the whole goes in any case.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: it is locked, one half of the source would be empty, or the cut goes through a
            placeholder.
    """
    with step(ws, segment_id, ChangeKind.SPLIT) as (change, segment):
        left, right = segment.source[:source_at].strip(), segment.source[source_at:].strip()
        if not (source_at > 0 and left and right):
            raise UsageError(
                "there must be text on both sides of the cut",
                where=f"segment {segment.position + 1}",
                hint="Put the cursor inside the source, then split.",
            )
        _require_markup(change, segment, f"{left} {right}")
        change.forget(segment.id)
        whole = seams.opened(change, segment)
        cut = len(whole.target) if target_at is None else target_at
        first = replace(whole, source=left, target=whole.target[:cut].strip())
        second = replace(whole, id=0, source=right, target=whole.target[cut:].strip())
        if not second.target:
            second = transitions.cleared(second)
        row = list(segments.of_paragraph(change.session, segment.paragraph_id))
        at = next(place for place, other in enumerate(row) if other.id == segment.id)
        row[at : at + 1] = [first, second]
        arranged = change.arrange(segment.paragraph_id, row)
        return arranged[at], arranged[at + 1]


def _require_markup(change: Step, segment: Segment, source: str) -> None:
    """Refuse a source that lacks markup or repeats it: the finished file would be broken."""
    before, after = Counter(placeholders(segment.source)), Counter(placeholders(source))
    if before == after:
        return
    codes = documents.paragraph(change.session, segment.paragraph_id)[1].codes
    wrong = [code.number for code in codes if before[code.number] != after[code.number]]
    if wrong:
        raise UsageError(
            f"the source has to keep its markup: {', '.join(map(placeholder, wrong))}, once each",
            where=f"segment {segment.position + 1}",
            hint="Leave the placeholders whole.",
        )


def merge_with_next(ws: Workspace, segment_id: int) -> Segment:
    """Make one segment of this and the next of its paragraph; confirmed ones become drafts.

    Machine drafts of the halves go: the whole wants a draft of its own.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: one of them is locked, or it is the last of its paragraph.
    """
    with step(ws, segment_id, ChangeKind.MERGE) as (change, segment):
        row = list(segments.of_paragraph(change.session, segment.paragraph_id))
        at = next(place for place, other in enumerate(row) if other.id == segment.id)
        if at + 1 == len(row):
            raise UsageError(
                "this is the last segment of its paragraph",
                where=f"segment {segment.position + 1}",
                hint="Segments of different paragraphs cannot be merged.",
            )
        pair = (segment, row[at + 1])
        seams.require_unlocked(pair)
        merged = seams.merged(change, pair)
        for part in pair:
            change.forget(part.id)
        row[at : at + 2] = [merged]
        return change.arrange(segment.paragraph_id, row)[at]


def set_kind(ws: Workspace, paragraph_id: int, kind: ParagraphKind) -> Paragraph:
    """Say what a paragraph is; noise has no segments, what was noise is cut as its new kind is.

    Raises:
        NotFoundError: there is no such paragraph.
        UsageError: it is to be noise, but a person has worked on its segments.
    """
    # The rules take 40 ms to import, which opening a document need not wait for.
    from workbench.segmentation.paragraphs import cut_paragraph

    own = segmentation.rules(ws)
    with ws.database.transaction() as session:
        document_id, paragraph = documents.paragraph(session, paragraph_id)
        if paragraph.kind is kind:
            return paragraph
        first = paragraph.segments[0].id if paragraph.segments else None
        change = Step(session, document_id, ChangeKind.KIND, first, at=ws.now(), by=ws.user)
        change.paragraph_kind(paragraph_id, kind)
        if kind is ParagraphKind.NOISE:
            _require_untouched(paragraph.segments)
            change.arrange(paragraph_id, ())
        elif paragraph.kind is ParagraphKind.NOISE:
            closing = frozenset(c.number for c in paragraph.codes if c.kind is CodeKind.CLOSE)
            sources = cut_paragraph(kind, paragraph.text, closing=closing, rules=own)
            change.arrange(paragraph_id, [Segment(0, paragraph_id, 0, text) for text in sources])
        change.close()
        return documents.paragraph(session, paragraph_id)[1]


def confirm_beads(ws: Workspace, paragraph_id: int, beads: Sequence[Bead]) -> tuple[Segment, ...]:
    """Give a paragraph the segments that beads say, confirm them, and store their units.

    Each bead with source sentences becomes one segment; its targets, joined, are the target.
    Targets without a source go to the bead before. A bead without targets stays untranslated.

    Returns:
        The paragraph's segments afterwards.

    Raises:
        NotFoundError: there is no such paragraph.
        UsageError: a segment is locked, or the beads are not of this paragraph as it is now.
    """
    with ws.database.transaction() as session:
        document_id, paragraph = documents.paragraph(session, paragraph_id)
        old = paragraph.segments
        seams.require_unlocked(old)
        now = ws.now()
        wanted = rules.arrangement(old, beads, by=ws.user, at=now)
        first = old[0].id if old else None
        change = Step(session, document_id, ChangeKind.BEADS, first, at=now, by=ws.user)
        kept = {segment.id: segment for segment in wanted if segment in old}
        for segment in old:
            if segment.id not in kept:
                change.forget(segment.id)
        arranged = change.arrange(paragraph_id, wanted)
        done = tuple(
            vouch(change, segment)
            if segment.target and not (segment.id in kept and segment.status.is_final)
            else segment
            for segment in arranged
        )
        change.close()
        return done


def _require_untouched(row: Sequence[Segment]) -> None:
    worked = next((s for s in row if not transitions.is_untouched(s)), None)
    if worked is not None:
        raise UsageError(
            "somebody has worked on this paragraph, so it cannot be marked as noise",
            where=f"segment {worked.position + 1}",
            hint="Undo that work first.",
        )
