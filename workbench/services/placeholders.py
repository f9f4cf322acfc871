"""Placeholders of drafts: what they stand for, and where the engine's model would have them.

What a placeholder stands for is known of a segment's paragraph only; an engine is given the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeGuard

from workbench.core import code
from workbench.core.document import Segment
from workbench.core.draft import Draft
from workbench.core.term import TermHit
from workbench.engines.base import Interactive
from workbench.services.workspace import Workspace
from workbench.storage import documents
from workbench.text.nesting import Outline
from workbench.text.placeholders import placeholders

if TYPE_CHECKING:
    from workbench.engines.base import Engine


def outlines(ws: Workspace, segments: Iterable[Segment]) -> dict[str, Outline]:
    """Return, by source, what its placeholders are.

    Sources without placeholders are left out, and those whose placeholders are one thing in one of
    the segments and another in another.
    """
    marked = [segment for segment in segments if placeholders(segment.source)]
    if not marked:
        return {}
    with ws.database.reading() as session:
        codes = documents.codes_of(session, {segment.paragraph_id for segment in marked})
    found: dict[str, set[Outline]] = {}
    for segment in marked:
        outline = _outline(segment, codes.get(segment.paragraph_id, ()))
        found.setdefault(segment.source, set()).add(outline)
    return {source: ways.pop() for source, ways in found.items() if len(ways) == 1}


def _outline(segment: Segment, codes: Sequence[code.Code]) -> Outline:
    """What a segment's placeholders are; what stands for no code is words of the file's own."""
    numbers = set(placeholders(segment.source))
    own = numbers - {one.number for one in codes}
    pairs = (pair for pair in code.pairs(codes) if numbers & set(pair))
    return Outline(frozenset(pairs), frozenset(own | (numbers & set(code.words(codes)))))


def digests(engine: Engine, known: Mapping[str, Outline]) -> dict[str, str]:
    """Return, by source, what to know a draft by whose placeholders are `in_place`."""
    from workbench.engines.placeholder_alignment import digest

    if not _can_align(engine):
        return {}
    return {source: digest(source, found) for source, found in known.items()}


def in_place(
    engine: Engine,
    drafts: Mapping[str, Draft],
    known: Mapping[str, Outline],
    hits: Mapping[str, Sequence[TermHit]],
) -> dict[str, Draft]:
    """Return those drafts that have placeholders, with each at the words that it belongs to.

    Args:
        engine: whose model aligns words; one that has none, or that writes Chinese, moves nothing.
        drafts: by source.
        known: by source what its placeholders are; drafts of other sources are left alone.
        hits: by source the terms in it, whose renderings are looked for.

    Raises:
        EngineError: the model cannot be loaded, or failed.
    """
    marked = {source: draft for source, draft in drafts.items() if source in known}
    if not marked or not _can_align(engine):
        return {}
    from workbench.engines.placeholder_alignment import aligned

    found = (hit.term for source in marked for hit in hits.get(source, ()))
    terms = {term.source: term.preferred for term in found if term.preferred}
    return aligned(engine.loaded(), marked, known, terms)


def _can_align(engine: Engine) -> TypeGuard[Interactive]:
    return isinstance(engine, Interactive) and engine.info.target_language in ("en", "")
