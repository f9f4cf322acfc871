"""The translation memory's units, and what is found in it for a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from workbench.core.status import Origin, Status

OWN: Final = 1
"""Number of the memory that every database has from the start."""


@dataclass(frozen=True, slots=True)
class Memory:
    """One of the translation memories of a database.

    Attributes:
        id: its number; `OWN` is the one that documents write to if nobody says otherwise.
        name: what a person calls it; no two have the same.
        read_only: whether nothing but an import that names it may change it.
        priority: among matches of the same percentage those of a higher one come first.
        penalty: per cent that each of its matches loses.
        note: where it comes from, whose it is.
        created_at, created_by: when, and by whom it was set up.
    """

    id: int
    name: str
    read_only: bool = False
    priority: int = 0
    penalty: int = 0
    note: str = ""
    created_at: datetime | None = None
    created_by: str = ""


@dataclass(frozen=True, slots=True)
class InlineCode:
    """What a placeholder `{number}` of a unit's text stands for in TMX.

    Attributes:
        number: as in the text of its side.
        xml: the element, well-formed: `<ph x="1">&lt;br/&gt;</ph>`; of an `hi` only the tag that
            stands in that place, `<hi type="b">` or `</hi>`.
    """

    number: int
    xml: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One source–target pair of a memory with its provenance.

    Attributes:
        source, target: the pair, trimmed, without line ends.
        origin: who made the target (`mt` for an unedited machine draft that was confirmed).
        document: name of the document or TMX file that it came from.
        domain, note: as in the TMX file or the document.
        before, after: sources of the neighbouring segments, empty at an edge; for 101 matches.
        created_at, created_by, changed_at, changed_by: UTC; None/empty where unknown.
        id: number in the database, 0 for one that is not stored.
        memory: number of the memory that it belongs to.
        status: `confirmed` or `reviewed`; `draft` for one that nobody has vouched for.
        source_codes, target_codes: what the placeholders of each side stand for; none where they
            are text.
        properties: what else a TMX file told about it: type and value, in the file's order.
    """

    source: str
    target: str
    origin: Origin = Origin.HUMAN
    document: str = ""
    domain: str = ""
    note: str = ""
    before: str = ""
    after: str = ""
    created_at: datetime | None = None
    created_by: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""
    id: int = 0
    memory: int = OWN
    status: Status = Status.CONFIRMED
    source_codes: tuple[InlineCode, ...] = ()
    target_codes: tuple[InlineCode, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


class MatchKind(StrEnum):
    """How a unit fits a source."""

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"


class DiffOp(StrEnum):
    """What a run of a character diff is."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A run of a diff from a unit's source to the segment's source.

    `REMOVED` text stands only in the unit, `ADDED` text only in the segment.
    """

    op: DiffOp
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A unit found for a source.

    Attributes:
        percent: 101 for a context match, 100 for an exact one, else below 100.
        diff: from the unit's source to the segment's.
        numbers_differ: whether only or also the numbers differ.
        negation_differs: whether one of the two sources negates or forbids and the other does not.
        penalties: what was taken from the percentage because of where the unit comes from: the
            reason in words, and the per cent.
    """

    unit: Unit
    kind: MatchKind
    percent: int
    diff: tuple[DiffRun, ...] = ()
    numbers_differ: bool = False
    negation_differs: bool = False
    penalties: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A unit found by concordance, with the spans of the words that were searched for."""

    unit: Unit
    source_spans: tuple[tuple[int, int], ...] = ()
    target_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MemoryStatistics:
    """What is in the memories, or in those units that a filter takes.

    Attributes:
        units: how many there are.
        source_characters: without the spaces around a text, which no unit keeps.
        target_words: what spaces separate.
        by_memory, by_origin, by_domain, by_document, by_person, by_status: name and number of
            units, the most first; the name is empty where nothing is known. A person is who made a
            unit.
        by_month: month as `2026-03` and number of units made in it, the earliest first.
    """

    units: int
    source_characters: int
    target_words: int
    by_memory: tuple[tuple[str, int], ...] = ()
    by_origin: tuple[tuple[str, int], ...] = ()
    by_domain: tuple[tuple[str, int], ...] = ()
    by_document: tuple[tuple[str, int], ...] = ()
    by_person: tuple[tuple[str, int], ...] = ()
    by_status: tuple[tuple[str, int], ...] = ()
    by_month: tuple[tuple[str, int], ...] = ()
