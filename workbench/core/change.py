"""Steps of undo: what a person did to a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workbench.core.document import Segment


class ChangeKind(StrEnum):
    """What a person did."""

    TYPING = "typing"
    TAKE = "take"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    SOURCE = "source"
    SPLIT = "split"
    MERGE = "merge"
    LOCK = "lock"
    KIND = "kind"
    BEADS = "beads"
    JOIN = "join"
    DIVIDE = "divide"
    RESTORE = "restore"
    PUNCTUATION = "punctuation"
    REVIEW = "review"
    FILLING = "filling"


@dataclass(frozen=True, slots=True)
class Change:
    """A step that was undone or redone.

    Attributes:
        id: number in the database.
        kind: what the person had done.
        at, by: when, and who.
        segment: where an editor should go, None if that segment is no more.
        changed: the segments that changed or came back, as they are now, in document order.
        removed: ids of segments that are no more.
        restructured: whether paragraphs or the list of segments changed: load the document again.
    """

    id: int
    kind: ChangeKind
    at: datetime
    by: str
    segment: int | None = None
    changed: tuple[Segment, ...] = ()
    removed: tuple[int, ...] = ()
    restructured: bool = False
