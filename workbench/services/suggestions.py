"""What the editor suggests for a segment: the memory's matches, then the engine's draft.

A fuzzy match whose source differs in numbers or terms alone is offered repaired too, before the
match as it is stored; where an engine can write what changed, its repair follows its draft. Both
say that they are repairs, and keep the percentage of the match: neither is ever an exact one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from workbench.core.document import Segment
from workbench.core.draft import Draft, Suggestion
from workbench.core.memory import Match
from workbench.core.status import Origin
from workbench.engines.base import Interactive
from workbench.memory.adaptation import adapted
from workbench.memory.ranking import EXACT_PERCENT
from workbench.services import memory
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage import segments

if TYPE_CHECKING:
    from workbench.memory.repair import Repaired

REPAIRABLE: Final = 70
"""The lowest percentage of a match that is repaired."""

PLAIN: Final = "without the glossary"
"""What the label of an engine's own draft says where another one obeys the glossary."""


def suggestions(
    ws: Workspace,
    segment: Segment,
    *,
    drafter: Drafter | None = None,
    threshold: int = 70,
    limit: int = 5,
) -> tuple[Suggestion, ...]:
    """Return candidate targets, best first: from the memory, then, if one is given, the engine.

    Args:
        ws: the workspace.
        segment: the segment; what its own confirmation stored is not suggested to it.
        drafter: whose draft comes last; it may take seconds where it is not in the cache.
        threshold: the lowest percentage of a match.
        limit: at most so many matches.

    Raises:
        EngineError: the engine cannot be loaded, or failed.
    """
    found = from_memory(ws, segment, threshold=threshold, limit=limit)
    return found if drafter is None else (*found, *by_engine(ws, drafter, segment, found))


def from_memory(
    ws: Workspace, segment: Segment, *, threshold: int = 70, limit: int = 5
) -> tuple[Suggestion, ...]:
    """Return the memory's matches as suggestions, repaired ones before what they repair.

    A matter of milliseconds; no engine is asked.
    """
    matches = _matches(ws, segment, threshold=threshold, limit=limit)
    found: list[Suggestion] = []
    for match in matches:
        plain = of_match(match, segment.source, ws.now())
        repaired = substituted(ws, match, segment.source)
        if repaired is not None:
            found.append(_repair(plain, repaired, "repaired"))
        found.append(plain)
    return tuple(found)


def _matches(ws: Workspace, segment: Segment, *, threshold: int, limit: int) -> tuple[Match, ...]:
    with ws.database.reading() as session:
        before, after = segments.neighbours(session, segment)
        own = frozenset(unit.id for unit in stored.made_by(session, segment.id))
        return memory.lookup(
            session,
            segment.source,
            before=before,
            after=after,
            threshold=threshold,
            limit=limit,
            but=own,
            document=segments.document_of(session, segment.id),
        )


def by_engine(
    ws: Workspace, drafter: Drafter, segment: Segment, found: Iterable[Suggestion] = ()
) -> tuple[Suggestion, ...]:
    """Return the engine's draft, then what it makes of the best match where that needs repair.

    Args:
        ws: the workspace.
        drafter: whose engine is asked; a match is repaired where it can do more than translate.
        segment: the segment.
        found: what `from_memory` suggested for it; the memory is not asked again.

    Raises:
        EngineError: the engine cannot be loaded, or failed.
    """
    drafts = from_engine(drafter, segment)
    matches = (one.match for one in found if one.match is not None and one.draft is None)
    match = next(matches, None)
    repaired = None if match is None else _repaired_by_engine(ws, drafter, segment.source, match)
    if repaired is None or any(repaired.target == draft.target for draft in drafts):
        return drafts
    return (*drafts, repaired)


def _is_repairable(match: Match) -> bool:
    return REPAIRABLE <= match.percent < EXACT_PERCENT


def substituted(ws: Workspace, match: Match, source: str) -> Repaired | None:
    """Return a match with its numbers and terms replaced, if no more than that is needed."""
    from workbench.engines import repair

    if not _is_repairable(match):
        return None
    return repair.substituted(match.unit.source, match.unit.target, source, ws.matcher().find)


def _repaired_by_engine(
    ws: Workspace, drafter: Drafter, source: str, match: Match
) -> Suggestion | None:
    """Return a match as the engine repairs it, if it is worth it and needs the engine."""
    from workbench.engines.repair import repaired

    engine, unit = drafter.engine, match.unit
    if not isinstance(engine, Interactive) or not _is_repairable(match):
        return None
    if engine.info.source_language not in ("zh", ""):
        return None
    made = repaired(engine.loaded(), unit.source, unit.target, source, ws.matcher().find)
    if made is None or not made.engine:
        return None
    how = f"repaired by {engine.info.label}"
    plain = of_match(match, source, ws.now())
    return replace(_repair(plain, made, how), draft=Draft(made.text, made.score))


def _repair(plain: Suggestion, made: Repaired, how: str) -> Suggestion:
    """Return a match's suggestion with its repaired target, and a label that says so."""
    head, *rest = plain.label.split(" · ")
    label = " · ".join([f"{head}, {how}", *rest])
    return replace(plain, target=made.text, label=label, changed=made.spans, repair=how)


def from_engine(drafter: Drafter, segment: Segment) -> tuple[Suggestion, ...]:
    """Return the engine's draft as a suggestion; nothing, if it made nothing of the source.

    Where the glossary has changed the draft, what the engine said by itself comes second.

    Raises:
        EngineError: the engine cannot be loaded, or failed.
    """
    draft = drafter.draft([segment.source], outlines=drafter.outlines([segment]))[0]
    if not draft.text:
        return ()
    label = drafter.engine.info.label
    found = Suggestion(draft.text, Origin.MT, label, draft=draft)
    if not draft.plain:
        return (found,)
    plain = Suggestion(draft.plain, Origin.MT, f"{label} · {PLAIN}", draft=Draft(draft.plain))
    return (found, plain)


def of_match(match: Match, source: str, now: datetime) -> Suggestion:
    """Return a match as a suggestion, with where it came from in words.

    Its target has the placeholders of the source; that of `match.unit` stays what the memory has.
    """
    unit = match.unit
    at = unit.changed_at or unit.created_at
    made_by = {Origin.MT: "machine", Origin.ALIGNMENT: "aligned"}.get(unit.origin, "")
    parts = [
        f"{match.percent} % memory",
        unit.document,
        unit.changed_by or unit.created_by,
        "" if at is None else _day(at, now),
        made_by,
    ]
    target = adapted(unit.target, unit.source, source)
    return Suggestion(target, Origin.TM, " · ".join(part for part in parts if part), match=match)


def _day(at: datetime, now: datetime) -> str:
    """Return a day as `3 May`, with its year if that is another one."""
    day = f"{at.day} {at:%b}"
    return day if at.year == now.year else f"{day} {at.year}"
