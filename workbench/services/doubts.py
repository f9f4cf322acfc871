"""What is doubtful about a document's drafts: a summary, and how sure the engine was of each word.

Words are weighed for what somebody looks at, not for whole documents: it costs a seventh of
translating. Neither touches what a person typed, took over or confirmed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from workbench.core.document import Segment
from workbench.core.doubt import DoubtKind, weak_spans
from workbench.engines.base import Engine, Weigher
from workbench.services import documents
from workbench.services.workspace import Workspace
from workbench.storage import drafts as cache
from workbench.storage import segments

MOST: Final = 10
"""Segments that a summary names."""

START: Final = 24
"""Characters of a source that a summary shows."""


@dataclass(frozen=True, slots=True)
class DoubtfulSegment:
    """A segment with a doubtful draft.

    Attributes:
        id: its number in the database.
        number: its 1-based rank in the document.
        source: how its source begins.
        confidence: 0–1, how likely the draft is usable; None where that is not known.
        reasons: what may be wrong, one sentence each.
    """

    id: int
    number: int
    source: str
    confidence: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubtSummary:
    """What is doubtful about a document.

    Attributes:
        drafts: machine drafts that nobody has touched.
        doubtful: those of them that something may be wrong with.
        reasons: how many of them have each kind of doubt, the most frequent first.
        worst: the most doubtful ones, the worst first.
    """

    drafts: int = 0
    doubtful: int = 0
    reasons: tuple[tuple[DoubtKind, int], ...] = ()
    worst: tuple[DoubtfulSegment, ...] = ()


def summary(ws: Workspace, document_id: int, *, most: int = MOST) -> DoubtSummary:
    """Sum up what is doubtful about a document's drafts.

    Args:
        ws: the workspace.
        document_id: the document.
        most: how many segments to name.

    Raises:
        NotFoundError: there is no such document.
    """
    found = documents.load(ws, document_id).segments
    doubtful = [segment for segment in found if segment.is_doubtful]
    counts = Counter(kind for s in doubtful for kind in {doubt.kind for doubt in s.doubts})
    return DoubtSummary(
        sum(segment.is_machine_draft and bool(segment.engine) for segment in found),
        len(doubtful),
        tuple(sorted(counts.items(), key=lambda count: (-count[1], count[0]))),
        tuple(_named(segment) for segment in sorted(doubtful, key=_rank)[:most]),
    )


def weigh(
    ws: Workspace, engine: Engine, document_id: int, segment_ids: Iterable[int]
) -> tuple[Segment, ...]:
    """Mark the weak words of drafts that this engine made and nobody has touched.

    Args:
        ws: the workspace.
        engine: the engine; one that cannot weigh marks nothing.
        document_id: the document; segments of others are left alone.
        segment_ids: which segments.

    Returns:
        The segments that have weak words now, in document order.

    Raises:
        EngineError: the engine cannot be loaded, or failed.
    """
    if not isinstance(engine, Weigher):
        return ()
    with ws.database.reading() as session:
        wanted = [
            segment
            for segment in segments.several(session, segment_ids)
            if _is_to_weigh(segment, engine)
            and segments.document_of(session, segment.id) == document_id
        ]
    sources, targets = [s.source for s in wanted], [s.target for s in wanted]
    found = dict(zip(wanted, engine.weigh(sources, targets), strict=True)) if wanted else {}
    with ws.database.transaction() as session:
        for segment, words in found.items():
            cache.weighed(session, engine.info, segment.source, segment.target, words)
        current = set(segments.several(session, [segment.id for segment in found]))
        weak = [(s, weak_spans(words)) for s, words in found.items() if s in current]
        marked = [replace(segment, weak=spans) for segment, spans in weak if spans]
        segments.write_drafts(session, marked)
    return tuple(marked)


def _is_to_weigh(segment: Segment, engine: Engine) -> bool:
    """Whether this engine has something to say of a segment that it has not said."""
    made = segment.is_machine_draft and segment.engine == engine.info.label
    return made and bool(segment.target) and not segment.weak


def _rank(segment: Segment) -> tuple[float, int, int]:
    """Sort the most doubtful first; what no confidence is known of goes by its doubts."""
    sure = 0.5 if segment.confidence is None else segment.confidence
    return sure, -len(segment.doubts), segment.position


def _named(segment: Segment) -> DoubtfulSegment:
    source = segment.source
    return DoubtfulSegment(
        segment.id,
        segment.position + 1,
        source if len(source) <= START else f"{source[: START - 1]}…",
        segment.confidence,
        tuple(doubt.message for doubt in segment.doubts),
    )
