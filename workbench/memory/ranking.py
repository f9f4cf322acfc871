"""Chooses which units of the memory a translator sees for a source, and in which order.

The order is total: the same units give the same matches whatever order they come in. Among equals
that of a memory with a higher priority comes first, then the unit whose source is the very same
text, then the younger one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from workbench.core.memory import DiffOp, DiffRun, Match, MatchKind, Unit
from workbench.memory.penalties import DEFAULT, Penalties, Place
from workbench.memory.scoring import Score, Source, score_sources
from workbench.text.diff import diff

DEFAULT_THRESHOLD: Final = 70
CONTEXT_PERCENT: Final = 101
EXACT_PERCENT: Final = 100

_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)
_NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate with what it is worth."""

    unit: Unit
    score: Score
    percent: int
    penalties: tuple[tuple[str, int], ...]


def rank(
    source: str,
    units: Iterable[Unit],
    *,
    before: str = "",
    after: str = "",
    threshold: int = DEFAULT_THRESHOLD,
    limit: int = 5,
    penalties: Penalties = DEFAULT,
    place: Place = _NOWHERE,
) -> tuple[Match, ...]:
    """Return the best matches for a source, best first.

    A unit with the same source and the same neighbours is worth 101, one with the same source 100.
    One that is penalised, whatever for, is worth 99 at most, so that nothing takes it without a
    look.

    Args:
        source: the text to translate.
        units: candidates, in any order.
        before: source of the segment before, empty at the edge of the document.
        after: source of the segment after, likewise.
        threshold: the least percentage shown.
        limit: the most matches returned.
        penalties: per cent taken from a unit because of where it comes from.
        place: where the match is wanted.

    Returns:
        At most `limit` matches, each target once (with its best unit).
    """
    wanted = Source(source)
    neighbours = (Source(before).key, Source(after).key)
    scored: list[_Scored] = []
    for unit in units:
        score = score_sources(wanted, Source(unit.source), at_least=threshold)
        if score.percent < threshold:
            continue
        percent = score.percent + (score.percent == EXACT_PERCENT and _same_place(unit, neighbours))
        reasons = penalties.reasons(unit, source, place)
        if reasons:
            percent = min(percent - sum(lost for _, lost in reasons), EXACT_PERCENT - 1)
        if percent >= threshold:
            scored.append(_Scored(unit, score, percent, reasons))
    scored.sort(key=lambda entry: _order(source, entry, place))
    best: dict[str, Match] = {}
    for entry in scored:
        if len(best) == limit:
            break
        if entry.unit.target not in best:
            best[entry.unit.target] = _match(source, entry)
    return tuple(best.values())


def _same_place(unit: Unit, neighbours: tuple[str, str]) -> bool:
    """Whether the unit stood between the same neighbours; no neighbours at all prove nothing."""
    return any(neighbours) and (Source(unit.before).key, Source(unit.after).key) == neighbours


def _order(
    source: str, entry: _Scored, place: Place
) -> tuple[int, int, bool, float, str, str, int]:
    unit = entry.unit
    when = unit.changed_at or unit.created_at or _LONG_AGO
    age = -(when - _LONG_AGO).total_seconds()
    memory = place.memory(unit)
    priority = 0 if memory is None else -memory.priority
    is_other = unit.source != source
    return (-entry.percent, priority, is_other, age, unit.target, unit.source, unit.id)


def _match(source: str, entry: _Scored) -> Match:
    unit, score, percent = entry.unit, entry.score, entry.percent
    if percent >= CONTEXT_PERCENT:
        kind = MatchKind.CONTEXT
    else:
        kind = MatchKind.EXACT if percent == EXACT_PERCENT else MatchKind.FUZZY
    runs = tuple(DiffRun(DiffOp(op), text) for op, text in diff(unit.source, source))
    return Match(
        unit, kind, percent, runs, score.numbers_differ, score.negation_differs, entry.penalties
    )
