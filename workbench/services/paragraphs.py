"""Paragraphs: joined, divided, given back the source of the file, or Chinese punctuation.

Each call is one step of undo. Targets stay with their sentences; where a sentence itself changes it
becomes what a corrected source makes of it. The imported file never changes: what was done here is
in the document alone, and a paragraph keeps its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.core.change import ChangeKind
from workbench.core.code import CodeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.errors import UsageError
from workbench.services import beads as rules
from workbench.services import seams, segmentation
from workbench.services.workspace import Workspace
from workbench.storage import documents, segments
from workbench.storage.database import Transaction
from workbench.storage.revisions import Step
from workbench.text.normalise import match_key

if TYPE_CHECKING:
    from workbench.segmentation.srx import Rules

_FIXED: Final = {"xliff": "an XLIFF file", "srt": "subtitles"}
"""Formats whose files say themselves what a paragraph is."""


def join_paragraphs(ws: Workspace, paragraph_id: int) -> Paragraph:
    """Make one paragraph of this and the next one to be translated; noise between them stays.

    A sentence that the end of the first one cut in two becomes one segment, as `merge_with_next`
    would make it; all others keep their targets.

    Raises:
        NotFoundError: there is no such paragraph.
        UsageError: it is the last one, or noise; a segment that would change is locked; or the
            format fixes the paragraphs.
        FormatError: an own segmentation rule takes too long on the sentences at the seam.
    """
    own = segmentation.rules(ws)
    with _step(ws, paragraph_id, ChangeKind.JOIN) as (change, first):
        _require_free_form(change)
        _require_text(first)
        second = _next(change.session, change.document_id, first)
        moved = seams.renumbered(second, first)
        seams.require_unlocked(
            old for old, new in zip(second.segments, moved.segments, strict=True) if old != new
        )
        wanted = _joined_segments(change, first, moved, own)
        change.paragraph(
            replace(
                first,
                text=rules.joined_source(first.text, moved.text),
                original=f"{first.original}\n{second.original}",
                notes=seams.joined_notes(first, second),
                codes=(*first.codes, *moved.codes),
            )
        )
        change.arrange(first.id, wanted)
        change.remove_paragraph(second.id)
        change.close()
        return documents.paragraph(change.session, first.id)[1]


def split_paragraph(ws: Workspace, segment_id: int) -> Paragraph:
    """Let a new paragraph begin at a segment, and return it; all segments keep their targets.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: it is the first of its paragraph, or the format fixes the paragraphs.
    """
    from workbench.documents.cleanup import notes
    from workbench.documents.recut import divided, starts

    with ws.database.reading() as session:
        segment = segments.get(session, segment_id)
    with _step(ws, segment.paragraph_id, ChangeKind.DIVIDE, segment_id) as (change, whole):
        _require_free_form(change)
        at = next(n for n, other in enumerate(whole.segments) if other.id == segment_id)
        if at == 0:
            raise UsageError(
                "the paragraph begins with this segment already",
                where=f"segment {segment.position + 1}",
                hint="Go to the segment that is to begin the new paragraph.",
            )
        offset = starts([s.source for s in whole.segments], whole.text)[at]
        left, right = divided(whole.original, whole.text, whole.codes, offset)
        kept, moved = seams.shared_codes(whole.codes, whole.text[:offset])
        said = tuple(note for note in whole.notes if note != notes.SPLIT)
        rest = replace(
            whole,
            position=whole.position + 1,
            text=whole.text[offset:].strip(),
            original=right,
            line=whole.line + _line_ends(whole.original[: len(whole.original) - len(right)]),
            notes=(notes.SPLIT, *said),
            codes=moved,
        )
        number = change.add_paragraph(rest)
        change.arrange(number, whole.segments[at:])
        text = whole.text[:offset].strip()
        change.paragraph(replace(whole, text=text, original=left, codes=kept))
        change.arrange(whole.id, whole.segments[:at])
        change.close()
        return documents.paragraph(change.session, number)[1]


def restore_source(ws: Workspace, paragraph_id: int) -> Paragraph:
    """Give a paragraph the source as the file has it, the spaces inside its lines included.

    Corrections of its source are undone; its segments stay divided where they are. A target stays
    what it is where the memory would still call the source the same.

    Raises:
        NotFoundError: there is no such paragraph.
        UsageError: a segment that would change is locked, or the corrected sentences are too
            unlike those of the file to find their places.
    """
    from workbench.documents.recut import restored

    with _step(ws, paragraph_id, ChangeKind.RESTORE) as (change, paragraph):
        text = restored(paragraph.original, paragraph.text, paragraph.codes)
        _rewrite(change, replace(paragraph, text=text), text)
        return documents.paragraph(change.session, paragraph_id)[1]


def clean_punctuation(ws: Workspace, paragraph_id: int) -> Paragraph:
    """Give a paragraph Chinese punctuation where half-width marks stand in Chinese text.

    Raises:
        NotFoundError: there is no such paragraph.
        UsageError: a segment that would change is locked.
    """
    from workbench.documents.cleanup import notes

    with _step(ws, paragraph_id, ChangeKind.PUNCTUATION) as (change, paragraph):
        text, count = seams.chinese(paragraph.text)
        said = (*paragraph.notes, notes.marks_replaced(count)) if count else paragraph.notes
        whole = seams.joined([segment.source for segment in paragraph.segments])
        _rewrite(change, replace(paragraph, text=text, notes=said), seams.chinese(whole)[0])
        return documents.paragraph(change.session, paragraph_id)[1]


@contextmanager
def _step(
    ws: Workspace, paragraph_id: int, kind: ChangeKind, segment_id: int | None = None
) -> Iterator[tuple[Step, Paragraph]]:
    """Hold a transaction with one undoable change of a paragraph."""
    with ws.database.transaction() as session:
        document_id, paragraph = documents.paragraph(session, paragraph_id)
        at = segment_id or (paragraph.segments[0].id if paragraph.segments else None)
        yield Step(session, document_id, kind, at, at=ws.now(), by=ws.user), paragraph


def _rewrite(change: Step, paragraph: Paragraph, whole: str) -> None:
    """Write a paragraph whose segments are the same ones in another version of the text."""
    from workbench.documents.recut import recut

    change.paragraph(paragraph)
    if paragraph.segments:
        cut = recut([segment.source for segment in paragraph.segments], whole)
        if cut is None:
            raise UsageError(
                "the sentences were changed so much that they have no place in the file's text",
                where=f"segment {paragraph.segments[0].position + 1}",
                hint="Undo the changes instead, with Ctrl+Z.",
            )
        pairs = list(zip(paragraph.segments, cut, strict=True))
        seams.require_unlocked(segment for segment, source in pairs if segment.source != source)
        for segment, source in pairs:
            _put_source(change, segment, source)
    change.close()


def _put_source(change: Step, segment: Segment, source: str) -> None:
    """Give a segment another source; its target stays as it is if the memory sees no difference."""
    if source == segment.source:
        return
    if match_key(source) != match_key(segment.source):
        change.forget(segment.id)
        segment = seams.opened(change, segment)
    change.segment(replace(segment, source=source))


def _next(session: Transaction, document_id: int, paragraph: Paragraph) -> Paragraph:
    """Return the next paragraph that is to be translated."""
    position = paragraph.position
    while found := documents.paragraph_after(session, document_id, position):
        if found.kind is not ParagraphKind.NOISE:
            return found
        position = found.position
    raise UsageError(
        "this is the last paragraph",
        where=f"paragraph {paragraph.position + 1}",
        hint="There is nothing after it that it could be joined with.",
    )


def _joined_segments(
    change: Step, first: Paragraph, second: Paragraph, own: Rules | None
) -> list[Segment]:
    """Return the segments of both; the sentence that goes on over the seam becomes one."""
    left, right = list(first.segments), list(second.segments)
    if not (left and right) or _is_boundary(first, second, own):
        return [*left, *right]
    pair = (left.pop(), right.pop(0))
    seams.require_unlocked(pair)
    whole = seams.merged(change, pair)
    for part in pair:
        change.forget(part.id)
    return [*left, whole, *right]


def _is_boundary(first: Paragraph, second: Paragraph, own: Rules | None) -> bool:
    """Return whether a sentence ends where two paragraphs meet, by the project's rules."""
    from workbench.segmentation.paragraphs import cut_paragraph

    pair = (first.segments[-1].source, second.segments[0].source)
    codes = (*first.codes, *second.codes)
    closing = frozenset(code.number for code in codes if code.kind is CodeKind.CLOSE)
    found = cut_paragraph(first.kind, rules.joined_source(*pair), closing=closing, rules=own)
    ends = _running_lengths(found)
    return len("".join(pair[0].split())) in ends


def _running_lengths(pieces: Sequence[str]) -> set[int]:
    """Return where each piece ends, in characters without white space."""
    ends, at = set(), 0
    for piece in pieces:
        at += len("".join(piece.split()))
        ends.add(at)
    return ends


def _line_ends(text: str) -> int:
    return len(f"{text}.".splitlines()) - 1


def _require_free_form(change: Step) -> None:
    fixed = _FIXED.get(documents.format_of(change.session, change.document_id))
    if fixed is not None:
        raise UsageError(
            f"{fixed} has the paragraphs that it has",
            hint="Split or merge segments inside a paragraph instead.",
        )


def _require_text(paragraph: Paragraph) -> None:
    if paragraph.kind is ParagraphKind.NOISE:
        raise UsageError(
            "noise is not joined with anything",
            where=f"paragraph {paragraph.position + 1}",
            hint="Say first what kind of paragraph it is.",
        )
