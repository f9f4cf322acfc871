"""Drafts: from the memory where it matches exactly, else from the engine, else from its cache.

A target that a person typed, took or confirmed is never touched. The engine works outside of any
transaction; what it made is written, and whether the segment is still free is looked at, in one.
With a glossary the drafts obey its terms; the terms that a source has are part of its draft's key
in the cache, so that a new term makes those drafts anew that it touches, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.core.document import Segment
from workbench.core.draft import Draft
from workbench.core.status import Origin, Status
from workbench.core.term import TermHit
from workbench.engines.base import Engine
from workbench.services import memory, transitions
from workbench.services.workspace import Workspace
from workbench.storage import drafts as cache
from workbench.storage import segments
from workbench.text.codepoints import has_han

if TYPE_CHECKING:
    from workbench.terminology.matcher import Matcher


class Drafter:
    """An engine with its cache and the memory before it; safe to use from several threads.

    Args:
        ws: the workspace.
        engine: what drafts; it is loaded by the first source that is not in the cache.
        matcher: the glossary whose terms are to be obeyed; none for the engine's own drafts.
    """

    def __init__(self, ws: Workspace, engine: Engine, *, matcher: Matcher | None = None) -> None:
        self._ws = ws
        self.engine = engine
        self.matcher = matcher
        """The glossary; another one may take its place at any time."""

    def cached(self, sources: Sequence[str]) -> dict[str, Draft]:
        """Return the drafts that the engine made of these sources, with their terms of today."""
        return self._cached(sources, _hits(self.matcher, sources))

    def draft(self, sources: Sequence[str]) -> list[Draft]:
        """Return a draft for each source, in their order; each source is translated only once.

        A source without a Chinese character (an address, a name, OK) is its own draft: a model
        that was taught Chinese makes something else of it.

        Raises:
            EngineError: the engine cannot be loaded, or failed.
        """
        found = {source: Draft(source) for source in sources if not has_han(source)}
        wanted = [source for source in dict.fromkeys(sources) if source not in found]
        matcher = self.matcher
        hits = _hits(matcher, wanted)
        found |= self._cached(wanted, hits)
        missing = [source for source in wanted if source not in found]
        found |= self._plain(missing, hits)
        termed = [source for source in missing if source in hits]
        if termed and matcher is not None:
            found |= self._obeyed(matcher, {source: found[source] for source in termed}, hits)
        return [found[source] for source in sources]

    def _cached(
        self, sources: Sequence[str], hits: Mapping[str, tuple[TermHit, ...]]
    ) -> dict[str, Draft]:
        from workbench.engines.constraint.digest import digest

        terms = {source: digest(found) for source, found in hits.items()}
        with self._ws.database.reading() as session:
            asked = list(dict.fromkeys(sources))
            return cache.known(session, self.engine.info, asked, terms=terms)

    def _plain(
        self, sources: Sequence[str], hits: Mapping[str, tuple[TermHit, ...]]
    ) -> dict[str, Draft]:
        """Make, or find for those with terms, the engine's own drafts."""
        found = self._cached([source for source in sources if source in hits], {})
        missing = [source for source in sources if source not in found]
        if missing:
            made = dict(zip(missing, self.engine.translate(missing), strict=True))
            self._keep(made)
            found |= made
        return found

    def _obeyed(
        self,
        matcher: Matcher,
        plain: Mapping[str, Draft],
        hits: Mapping[str, tuple[TermHit, ...]],
    ) -> dict[str, Draft]:
        """Make the drafts obey their terms, and say which they do not."""
        from workbench.engines.constraint.digest import digest
        from workbench.engines.constraint.obeying import obeyed
        from workbench.engines.doubts import term_doubts

        made = obeyed(self.engine, matcher, list(plain), list(plain.values()))
        drafts = {
            source: replace(
                draft,
                terms=digest(hits[source]),
                doubts=(*draft.doubts, *term_doubts(hits[source], draft.text)),
            )
            for source, draft in zip(plain, made, strict=True)
        }
        self._keep(drafts)
        return drafts

    def _keep(self, made: Mapping[str, Draft]) -> None:
        with self._ws.database.transaction() as session:
            cache.keep(session, self.engine.info, made, self._ws.now())

    def fill(
        self, document_id: int, segment_ids: Iterable[int], *, redraft: bool = False
    ) -> tuple[Segment, ...]:
        """Give drafts to those of the segments that have none.

        Args:
            document_id: the document; segments of others are left alone.
            segment_ids: which segments, in the order in which they matter.
            redraft: whether drafts that nobody touched are made anew, too.

        Returns:
            The segments that have a new draft, in document order.

        Raises:
            EngineError: the engine cannot be loaded, or failed.
        """
        drafted = self._from_memory(document_id, segment_ids, redraft=redraft)
        rest = [segment for segment, found in drafted if found is None]
        made = self.draft([segment.source for segment in rest])
        info = self.engine.info
        proposals = [(segment, found) for segment, found in drafted if found is not None]
        proposals += [
            (segment, transitions.from_engine(segment, draft, info))
            for segment, draft in zip(rest, made, strict=True)
            if draft.text.strip()
        ]
        return self.write(proposals)

    def refresh(self, document_id: int, segment_ids: Iterable[int]) -> tuple[Segment, ...]:
        """Make those drafts anew whose terms have changed in the glossary.

        Only this engine's drafts that nobody touched are looked at, and only those that the terms
        concern cost more than a look into the cache.

        Args:
            document_id: the document; segments of others are left alone.
            segment_ids: which segments.

        Returns:
            The segments that have another draft now, in document order.

        Raises:
            EngineError: the engine cannot be loaded, or failed.
        """
        info = self.engine.info
        with self._ws.database.reading() as session:
            held = [
                segment
                for segment in segments.several(session, segment_ids)
                if segment.origin is Origin.MT
                and segment.engine == info.label
                and transitions.is_untouched(segment)
                and segments.document_of(session, segment.id) == document_id
            ]
        made = self.draft([segment.source for segment in held])
        fresh = (
            (segment, transitions.from_engine(segment, draft, info))
            for segment, draft in zip(held, made, strict=True)
            if draft.text.strip()
        )
        return self.write([(old, new) for old, new in fresh if new.target != old.target])

    def _from_memory(
        self, document_id: int, segment_ids: Iterable[int], *, redraft: bool
    ) -> list[tuple[Segment, Segment | None]]:
        """Return the segments that want a draft, each with the memory's one if it has it."""
        found: list[tuple[Segment, Segment | None]] = []
        with self._ws.database.reading() as session:
            for segment in segments.several(session, segment_ids):
                if segments.document_of(session, segment.id) != document_id:
                    continue
                if not wants_draft(segment, redraft=redraft):
                    continue
                before, after = segments.neighbours(session, segment)
                match = memory.exact(session, segment.source, before=before, after=after)
                draft = None if match is None else transitions.from_memory(segment, match)
                found.append((segment, draft))
        return found

    def write(self, proposals: Sequence[tuple[Segment, Segment]]) -> tuple[Segment, ...]:
        """Write drafts, each with the segment as it was read; leave alone what has changed since.

        Returns:
            The segments that have a new draft, in document order.
        """
        if not proposals:
            return ()
        with self._ws.database.transaction() as session:
            read = {before.id: before for before, _ in proposals}
            current = segments.several(session, read)
            unchanged = {s.id for s in current if s == read[s.id]}
            segments.write_drafts(session, [new for _, new in proposals if new.id in unchanged])
            return segments.several(session, unchanged)


def _hits(matcher: Matcher | None, sources: Sequence[str]) -> dict[str, tuple[TermHit, ...]]:
    """Return the terms of those sources that have any."""
    if matcher is None:
        return {}
    found = ((source, matcher.find(source)) for source in dict.fromkeys(sources))
    return {source: hits for source, hits in found if hits}


def wants_draft(segment: Segment, *, redraft: bool = False) -> bool:
    """Whether a machine may give the segment a draft; ``redraft``: or another one than it has."""
    if segment.status is Status.NEW:
        return not segment.locked
    return redraft and transitions.is_untouched(segment)
