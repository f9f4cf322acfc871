"""What units of the memories went through, and the steps of undo in their maintenance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workbench.core.memory import Unit


class UnitChangeKind(StrEnum):
    """What happened to a unit.

    Units that came in with a file have no entry for that: they tell themselves when they were made.
    """

    EDITED = "edited"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    DELETED = "deleted"
    MERGED = "merged"
    MOVED = "moved"
    IMPORTED = "imported"


class OperationKind(StrEnum):
    """What a person did to units or to a memory by hand."""

    EDIT = "edit"
    DELETE = "delete"
    MERGE = "merge"
    MOVE = "move"
    MEMORY = "memory"


class OperationState(StrEnum):
    """Whether an operation counts; `discarded` was undone before its person did something else."""

    DONE = "done"
    UNDONE = "undone"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One entry of a unit's history.

    Attributes:
        unit: number of the unit.
        at, by: when, and who; empty where nobody is known.
        before, after: the unit, None where it was not in a memory.
        operation: number of the operation that it is part of, None for what happened in a document
            or by an import.
        undone: whether that operation was taken back.
    """

    unit: int
    kind: UnitChangeKind
    at: datetime
    by: str
    before: Unit | None
    after: Unit | None
    operation: int | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of undo in the maintenance of memories.

    Attributes:
        id: its number.
        note: what was done, in a person's words.
        at, by: when, and who.
        units: how many units it changed; when it was undone or redone, how many that changed.
        left: how many units stayed as they are, for somebody changed them in the meantime (after
            undo and redo) or they are in a read-only memory (after a deletion or merge).
    """

    id: int
    kind: OperationKind
    state: OperationState
    note: str
    at: datetime
    by: str
    units: int
    left: int = 0
