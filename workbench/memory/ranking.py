"""Chooses which units of the memory a translator sees for a source, and in which order.

The order is total: the same units give the same matches whatever order they come in. Among equals
that of a memory with a higher priority comes first, then the unit whose source is the very same
text, then the younger one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from workbench.core.memory import DiffOp, DiffRun, Match, MatchKind, Unit
from workbench.memory.penalties import DEFAULT, Penalties, Place
from workbench.memory.scoring import Score, Source, score_sources
from workbench.text.diff import diff

DEFAULT_THRESHOLD: Final = 70
CONTEXT_PERCENT: Final = 101
EXACT_PERCENT: Final = 100

_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)
_NOWHERE: Final = Place()


_Key: TypeAlias = tuple[int, int, bool, float, str, str, int]
"""Where a unit stands among all others, whichever they are: the lowest first."""


class _Scored(NamedTuple):
    """A unit with what it is worth."""

    key: _Key
    unit: Unit
    score: Score
    percent: int
    penalties: tuple[tuple[str, int], ...]


class Ranking:
    """The best of the units that it was shown so far.

    A unit with the same source and the same neighbours is worth 101, one with the same source 100.
    One that is penalised, whatever for, is worth 99 at most, so that nothing takes it without a
    look.

    How well a unit fits is found out only as far as it takes to see that it is none of the best:
    whatever is not known yet can only take away from it.
    """

    def __init__(
        self,
        source: str,
        *,
        before: str = "",
        after: str = "",
        threshold: int = DEFAULT_THRESHOLD,
        limit: int = 5,
        penalties: Penalties = DEFAULT,
        place: Place = _NOWHERE,
    ) -> None:
        """Begin with no units.

        Args:
            source: the text to translate.
            before: source of the segment before, empty at the edge of the document.
            after: source of the segment after, likewise.
            threshold: the least percentage shown.
            limit: the most matches returned.
            penalties: per cent taken from a unit because of where it comes from.
            place: where the match is wanted.
        """
        self._text = source
        self._source = Source(source)
        self._neighbours = (Source(before).key, Source(after).key)
        self._threshold = threshold
        self._limit = limit
        self._penalties = penalties
        self._place = place
        self._best: dict[str, _Scored] = {}  # by target, at most `limit`, the best first
        self._last: _Key | None = None  # what a unit has to be before, once there are as many

    @property
    def least(self) -> int:
        """The percentage below which a unit is none of the best."""
        return self._threshold if self._last is None else -self._last[0]

    def add(self, unit: Unit, alike: int | None = None) -> None:
        """Look at one more unit.

        Args:
            unit: any.
            alike: the similarity of its source's shape, where that is known already.
        """
        if self._limit < 1:
            return
        least = self._least_for(self._key(unit, 0))
        score = score_sources(self._source, Source(unit.source), at_least=least, alike=alike)
        if score.percent < least:
            return
        percent = score.percent + (score.percent == EXACT_PERCENT and self._is_in_place(unit))
        reasons = self._penalties.reasons(unit, self._text, self._place)
        if reasons:
            percent = min(percent - sum(lost for _, lost in reasons), EXACT_PERCENT - 1)
        if percent >= self._threshold:
            self._put(_Scored(self._key(unit, percent), unit, score, percent, reasons))

    def matches(self) -> tuple[Match, ...]:
        """Return the best, best first; each target once, with its best unit."""
        return tuple(_match(self._text, scored) for scored in self._best.values())

    def _least_for(self, key: _Key) -> int:
        """Return the percentage that a unit needs, but for which it has this key."""
        if self._last is None:
            return self._threshold
        least = -self._last[0]
        return min(least + (key[1:] >= self._last[1:]), EXACT_PERCENT)

    def _put(self, scored: _Scored) -> None:
        """Put a unit among the best if it belongs there."""
        known = self._best.get(scored.unit.target)
        if known is not None and known.key <= scored.key:
            return
        self._best[scored.unit.target] = scored
        best = sorted(self._best.values(), key=itemgetter(0))[: self._limit]
        self._best = {one.unit.target: one for one in best}
        if len(best) == self._limit:
            self._last = best[-1].key

    def _is_in_place(self, unit: Unit) -> bool:
        """Whether it stood between the same neighbours; no neighbours at all prove nothing."""
        neighbours = self._neighbours
        return any(neighbours) and (Source(unit.before).key, Source(unit.after).key) == neighbours

    def _key(self, unit: Unit, percent: int) -> _Key:
        when = unit.changed_at or unit.created_at
        age = 0.0 if when is None else -(when - _LONG_AGO).total_seconds()
        memory = self._place.memory(unit)
        priority = 0 if memory is None else -memory.priority
        is_other = unit.source != self._text
        return (-percent, priority, is_other, age, unit.target, unit.source, unit.id)


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
    """Return the best matches for a source among units in any order, best first; see `Ranking`.

    Returns:
        At most `limit` matches, each target once (with its best unit).
    """
    ranking = Ranking(
        source,
        before=before,
        after=after,
        threshold=threshold,
        limit=limit,
        penalties=penalties,
        place=place,
    )
    for unit in units:
        ranking.add(unit)
    return ranking.matches()


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
