"""The bilingual table: a document's segments side by side, for a reviewer without the workbench.

A row says in words who made its target, so that a machine's words never pass for a person's: in
print, in black and white, and to a screen reader. Noise is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workbench.core.document import Document, Paragraph, ParagraphKind, Segment
from workbench.core.status import Origin, Status
from workbench.text.normalise import clean
from workbench.text.placeholders import PLACEHOLDER

COLUMNS: Final = ("No.", "Source", "Target", "Status", "Comment")
"""The columns' headings, by which a table is read again."""

INSTRUCTION: Final = (
    "Change the English in the column Target and write what you have to say into the column "
    "Comment. Leave the numbers and the placeholders such as {1} as they are: they stand for "
    "formatting."
)
"""What a reviewer has to know, at the head of the table."""

ID: Final = re.compile(r"#([0-9]{1,18})")
"""Matches how a row names its segment, beside its number; group 1 is the segment's id."""


@dataclass(frozen=True, slots=True)
class Row:
    """A segment in the table.

    Attributes:
        segment_id: the segment's number in the database.
        number: 1-based rank in the document, as the editor shows it.
        kind: what its paragraph is.
        source, target: its two sides, placeholders in; the target is empty without one.
        status: how far it is and who made it, in words.
        is_final: whether a person has vouched for the target.
        is_machine: whether the target is a machine's or the memory's and was not changed.
        begins: whether it is the first one of its paragraph.
    """

    segment_id: int
    number: int
    kind: ParagraphKind
    source: str
    target: str
    status: str
    is_final: bool
    is_machine: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class BilingualTable:
    """A table and what stands above it.

    Attributes:
        title: of the table.
        document: the name of the document.
        made_at: when the table was made, in UTC.
        made_by: who made it, empty if that is not to be said.
        token: what the export is known by when the table comes back, empty for none.
    """

    title: str
    document: str
    made_at: datetime
    made_by: str
    rows: tuple[Row, ...]
    token: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """What stands under the title: document, date, person, how many rows are how far."""
        final = sum(row.is_final for row in self.rows)
        machine = sum(row.is_machine and not row.is_final for row in self.rows)
        counts = f"{len(self.rows)} segments, {final} confirmed, {machine} machine or memory drafts"
        made = f"{self.made_at:%Y-%m-%d %H:%M} UTC"
        return tuple(
            fact for fact in (clean(self.document), made, clean(self.made_by), counts) if fact
        )


def of_document(
    document: Document,
    *,
    made_at: datetime,
    made_by: str = "",
    title: str = "Bilingual table",
    token: str = "",
) -> BilingualTable:
    """Return the table of a document.

    Args:
        document: with its paragraphs and segments.
        made_at: now, in UTC.
        made_by: the user's name.
        title: of the table.
        token: what this export is known by.
    """
    rows = tuple(row for one in document.paragraphs for row in _rows(one))
    return BilingualTable(title, document.name, made_at, made_by, rows, token)


def _rows(paragraph: Paragraph) -> Iterator[Row]:
    """Yield the rows of a paragraph, none of noise."""
    if paragraph.kind is ParagraphKind.NOISE:
        return
    for rank, segment in enumerate(paragraph.segments):
        target = clean(segment.target)
        yield Row(
            segment_id=segment.id,
            number=segment.position + 1,
            kind=paragraph.kind,
            source=clean(segment.source),
            target=target,
            status=status(segment),
            is_final=segment.status.is_final,
            is_machine=bool(target) and segment.origin in (Origin.MT, Origin.TM),
            begins=rank == 0,
        )


def status(segment: Segment) -> str:
    """Return in words how far a segment is and who made its target."""
    words = [_progress(segment)]
    if segment.target.strip() and segment.status.is_final and segment.origin is Origin.MT:
        words.append("machine's words unchanged")
    elif segment.target.strip() and segment.status.is_final and segment.origin is Origin.TM:
        words.append("memory's words unchanged")
    if segment.locked:
        words.append("locked")
    return ", ".join(words)


def _progress(segment: Segment) -> str:
    if not segment.target.strip():
        return "not translated"
    if segment.status.is_final:
        return "reviewed" if segment.status is Status.REVIEWED else "confirmed"
    if segment.origin is Origin.MT:
        return "machine draft, unconfirmed"
    if segment.origin is Origin.TM:
        percent = segment.match_percent
        return f"memory draft{f' ({percent} %)' if percent else ''}, unconfirmed"
    return "draft, unconfirmed"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of a text, each with whether it is a placeholder."""
    at = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False
