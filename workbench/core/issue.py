"""What QA finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad an issue is: an error is almost surely wrong, a warning needs a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Side(StrEnum):
    """Which text a span points into."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a check found in a segment.

    Attributes:
        code: stable name of the check's finding (`numbers-missing`).
        severity: how bad it is.
        message: one sentence for a person.
        side, start, end: the span concerned, in code points; start == end when there is none.
    """

    code: str
    severity: Severity
    message: str
    side: Side = Side.TARGET
    start: int = 0
    end: int = 0
