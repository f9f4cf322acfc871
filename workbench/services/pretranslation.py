"""Drafts for whole documents, without the editor.

What a batch made is stored before the next one begins, so a run that was stopped has lost nothing
and the next one goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workbench.core.document import Segment
from workbench.core.status import Status
from workbench.engines.base import Engine
from workbench.services import documents
from workbench.services.drafting import Drafter, wants_draft
from workbench.services.workspace import Workspace

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
    wanted = [s.id for s in documents.load(ws, document_id).segments if wants_draft(s)]
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
