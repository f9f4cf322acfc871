"""What the editor suggests for a segment: the memory's matches, then the engine's draft."""

from __future__ import annotations

from datetime import datetime

from workbench.core.document import Segment
from workbench.core.draft import Suggestion
from workbench.core.memory import Match
from workbench.core.status import Origin
from workbench.memory.adaptation import adapted
from workbench.services import memory
from workbench.services.drafting import Drafter
from workbench.services.workspace import Workspace
from workbench.storage import memory as stored
from workbench.storage import segments


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
    return found if drafter is None else (*found, *from_engine(drafter, segment))


def from_memory(
    ws: Workspace, segment: Segment, *, threshold: int = 70, limit: int = 5
) -> tuple[Suggestion, ...]:
    """Return the memory's matches as suggestions; a matter of milliseconds."""
    with ws.database.reading() as session:
        before, after = segments.neighbours(session, segment)
        own = frozenset(unit.id for unit in stored.made_by(session, segment.id))
        matches = memory.lookup(
            session,
            segment.source,
            before=before,
            after=after,
            threshold=threshold,
            limit=limit,
            but=own,
        )
    return tuple(of_match(match, segment.source, ws.now()) for match in matches)


def from_engine(drafter: Drafter, segment: Segment) -> tuple[Suggestion, ...]:
    """Return the engine's draft as a suggestion; nothing, if it made nothing of the source.

    Raises:
        EngineError: the engine cannot be loaded, or failed.
    """
    draft = drafter.draft([segment.source])[0]
    if not draft.text:
        return ()
    label = drafter.engine.info.label
    return (Suggestion(draft.text, Origin.MT, label, draft=draft),)


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
