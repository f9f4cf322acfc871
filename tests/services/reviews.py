"""What tests of a review share: what is sent, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.core.document import Document, Segment
from workbench.services import documents
from workbench.services.review import Review
from workbench.services.workspace import Workspace

Send = Callable[..., Path]
TARGETS = (
    "Busy port.",
    "Busier now.",
    "Both agree.",
    "Held in Shanghai.",
    "Both agree.",
    "Thanks.",
)


def now(ws: Workspace, document: Document) -> tuple[Segment, ...]:
    return documents.load(ws, document.id).segments


def counts(done: Review) -> tuple[int, ...]:
    groups = (done.changed, done.confirmed, done.unchanged, done.conflicts, done.skipped)
    return tuple(map(len, groups))
