"""Chooses which units of the memory a translator sees for a source, and in which order.

The order is total: the same units give the same matches whatever order they come in. Among equals
the unit whose source is the very same text comes first, then the younger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from workbench.core.memory import DiffOp, DiffRun, Match, MatchKind, Unit
from workbench.core.status import Origin
from workbench.memory.scoring import Score, Source, score_sources
from workbench.text.diff import diff

DEFAULT_THRESHOLD: Final = 70
CONTEXT_PERCENT: Final = 101
EXACT_PERCENT: Final = 100
PENALTIES: Final[Mapping[Origin, int]] = MappingProxyType({Origin.MT: 3, Origin.ALIGNMENT: 1})
"""What a unit loses, in per cent, because nobody wrote its target for that source."""

_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def rank(
    source: str,
    units: Iterable[Unit],
    *,
    before: str = "",
    after: str = "",
    threshold: int = DEFAULT_THRESHOLD,
    limit: int = 5,
    penalties: Mapping[Origin, int] = PENALTIES,
) -> tuple[Match, ...]:
    """Return the best matches for a source, best first.

    A unit with the same source and the same neighbours is worth 101, one with the same source 100.
    A unit that a machine or an aligner made loses a little and is no exact match any more, so that
    nothing takes it without a look.

    Args:
        source: the text to translate.
        units: candidates, in any order.
        before: source of the segment before, empty at the edge of the document.
        after: source of the segment after, likewise.
        threshold: the least percentage shown.
        limit: the most matches returned.
        penalties: per cent taken from a unit of that origin.

    Returns:
        At most `limit` matches, each target once (with its best unit).
    """
    wanted = Source(source)
    neighbours = (Source(before).key, Source(after).key)
    scored: list[tuple[int, Unit, Score]] = []
    for unit in units:
        score = score_sources(wanted, Source(unit.source), at_least=threshold)
        percent = score.percent + (score.percent == EXACT_PERCENT and _same_place(unit, neighbours))
        percent -= penalties.get(unit.origin, 0)
        if percent >= threshold:
            scored.append((percent, unit, score))
    scored.sort(key=lambda entry: _order(source, entry[0], entry[1]))
    best: dict[str, Match] = {}
    for percent, unit, score in scored:
        if len(best) == limit:
            break
        if unit.target not in best:
            best[unit.target] = _match(source, percent, unit, score)
    return tuple(best.values())


def _same_place(unit: Unit, neighbours: tuple[str, str]) -> bool:
    """Whether the unit stood between the same neighbours; no neighbours at all prove nothing."""
    return any(neighbours) and (Source(unit.before).key, Source(unit.after).key) == neighbours


def _order(source: str, percent: int, unit: Unit) -> tuple[int, bool, float, str, str, int]:
    when = unit.changed_at or unit.created_at or _LONG_AGO
    age = -(when - _LONG_AGO).total_seconds()
    return (-percent, unit.source != source, age, unit.target, unit.source, unit.id)


def _match(source: str, percent: int, unit: Unit, score: Score) -> Match:
    if percent >= CONTEXT_PERCENT:
        kind = MatchKind.CONTEXT
    else:
        kind = MatchKind.EXACT if percent == EXACT_PERCENT else MatchKind.FUZZY
    runs = tuple(DiffRun(DiffOp(op), text) for op, text in diff(unit.source, source))
    return Match(unit, kind, percent, runs, score.numbers_differ, score.negation_differs)
