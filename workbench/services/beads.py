"""What a paragraph's segments become when the beads of an alignment are accepted. No database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from workbench.core.bead import Bead
from workbench.core.document import Segment
from workbench.core.status import Origin
from workbench.errors import UsageError
from workbench.services import transitions
from workbench.text.normalise import clean

_SPACED: Final = re.compile(r"[!-~À-ʯ]")


def joined_source(one: str, other: str) -> str:
    """Join two sources: without a space, unless both sides of the seam are Latin."""
    both = one and other and _SPACED.match(one[-1]) and _SPACED.match(other[0])
    return f"{one} {other}" if both else one + other


def arrangement(
    old: Sequence[Segment], beads: Sequence[Bead], *, by: str, at: datetime
) -> list[Segment]:
    """Return the segments that a paragraph has after its beads were accepted, as drafts.

    A segment that starts where an old one did keeps its id; others have id 0. What did not change
    is the very same value as before.

    Args:
        old: the paragraph's segments, in order.
        beads: they cover its sources, in order.
        by: who accepted them.
        at: when.

    Raises:
        UsageError: the beads are not of these sources.
    """
    pairs = list(_pairs(beads))
    if _bare(source for source, _ in pairs) != _bare(segment.source for segment in old):
        raise UsageError(
            "the alignment is not of this paragraph as it is now",
            hint="Align the paragraph again: its source has changed.",
        )
    starts = dict(zip(_starts([segment.source for segment in old]), old, strict=True))
    ends = [*list(starts)[1:], len(_bare(segment.source for segment in old))]
    spans = [(start, end, starts[start]) for start, end in zip(starts, ends, strict=True)]
    places = [*_starts([source for source, _ in pairs]), ends[-1] if ends else 0]
    return [
        _segment(
            source,
            target,
            [part for start, end, part in spans if start < places[n + 1] and end > places[n]],
            starts.get(places[n]),
            by=by,
            at=at,
        )
        for n, (source, target) in enumerate(pairs)
    ]


def _pairs(beads: Sequence[Bead]) -> Iterator[tuple[str, str]]:
    """Yield a source and a target for each bead with sources; orphaned targets go to the left."""
    source = ""
    targets: list[str] = []
    for bead in beads:
        if bead.sources:
            if source:
                yield source, _joined(targets)
                targets = []
            source = _together(bead.sources)
        targets.extend(bead.targets)
    if source:
        yield source, _joined(targets)


def _together(sources: Sequence[str]) -> str:
    whole = sources[0]
    for source in sources[1:]:
        whole = joined_source(whole, source)
    return whole


def _joined(targets: Sequence[str]) -> str:
    return " ".join(text for text in map(clean, targets) if text)


def _segment(
    source: str,
    target: str,
    covered: Sequence[Segment],
    namesake: Segment | None,
    *,
    by: str,
    at: datetime,
) -> Segment:
    """Return the segment of one bead.

    Words that a machine made of these very sentences and nobody changed stay the machine's.
    """
    base = covered[0]
    if base.source == source and base.target == target:
        return base
    number = namesake.id if namesake is not None else 0
    base = replace(base, id=number, source=source)
    if not target:
        return transitions.cleared(base)
    untouched = all(part.origin is not Origin.HUMAN and part.target for part in covered)
    if untouched and target == _joined([part.target for part in covered]):
        return replace(transitions.reopened(base, by=by, at=at), target=target)
    return transitions.typed(base, target, by=by, at=at)


def _starts(sources: Sequence[str]) -> list[int]:
    """Return where each source starts in all of them, white space not counted."""
    starts = [0]
    for source in sources[:-1]:
        starts.append(starts[-1] + len(_bare([source])))
    return starts[: len(sources)]


def _bare(sources: Iterator[str] | Sequence[str]) -> str:
    return "".join("".join(source.split()) for source in sources)
