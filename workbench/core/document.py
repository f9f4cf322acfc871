"""A document, its paragraphs and its segments, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workbench.core.code import Code
from workbench.core.doubt import Doubt, Span
from workbench.core.status import Origin, Status


class ParagraphKind(StrEnum):
    """What a block of the source is."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    BYLINE = "byline"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of translation: as a rule one Chinese sentence of one paragraph.

    Attributes:
        id: the segment's number in the database.
        paragraph_id: the paragraph that it belongs to.
        position: 0-based rank in the document (not in the paragraph).
        source: the Chinese text.
        target: the English text, empty when there is none yet.
        status: how far it is.
        origin: who made the target; None while there is no target.
        based_on: for a target that a person corrected, what it came from.
        engine: label of the engine that drafted it, empty if none did.
        match_percent: score of the memory match that it came from, if it did.
        locked: whether it is protected from change.
        updated_at, updated_by: the last change of the target.
        confidence: 0–1, how likely an engine's draft is usable as it stands; None for other
            targets and where it is not known.
        doubts: what may be wrong with an engine's draft; empty for other targets.
        weak: the words of an engine's draft that it was unsure of; empty for other targets.
        propagates: whether it takes part when repetitions of a source are filled forward.
    """

    id: int
    paragraph_id: int
    position: int
    source: str
    target: str = ""
    status: Status = Status.NEW
    origin: Origin | None = None
    based_on: Origin | None = None
    engine: str = ""
    match_percent: int | None = None
    locked: bool = False
    updated_at: datetime | None = None
    updated_by: str = ""
    confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()
    weak: tuple[Span, ...] = ()
    propagates: bool = True

    @property
    def is_machine_draft(self) -> bool:
        """Whether the target is a machine's (or the memory's) and nobody touched it."""
        return self.status is Status.DRAFT and self.origin is not Origin.HUMAN

    @property
    def is_doubtful(self) -> bool:
        """Whether something may be wrong with a machine's draft that nobody touched."""
        return self.is_machine_draft and bool(self.doubts)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the source.

    Attributes:
        id: the paragraph's number in the database.
        position: 0-based rank in the document.
        kind: what the block is; `noise` has no segments to translate.
        text: the cleaned-up source.
        original: the text as it lies in the file, line ends included.
        line: 1-based line of the file where it starts.
        segments: its segments in order.
        notes: what the clean-up did to it, in a person's words.
        codes: what the placeholders in its text stand for, by their numbers.
        place: 0-based rank of the block among those that the reader finds in the file; it stays
            what it was when paragraphs are joined or split.
        section: 0-based number of the article that it belongs to.
    """

    id: int
    position: int
    kind: ParagraphKind
    text: str
    original: str
    line: int
    segments: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    place: int = 0
    section: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a document is done, in segments and in Chinese characters."""

    segments: int = 0
    drafted: int = 0
    confirmed: int = 0
    characters: int = 0
    characters_confirmed: int = 0

    @property
    def percent(self) -> int:
        """Confirmed share of the characters, rounded down: 100 only when all is confirmed."""
        return 100 * self.characters_confirmed // self.characters if self.characters else 0


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a list shows it; `format` and `article` as in `Document`."""

    id: int
    name: str
    path: str
    encoding: str
    imported_at: datetime
    progress: Progress
    format: str = "text"
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document with everything that an editor shows.

    Attributes:
        cursor: id of the segment where the last session stood, None for a new document.
        format: name of the file's format (see `documents/formats/registry.py`).
        article: number of the section that alone was imported; None for the whole file.
        memory: number of the memory that its confirmed segments go to.
        propagates: whether confirming a segment fills its repetitions forward.
    """

    id: int
    name: str
    path: str
    encoding: str
    imported_at: datetime
    paragraphs: tuple[Paragraph, ...]
    cursor: int | None = None
    format: str = "text"
    article: int | None = None
    memory: int = 1
    propagates: bool = True

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in order."""
        return tuple(s for p in self.paragraphs for s in p.segments)
