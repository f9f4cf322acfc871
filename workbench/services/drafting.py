"""Drafts: from the memory where it matches exactly, else from the engine, else from its cache.

A target that a person typed, took or confirmed is never touched. The engine works outside of any
transaction; what it made is written, and whether the segment is still free is looked at, in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.document import Segment
from workbench.core.draft import Draft
from workbench.core.status import Status
from workbench.engines.base import Engine
from workbench.services import documents, memory, transitions
from workbench.services.workspace import Workspace
from workbench.storage import drafts as cache
from workbench.storage import segments
from workbench.text.codepoints import has_han

BATCH: Final = 16
"""Segments between two looks at whether to stop; what a batch made is safe."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What pre-translating did.

    Attributes:
        from_memory: segments that got an exact match of the memory.
        from_engine: segments that the engine drafted, now or, by its cache, earlier.
        left: segments that still have no target.
        stopped: whether it was stopped before it was through.
    """

    from_memory: int = 0
    from_engine: int = 0
    left: int = 0
    stopped: bool = False


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
        return self._write(proposals)

    def _from_memory(
        self, document_id: int, segment_ids: Iterable[int], *, redraft: bool
    ) -> list[tuple[Segment, Segment | None]]:
        """Return the segments that want a draft, each with the memory's one if it has it."""
        found: list[tuple[Segment, Segment | None]] = []
        with self._ws.database.reading() as session:
            for segment in segments.several(session, segment_ids):
                if segments.document_of(session, segment.id) != document_id:
                    continue
                if not _wants_draft(segment, redraft=redraft):
                    continue
                before, after = segments.neighbours(session, segment)
                match = memory.exact(session, segment.source, before=before, after=after)
                draft = None if match is None else transitions.from_memory(segment, match)
                found.append((segment, draft))
        return found

    def _write(self, proposals: Sequence[tuple[Segment, Segment]]) -> tuple[Segment, ...]:
        """Write the drafts of those segments that are still as they were when they were read."""
        if not proposals:
            return ()
        with self._ws.database.transaction() as session:
            read = {before.id: before for before, _ in proposals}
            current = segments.several(session, read)
            unchanged = {s.id for s in current if s == read[s.id]}
            segments.write_drafts(session, [new for _, new in proposals if new.id in unchanged])
            return segments.several(session, unchanged)


def pretranslate(
    ws: Workspace,
    engine: Engine,
    document_id: int,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Summary:
    """Draft all segments of a document that have no target; the next call goes on where one ended.

    Args:
        ws: the workspace.
        engine: what drafts where the memory has no exact match.
        document_id: the document.
        progress: told after each batch.
        cancelled: asked before each batch.

    Raises:
        NotFoundError: there is no such document.
        EngineError: the engine cannot be loaded, or failed; what was drafted before stays.
    """
    drafter = Drafter(ws, engine)
    wanted = [s.id for s in documents.load(ws, document_id).segments if _wants_draft(s)]
    done: list[Segment] = []
    stopped = False
    for start in range(0, len(wanted), BATCH):
        stopped = cancelled is not None and cancelled()
        if stopped:
            break
        done.extend(drafter.fill(document_id, wanted[start : start + BATCH]))
        if progress is not None:
            progress(min(start + BATCH, len(wanted)), len(wanted))
    from_engine = sum(segment.engine != "" for segment in done)
    left = sum(s.status is Status.NEW for s in documents.load(ws, document_id).segments)
    return Summary(len(done) - from_engine, from_engine, left, stopped)


def _wants_draft(segment: Segment, *, redraft: bool = False) -> bool:
    if segment.status is Status.NEW:
        return not segment.locked
    return redraft and transitions.is_untouched(segment)
