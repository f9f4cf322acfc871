"""Drafts: from the memory where it matches exactly, else from the engine, else from its cache.

A target that a person typed, took or confirmed is never touched. The engine works outside of any
transaction; what it made is written, and whether the segment is still free is looked at, in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.core.document import Segment
from workbench.core.draft import Draft
from workbench.core.status import Status
from workbench.engines.base import Engine
from workbench.services import memory, transitions
from workbench.services.workspace import Workspace
from workbench.storage import drafts as cache
from workbench.storage import segments
from workbench.text.codepoints import has_han


class Drafter:
    """An engine with its cache and the memory before it; safe to use from several threads.

    Args:
        ws: the workspace.
        engine: what drafts; it is loaded by the first source that is not in the cache.
    """

    def __init__(self, ws: Workspace, engine: Engine) -> None:
        self._ws = ws
        self.engine = engine

    def cached(self, sources: Sequence[str]) -> dict[str, Draft]:
        """Return the drafts that the engine made of these sources at any time before."""
        with self._ws.database.reading() as session:
            return cache.known(session, self.engine.info, list(dict.fromkeys(sources)))

    def draft(self, sources: Sequence[str]) -> list[Draft]:
        """Return a draft for each source, in their order; each source is translated only once.

        A source without a Chinese character (an address, a name, OK) is its own draft: a model
        that was taught Chinese makes something else of it.

        Raises:
            EngineError: the engine cannot be loaded, or failed.
        """
        found = {source: Draft(source) for source in sources if not has_han(source)}
        found |= self.cached([source for source in sources if source not in found])
        missing = [source for source in dict.fromkeys(sources) if source not in found]
        if missing:
            made = dict(zip(missing, self.engine.translate(missing), strict=True))
            with self._ws.database.transaction() as session:
                cache.keep(session, self.engine.info, made, self._ws.now())
            found |= made
        return [found[source] for source in sources]

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


def wants_draft(segment: Segment, *, redraft: bool = False) -> bool:
    """Whether a machine may give the segment a draft; ``redraft``: or another one than it has."""
    if segment.status is Status.NEW:
        return not segment.locked
    return redraft and transitions.is_untouched(segment)
