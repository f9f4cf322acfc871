"""How far a segment is, and whose words its target holds."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far a segment is: `new` → `draft` → `confirmed` → `reviewed`."""

    NEW = "new"
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    REVIEWED = "reviewed"

    @property
    def is_final(self) -> bool:
        """Whether a person has vouched for the target."""
        return self in (Status.CONFIRMED, Status.REVIEWED)


class Origin(StrEnum):
    """Who made a target: a machine, the translation memory, or a person.

    `ALIGNMENT` is the origin of units that came from aligning two finished texts.
    """

    MT = "mt"
    TM = "tm"
    HUMAN = "human"
    ALIGNMENT = "alignment"
