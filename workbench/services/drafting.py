"""Drafts: from the memory where it matches exactly, else from the engine, else from its cache.

A target that a person typed, took or confirmed is never touched. The engine works outside of any
transaction; what it made is written, and whether the segment is still free is looked at, in one.
With a glossary the drafts obey its terms; the terms that a source has are part of its draft's key
in the cache, so that a new term makes those drafts anew that it touches, and no others. The
placeholders of formatted documents stand at the words that they belong to; what they are is part of
the key, too.
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
from workbench.services import memory, placeholders, transitions
from workbench.services.workspace import Workspace
from workbench.storage import drafts as cache
from workbench.storage import segments
from workbench.text.codepoints import has_han

if TYPE_CHECKING:
    from workbench.terminology.matcher import Matcher
    from workbench.text.nesting import Outline


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

    def cached(
        self, sources: Sequence[str], *, outlines: Mapping[str, Outline] | None = None
    ) -> dict[str, Draft]:
        """Return the drafts that the engine made of these sources, with their terms of today."""
        return self._cached(sources, self._keys(_hits(self.matcher, sources), outlines or {}))

    def outlines(self, segments: Iterable[Segment]) -> dict[str, Outline]:
        """Return what the placeholders of these segments are, as `draft` wants to know it."""
        return placeholders.outlines(self._ws, segments)

    def draft(
        self, sources: Sequence[str], *, outlines: Mapping[str, Outline] | None = None
    ) -> list[Draft]:
        """Return a draft for each source, in their order; each source is translated only once.

        A source without a Chinese character (an address, a name, OK) is its own draft: a model
        that was taught Chinese makes something else of it.

        Args:
            sources: with placeholders or without.
            outlines: by source what its placeholders are; drafts of sources that are not named
                have their placeholders in the order of the source.

        Raises:
            EngineError: the engine cannot be loaded, or failed.
        """
        found = {source: Draft(source) for source in sources if not has_han(source)}
        wanted = [source for source in dict.fromkeys(sources) if source not in found]
        matcher, known = self.matcher, outlines or {}
        hits = _hits(matcher, wanted)
        keys = self._keys(hits, known)
        found |= self._cached(wanted, keys)
        made = self._plain([source for source in wanted if source not in found], keys)
        termed = {source: draft for source, draft in made.items() if source in hits}
        if termed and matcher is not None:
            made |= self._obeyed(matcher, termed, hits)
        made |= placeholders.in_place(self.engine, made, known, hits)
        found |= self._named(made, keys)
        return [found[source] for source in sources]

    def _keys(
        self, hits: Mapping[str, tuple[TermHit, ...]], known: Mapping[str, Outline]
    ) -> dict[str, str]:
        """Return by what else than its source a draft is known, for those that have anything.

        What comes before a stroke is of the terms, what comes after it of the placeholders.
        """
        from workbench.engines.constraint.digest import digest

        keys = {source: digest(found) for source, found in hits.items()}
        for source, marks in placeholders.digests(self.engine, known).items():
            keys[source] = f"{keys.get(source, '')}/{marks}"
        return keys

    def _cached(self, sources: Sequence[str], keys: Mapping[str, str]) -> dict[str, Draft]:
        with self._ws.database.reading() as session:
            asked = list(dict.fromkeys(sources))
            return cache.known(session, self.engine.info, asked, terms=keys)

    def _plain(self, sources: Sequence[str], keys: Mapping[str, str]) -> dict[str, Draft]:
        """Make, or find for those that have a key, the engine's own drafts."""
        found = self._cached([source for source in sources if source in keys], {})
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
        from workbench.engines.constraint.obeying import obeyed
        from workbench.engines.doubts import term_doubts

        made = obeyed(self.engine, matcher, list(plain), list(plain.values()))
        return {
            source: replace(draft, doubts=(*draft.doubts, *term_doubts(hits[source], draft.text)))
            for source, draft in zip(plain, made, strict=True)
        }

    def _named(self, made: Mapping[str, Draft], keys: Mapping[str, str]) -> dict[str, Draft]:
        """Give the drafts their keys, and keep those that have one."""
        named = {
            source: replace(made[source], terms=keys[source]) for source in made if source in keys
        }
        self._keep(named)
        return {**made, **named}

    def _keep(self, made: Mapping[str, Draft]) -> None:
        if made:
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
        made = self.draft([segment.source for segment in rest], outlines=self.outlines(rest))
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
        made = self.draft([segment.source for segment in held], outlines=self.outlines(held))
        fresh = (
            (segment, transitions.from_engine(segment, draft, info))
            for segment, draft in zip(held, made, strict=True)
            if draft.text.strip()
        )
        # Where the engine cannot be made to say a term, its words stay and a doubt comes or goes.
        return self.write(
            [
                (old, new)
                for old, new in fresh
                if (new.target, new.doubts) != (old.target, old.doubts)
            ]
        )

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
                match = memory.exact(
                    session, segment.source, before=before, after=after, document=document_id
                )
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
