"""How a segment goes from one state to the next, and whose words its target then holds.

The rules of origin, in one place: a target that a person typed is a person's, based on what stood
there before; a draft that was taken or confirmed as it was stays a machine's or the memory's. What
an engine doubted about its draft goes with the draft: another target has no such doubts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from workbench.core.code import Code
from workbench.core.document import Segment
from workbench.core.doubt import weak_spans
from workbench.core.draft import Draft, EngineInfo, Suggestion
from workbench.core.memory import Match, Unit
from workbench.core.status import Origin, Status
from workbench.exchange.tmx_markup import inline_codes
from workbench.memory.adaptation import adapted
from workbench.text.normalise import clean

EXACT = 100


def typed(
    segment: Segment, target: str, *, by: str, at: datetime, helped: Origin | None = None
) -> Segment:
    """Return the segment with a target that a person typed; even an empty one is a person's.

    `helped` says who else had a hand in it, where words were taken while typing.
    """
    based_on = segment.based_on if segment.origin is Origin.HUMAN else segment.origin
    return replace(
        _undoubted(segment),
        target=target,
        status=Status.DRAFT,
        origin=Origin.HUMAN,
        based_on=based_on or helped,
        updated_at=at,
        updated_by=by,
    )


def taken(segment: Segment, suggestion: Suggestion, *, by: str, at: datetime) -> Segment:
    """Return the segment with a suggestion as its draft."""
    if suggestion.match is not None:
        draft = from_memory(segment, suggestion.match)
        if suggestion.repair:
            draft = _repaired(draft, suggestion)
        return replace(draft, updated_at=at, updated_by=by)
    return replace(
        _undoubted(segment) if suggestion.draft is None else _doubted(segment, suggestion.draft),
        target=clean(suggestion.target),
        status=Status.DRAFT,
        origin=suggestion.origin,
        based_on=None,
        engine=suggestion.label if suggestion.origin is Origin.MT else "",
        match_percent=None,
        updated_at=at,
        updated_by=by,
    )


def from_memory(segment: Segment, match: Match) -> Segment:
    """Return the segment with a match as its draft; `based_on` says who made the unit.

    The draft has the segment's placeholders in the place of the unit's.
    """
    return replace(
        _undoubted(segment),
        target=adapted(match.unit.target, match.unit.source, segment.source),
        status=Status.DRAFT,
        origin=Origin.TM,
        based_on=match.unit.origin,
        engine="",
        match_percent=match.percent,
    )


def _repaired(segment: Segment, suggestion: Suggestion) -> Segment:
    """Return the segment with a repaired match; what an engine wrote of it is a machine's."""
    return replace(
        segment,
        target=clean(suggestion.target),
        based_on=Origin.MT if suggestion.draft is not None else segment.based_on,
        engine=suggestion.repair,
    )


def from_engine(segment: Segment, draft: Draft, engine: EngineInfo) -> Segment:
    """Return the segment with an engine's draft."""
    return replace(
        _doubted(segment, draft),
        target=clean(draft.text),
        status=Status.DRAFT,
        origin=Origin.MT,
        based_on=None,
        engine=engine.label,
        match_percent=None,
    )


def cleared(segment: Segment) -> Segment:
    """Return the segment without a target, as if it had just been imported."""
    return replace(
        _undoubted(segment),
        target="",
        status=Status.NEW,
        origin=None,
        based_on=None,
        engine="",
        match_percent=None,
        updated_at=None,
        updated_by="",
    )


def _undoubted(segment: Segment) -> Segment:
    return replace(segment, confidence=None, doubts=(), weak=())


def _doubted(segment: Segment, draft: Draft) -> Segment:
    """Return the segment with what is doubtful about a draft, which is to be its target."""
    weak = weak_spans(draft.words) if clean(draft.text) == draft.text else ()
    return replace(segment, confidence=draft.confidence, doubts=draft.doubts, weak=weak)


def confirmed(segment: Segment, *, by: str, at: datetime) -> Segment:
    """Return the segment as vouched for by a person; whose words it holds does not change."""
    return replace(segment, status=Status.CONFIRMED, updated_at=at, updated_by=by)


def reopened(segment: Segment, *, by: str, at: datetime) -> Segment:
    """Return the segment as a draft again."""
    return replace(segment, status=Status.DRAFT, updated_at=at, updated_by=by)


def is_untouched(segment: Segment) -> bool:
    """Whether no person made, chose or vouched for the target, so that a machine may replace it."""
    if segment.locked or segment.updated_by:
        return False
    return segment.status is Status.NEW or segment.is_machine_draft


def unit(
    segment: Segment,
    document: str,
    around: tuple[str, str],
    *,
    by: str,
    at: datetime,
    codes: Sequence[Code] = (),
) -> Unit:
    """Return what a confirmed segment gives to the memory.

    `document` is the document's name, `around` are the sources before and after the segment,
    `codes` what the placeholders of its paragraph stand for.
    """
    return Unit(
        source=segment.source,
        target=segment.target,
        origin=unit_origin(segment),
        document=document,
        before=around[0],
        after=around[1],
        created_at=at,
        created_by=by,
        changed_at=at,
        changed_by=by,
        status=segment.status if segment.status.is_final else Status.CONFIRMED,
        source_codes=inline_codes(segment.source, codes),
        target_codes=inline_codes(segment.target, codes),
    )


def unit_origin(segment: Segment) -> Origin:
    """Return whose words a confirmed segment's target holds.

    An unedited exact match is the words of whoever made its unit; an unedited fuzzy one was never
    said of this source, so that it stays the memory's, unless a machine had made it.
    """
    if segment.origin is Origin.TM and segment.based_on is not None:
        exact = segment.match_percent is not None and segment.match_percent >= EXACT
        return segment.based_on if exact or segment.based_on is Origin.MT else Origin.TM
    return segment.origin or Origin.HUMAN
