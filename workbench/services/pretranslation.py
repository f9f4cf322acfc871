"""Drafts for whole documents, without the editor.

What the memory has comes first, then the engine works through the rest in one pipeline. A batch is
stored as soon as it is made: a run that was stopped has lost nothing, and the next one goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby, islice
from typing import Final

from workbench.core.document import Segment
from workbench.core.memory import Match
from workbench.core.status import Status
from workbench.engines import bulk
from workbench.services import memory, transitions
from workbench.services.drafting import Drafter, wants_draft
from workbench.services.workspace import Workspace
from workbench.storage import documents as stored
from workbench.storage import segments

WINDOW: Final = 1000
"""Segments that are ordered by length together: the first pages of a book are ready first."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a run is.

    Attributes:
        done, total: segments with a draft from this run, and those that it is to draft.
        rate: segments a second so far.
        left: seconds that the rest will take, judged by its length; None before the first batch.
    """

    done: int
    total: int
    rate: float
    left: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What pre-translating did.

    Attributes:
        documents: how many documents had something to draft.
        from_memory: segments that got an exact match of the memory.
        from_engine: segments that the engine drafted, now or, by its cache, earlier.
        left: segments that still have no target.
        seconds: how long it took.
        stopped: whether it was stopped before it was through.
    """

    documents: int = 0
    from_memory: int = 0
    from_engine: int = 0
    left: int = 0
    seconds: float = 0.0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A segment to draft, its document, and the sources around it."""

    document: int
    segment: Segment
    before: str
    after: str


@dataclass(slots=True)
class _Run:
    """What has been done so far, in segments and in characters, and whom to tell."""

    tell: Callable[[Pace], None]
    total: int
    characters: int
    began: float = field(default_factory=time.monotonic)
    done: int = 0
    seen: int = 0
    read: int = 0

    def count(self, asked: Sequence[Segment], written: int) -> None:
        """Count segments that were dealt with, and those of them that have a draft now."""
        self.done += written
        self.seen += len(asked)
        self.read += sum(len(segment.source) for segment in asked)
        passed = self.seconds
        left = passed * (self.characters - self.read) / self.read if self.read else None
        self.tell(Pace(self.seen, self.total, self.seen / max(passed, 1e-6), left))

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


def pretranslate(
    ws: Workspace,
    drafter: Drafter,
    document_ids: Sequence[int],
    *,
    progress: Callable[[Pace], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Summary:
    """Draft all segments of documents that have no target; the next call goes on where one ended.

    Args:
        ws: the workspace.
        drafter: what drafts where the memory has no exact match.
        document_ids: the documents, in the order in which they matter.
        progress: told after each batch.
        cancelled: asked before each batch.

    Raises:
        NotFoundError: there is no such document.
        EngineError: the engine cannot be loaded, or failed; what was drafted before stays.
    """
    stop = cancelled or (lambda: False)
    wanted, concerned = _wanted(ws, document_ids)
    characters = sum(len(found.segment.source) for found in wanted)
    run = _Run(progress or (lambda _: None), len(wanted), characters)
    from_memory = 0
    for window in _windows(wanted):
        if stop():
            break
        rest = _from_memory(ws, drafter, window, run)
        from_memory += len(window) - len(rest)
        _from_engine(drafter, rest, run, stop)
    return Summary(
        documents=concerned,
        from_memory=from_memory,
        from_engine=run.done - from_memory,
        left=_left(ws, document_ids),
        seconds=run.seconds,
        stopped=run.seen < run.total,
    )


def _wanted(ws: Workspace, document_ids: Sequence[int]) -> tuple[list[_Wanted], int]:
    """Return what wants a draft, in order, and how many of the documents have any."""
    found: list[_Wanted] = []
    concerned = 0
    with ws.database.reading() as session:
        for document_id in document_ids:
            stored.name(session, document_id)  # raises where there is none
            every = segments.of_document(session, document_id)
            sources = ["", *(segment.source for segment in every), ""]
            new = [
                _Wanted(document_id, segment, sources[number], sources[number + 2])
                for number, segment in enumerate(every)
                if wants_draft(segment)
            ]
            concerned += bool(new)
            found += new
    return found, concerned


def _windows(wanted: Sequence[_Wanted]) -> Iterator[list[_Wanted]]:
    rest = iter(wanted)
    while window := list(islice(rest, WINDOW)):
        yield window


def _from_memory(
    ws: Workspace, drafter: Drafter, window: Sequence[_Wanted], run: _Run
) -> list[Segment]:
    """Draft what the memory has, and return the segments that it does not have."""
    with ws.database.reading() as session:
        matches: list[Match | None] = []
        for document, part in groupby(window, lambda found: found.document):
            asked = [(found.segment.source, found.before, found.after) for found in part]
            matches += memory.exact_of(session, asked, document=document)
    proposals = [
        (found.segment, transitions.from_memory(found.segment, match))
        for found, match in zip(window, matches, strict=True)
        if match is not None
    ]
    written = drafter.write(proposals)
    if proposals:
        run.count([segment for segment, _ in proposals], len(written))
    return [f.segment for f, match in zip(window, matches, strict=True) if match is None]


def _from_engine(
    drafter: Drafter, rest: Sequence[Segment], run: _Run, stop: Callable[[], bool]
) -> None:
    """Draft these segments batch by batch; each batch is stored before it is counted."""
    alike: dict[str, list[Segment]] = {}
    for segment in rest:
        alike.setdefault(segment.source, []).append(segment)
    draft = partial(drafter.draft, outlines=drafter.outlines(rest))
    for drafts in bulk.stream(draft, alike, cancelled=stop):
        proposals = [
            (segment, transitions.from_engine(segment, draft, drafter.engine.info))
            for source, draft in drafts.items()
            if draft.text.strip()
            for segment in alike[source]
        ]
        written = drafter.write(proposals)
        run.count(list(chain.from_iterable(alike[source] for source in drafts)), len(written))


def _left(ws: Workspace, document_ids: Sequence[int]) -> int:
    with ws.database.reading() as session:
        return sum(
            segment.status is Status.NEW
            for document_id in document_ids
            for segment in segments.of_document(session, document_id)
        )
