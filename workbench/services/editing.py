"""Targets: typing, taking a suggestion, confirming, reopening.

Each call is one transaction and one step of undo. Confirming writes the segment, its revision and
its memory unit together: when `confirm` has returned, all three survive kill -9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from workbench.core.change import ChangeKind
from workbench.core.code import Code
from workbench.core.document import Segment
from workbench.core.draft import Suggestion
from workbench.core.issue import Issue
from workbench.core.memory import Match, MatchKind
from workbench.core.status import Origin, Status
from workbench.errors import UsageError
from workbench.services import memory, quality, transitions
from workbench.services.workspace import Workspace
from workbench.storage import documents, segments
from workbench.storage.database import Transaction
from workbench.storage.revisions import Step
from workbench.text.normalise import clean
from workbench.text.placeholders import placeholders


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What confirming did.

    Attributes:
        segment: as it is now.
        issues: what QA found in it; it is confirmed all the same.
        filled: repetitions of its source that got its target as a draft.
    """

    segment: Segment
    issues: tuple[Issue, ...] = ()
    filled: tuple[Segment, ...] = ()


def save_target(
    ws: Workspace, segment_id: int, target: str, *, helped: Origin | None = None
) -> Segment:
    """Save what is being typed; a confirmed segment becomes a draft again.

    Typing that goes on in the same segment is one step of undo.

    Args:
        ws: the workspace.
        segment_id: the segment.
        target: its whole target.
        helped: whose words were taken while it was typed, if any were.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: it is locked.
    """
    with step(ws, segment_id, ChangeKind.TYPING) as (change, segment):
        return _type(change, segment, target, helped)


def take(ws: Workspace, segment_id: int, suggestion: Suggestion) -> Segment:
    """Put a suggestion into a segment as its draft.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: it is locked.
    """
    with step(ws, segment_id, ChangeKind.TAKE) as (change, segment):
        change.forget(segment.id)
        drafted = transitions.taken(segment, suggestion, by=change.by, at=change.at)
        change.segment(drafted)
        return drafted


def confirm(
    ws: Workspace,
    segment_id: int,
    target: str,
    *,
    propagate: bool = True,
    helped: Origin | None = None,
) -> Confirmed:
    """Confirm a segment with this target and store the pair in the memory.

    Args:
        ws: the workspace.
        segment_id: the segment.
        target: the whole target, as the editor holds it.
        propagate: whether to fill repetitions of the source in the same document that nobody has
            touched, as drafts from the memory.
        helped: whose words were taken while the target was typed, if any were.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: it is locked, or the target is empty.
    """
    text = clean(target)
    if not text:
        raise UsageError(
            "an empty target cannot be confirmed",
            where=f"segment {segment_id}",
            hint="Type the translation first.",
        )
    with ws.database.transaction() as session:
        segment = _typed(ws, session, segment_id, text, helped)
        segment, filled = _vouched(ws, session, segment, propagate=propagate)
        _, paragraph = documents.paragraph(session, segment.paragraph_id)
    issues = quality.check_segment(ws, segment.source, segment.target, paragraph.codes)
    return Confirmed(segment, issues, filled)


def _typed(
    ws: Workspace, session: Transaction, segment_id: int, text: str, helped: Origin | None
) -> Segment:
    """Type, as a step of undo of its own, so that taking back what follows keeps the words."""
    typing, segment = _begin(ws, session, segment_id, ChangeKind.TYPING)
    segment = _type(typing, segment, text, helped)
    typing.close()
    return segment


def _vouched(
    ws: Workspace, session: Transaction, segment: Segment, *, propagate: bool
) -> tuple[Segment, tuple[Segment, ...]]:
    if segment.status.is_final:
        return segment, ()
    change, segment = _begin(ws, session, segment.id, ChangeKind.CONFIRM)
    segment = vouch(change, segment)
    filled = fill_repetitions(change, segment) if propagate else ()
    change.close()
    return segment, filled


def reopen(ws: Workspace, segment_id: int) -> Segment:
    """Make a confirmed segment a draft again; the unit that confirming it made goes.

    Raises:
        NotFoundError: there is no such segment.
        UsageError: it is locked.
    """
    with step(ws, segment_id, ChangeKind.REOPEN) as (change, segment):
        return unconfirm(change, segment)


def set_locked(ws: Workspace, segment_id: int, locked: bool) -> Segment:
    """Protect a segment from change, or no more.

    Raises:
        NotFoundError: there is no such segment.
    """
    with step(ws, segment_id, ChangeKind.LOCK, even_locked=True) as (change, segment):
        changed = replace(segment, locked=locked)
        change.segment(changed)
        return changed


def set_propagation(ws: Workspace, document_id: int, on: bool) -> None:
    """Let confirming a segment of a document fill its repetitions forward, or no more.

    Raises:
        NotFoundError: there is no such document.
    """
    with ws.database.transaction() as session:
        documents.set_propagation(session, document_id, on)


def set_exception(ws: Workspace, segment_id: int, excluded: bool) -> Segment:
    """Keep a segment out when repetitions are filled forward, or let it take part again.

    An exception neither gives its target to the repetitions of its source nor takes theirs.

    Raises:
        NotFoundError: there is no such segment.
    """
    with step(ws, segment_id, ChangeKind.FILLING, even_locked=True) as (change, segment):
        changed = replace(segment, propagates=not excluded)
        change.segment(changed)
        return changed


@contextmanager
def step(
    ws: Workspace, segment_id: int, kind: ChangeKind, *, even_locked: bool = False
) -> Iterator[tuple[Step, Segment]]:
    """Hold a transaction with one undoable change of a segment."""
    with ws.database.transaction() as session:
        change, segment = _begin(ws, session, segment_id, kind, even_locked=even_locked)
        yield change, segment
        change.close()


def _begin(
    ws: Workspace,
    session: Transaction,
    segment_id: int,
    kind: ChangeKind,
    *,
    even_locked: bool = False,
) -> tuple[Step, Segment]:
    segment = segments.get(session, segment_id)
    if segment.locked and not even_locked:
        raise UsageError(
            "the segment is locked",
            where=f"segment {segment.position + 1}",
            hint="Unlock it first.",
        )
    document_id = segments.document_of(session, segment_id)
    return Step(session, document_id, kind, segment_id, at=ws.now(), by=ws.user), segment


def _type(change: Step, segment: Segment, target: str, helped: Origin | None = None) -> Segment:
    if target == segment.target:
        return segment
    change.forget(segment.id)
    written = transitions.typed(segment, target, by=change.by, at=change.at, helped=helped)
    change.segment(written)
    return written


def vouch(change: Step, segment: Segment, status: Status = Status.CONFIRMED) -> Segment:
    """Within a change: confirm a segment as it stands, or as reviewed, and store its unit."""
    done = replace(transitions.confirmed(segment, by=change.by, at=change.at), status=status)
    change.segment(done)
    around = segments.neighbours(change.session, done)
    name = documents.name(change.session, change.document_id)
    codes = _codes(change, done)
    unit = transitions.unit(done, name, around, by=change.by, at=change.at, codes=codes)
    change.remember(unit, done.id)
    return done


def _codes(change: Step, segment: Segment) -> tuple[Code, ...]:
    """What the placeholders of a segment may stand for."""
    if not placeholders(segment.source):
        return ()
    found = documents.codes_of(change.session, (segment.paragraph_id,))
    return found.get(segment.paragraph_id, ())


def unconfirm(change: Step, segment: Segment) -> Segment:
    """Within a change: make a confirmed segment a draft again; any other stays as it is."""
    if not segment.status.is_final:
        return segment
    change.forget(segment.id)
    draft = transitions.reopened(segment, by=change.by, at=change.at)
    change.segment(draft)
    return draft


def fill_repetitions(change: Step, segment: Segment) -> tuple[Segment, ...]:
    """Within a change: give a confirmed target to the repetitions that nobody has touched.

    Where the memory knows another target for a repetition between its own neighbours, it gets that
    one. Nothing is filled in a document whose switch is off, nor from or into an exception.
    """
    session = change.session
    if not (segment.propagates and documents.propagates(session, change.document_id)):
        return ()
    untouched = [
        other
        for other in segments.repetitions(session, segment)
        if other.propagates and transitions.is_untouched(other)
    ]
    name = documents.name(session, change.document_id)
    unit = transitions.unit(segment, name, ("", ""), by=change.by, at=change.at)
    match = Match(unit, MatchKind.EXACT, transitions.EXACT)
    filled = []
    for other, own in zip(untouched, _alternatives(change, untouched), strict=True):
        draft = transitions.from_memory(other, own or match)
        if draft.target != other.target:
            filled.append(draft)
            change.segment(draft)
    return tuple(filled)


def _alternatives(change: Step, repeated: Sequence[Segment]) -> list[Match | None]:
    """Return what the memory has for each segment between its very neighbours, None for nothing."""
    around = [segments.neighbours(change.session, segment) for segment in repeated]
    wanted = [(s.source, *around_it) for s, around_it in zip(repeated, around, strict=True)]
    found = memory.exact_of(change.session, wanted, document=change.document_id)
    return [m if m is not None and m.kind is MatchKind.CONTEXT else None for m in found]
