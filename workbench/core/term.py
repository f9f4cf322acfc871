"""Terminology: terms, and where they stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TermStatus(StrEnum):
    """How a target of a term is to be used."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class TermTarget:
    """One English rendering of a term."""

    text: str
    status: TermStatus = TermStatus.PREFERRED


@dataclass(frozen=True, slots=True)
class Term:
    """One Chinese term with its English renderings.

    Attributes:
        source: the Chinese (or mixed-script) term.
        targets: its renderings, preferred ones first.
        domain: the field that it belongs to.
        note: what a translator should know.
        id: number in the database, 0 for one that is not stored.
        created_by, updated_at: who and when.
    """

    source: str
    targets: tuple[TermTarget, ...]
    domain: str = ""
    note: str = ""
    id: int = 0
    created_by: str = ""
    updated_at: datetime | None = None

    def texts(self, status: TermStatus) -> tuple[str, ...]:
        """Return the renderings of that status, in order."""
        return tuple(t.text for t in self.targets if t.status is status)

    @property
    def preferred(self) -> str:
        """The rendering to use: the first preferred one, else the first admitted, else empty."""
        good = self.texts(TermStatus.PREFERRED) + self.texts(TermStatus.ADMITTED)
        return good[0] if good else ""


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in a source text at `[start, end)`, in code points of the original string."""

    start: int
    end: int
    term: Term


class Compliance(StrEnum):
    """How a target treats one term of its source."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class TermUse:
    """What became of one term hit in the target.

    Attributes:
        hit: where the term stands in the source.
        compliance: how the target treats it.
        found: the words of the target that satisfy or violate it, empty when missing.
        start, end: their span in the target; both 0 when missing.
    """

    hit: TermHit
    compliance: Compliance
    found: str = ""
    start: int = 0
    end: int = 0
