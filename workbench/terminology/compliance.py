"""Says how a translation treats its source's terms: one answer for panel, check and engine.

Each hit of a term in the source is paired with one occurrence of a target of it, preferred ones
first; a term that stands twice in the source may be said once and meant twice. A forbidden target
counts against a hit only where the hit has no good one, and never where the same words are, or lie
in, a good target of any hit: `Niger` is no fault in `Niger and Nigeria`, `State Department` none in
`US State Department`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.core.term import Compliance, Term, TermHit, TermStatus, TermUse
from workbench.terminology.inflection import Occurrence, occurrences
from workbench.text.placeholders import bare

_GOOD = {TermStatus.PREFERRED: Compliance.PREFERRED, TermStatus.ADMITTED: Compliance.ADMITTED}


@dataclass(frozen=True, slots=True)
class _Place:
    """An occurrence of a term's target, and what it means for the term."""

    found: Occurrence
    compliance: Compliance

    @property
    def length(self) -> int:
        return self.found.end - self.found.start

    def covers(self, other: _Place) -> bool:
        """Whether the other's words are this one's, found with no less right."""
        inside = self.found.start <= other.found.start and other.found.end <= self.found.end
        same = inside and self.length == other.length
        return inside and (not same or self.found.exact or not other.found.exact)

    def is_rather(self, other: _Place) -> bool:
        """Whether the other's words are these words in another form."""
        mine, its = self.found, other.found
        return mine.exact and not its.exact and (mine.start, mine.end) == (its.start, its.end)


def uses(source_hits: Sequence[TermHit], target: str) -> tuple[TermUse, ...]:
    """Return what became of each hit in the target, in the order of the hits.

    Args:
        source_hits: the terms found in the source by the matcher.
        target: the translation; where it is empty every term is missing.

    Returns:
        One use for each hit. A term that has forbidden targets only is used well, without a span,
        where none of them occurs. Placeholders in the target are looked through.
    """
    plain = bare(target)
    return tuple(
        replace(use, start=start, end=end)
        for use in _uses(source_hits, plain.text)
        for start, end in (plain.span(use.start, use.end),)
    )


def _uses(source_hits: Sequence[TermHit], target: str) -> Iterator[TermUse]:
    terms = {hit.term.source: hit.term for hit in source_hits}
    places = {key: tuple(_places(term, target)) for key, term in terms.items()}
    good = {key: _good(found) for key, found in places.items()}
    every_good = [place for found in good.values() for place in found]
    bad = {key: _bad(found, every_good) for key, found in places.items()}
    seen: dict[str, int] = {}
    for hit in source_hits:
        key = hit.term.source
        rank = seen[key] = seen.get(key, -1) + 1
        yield _use(hit, good[key], bad[key], rank, target)


def _places(term: Term, target: str) -> Iterator[_Place]:
    for rendering in term.targets:
        compliance = _GOOD.get(rendering.status, Compliance.FORBIDDEN)
        for found in occurrences(rendering.text, target):
            yield _Place(found, compliance)


def _bad(places: Iterable[_Place], every_good: Sequence[_Place]) -> list[_Place]:
    """Return the forbidden places that no good place covers."""
    forbidden = (place for place in places if place.compliance is Compliance.FORBIDDEN)
    return [place for place in forbidden if not any(g.covers(place) for g in every_good)]


def _good(places: Iterable[_Place]) -> list[_Place]:
    """Return the allowed places in order; the longest of overlapping ones, then the preferred."""
    order = list(Compliance)
    kept: list[_Place] = []
    every = tuple(places)
    forbidden = [place for place in every if place.compliance is Compliance.FORBIDDEN]
    allowed = [
        p for p in every if p not in forbidden and not any(f.is_rather(p) for f in forbidden)
    ]
    for place in sorted(allowed, key=lambda p: (-p.length, order.index(p.compliance))):
        if all(
            place.found.end <= other.found.start or other.found.end <= place.found.start
            for other in kept
        ):
            kept.append(place)
    return sorted(kept, key=lambda place: place.found.start)


def _use(
    hit: TermHit, good: Sequence[_Place], bad: Sequence[_Place], rank: int, target: str
) -> TermUse:
    """Judge the `rank`-th hit of a term, 0-based, by the term's places in the target."""
    if rank < len(good):
        place = good[rank]
    elif rank - len(good) < len(bad):
        place = bad[rank - len(good)]
    elif good or bad:
        place = (good or bad)[-1]
    else:
        return TermUse(hit, Compliance.MISSING if hit.term.preferred else Compliance.PREFERRED)
    start, end = place.found.start, place.found.end
    return TermUse(hit, place.compliance, target[start:end], start, end)
