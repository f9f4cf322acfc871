"""What people did to a document, kept so that it can be undone and redone, in any later session.

A change is one step of undo. Its revisions hold, for each row that it touched, the columns
concerned before and after; `workbench.storage.history` writes them back. A new change discards
what was undone before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from workbench.core.change import ChangeKind
from workbench.core.document import Paragraph, ParagraphKind, Segment
from workbench.core.memory import Unit
from workbench.storage import documents, rows, segments, tables
from workbench.storage.confirmed_units import ConfirmedUnits
from workbench.storage.unit_columns import UNITS

CHANGES: Final = tables.table(tables.Change)
REVISIONS: Final = tables.table(tables.Revision)
PAUSE: Final = timedelta(minutes=5)
"""Typing in one segment is one step of undo until the typist pauses for so long."""

SEGMENT: Final = "segment"
PARAGRAPH: Final = "paragraph"
UNIT: Final = "unit"
TABLES: Final = {
    SEGMENT: segments.SEGMENTS,
    PARAGRAPH: documents.PARAGRAPHS,
    UNIT: UNITS,
}


@dataclass(frozen=True, slots=True)
class Revision:
    """One row before and after; None where it was not there."""

    entity: str
    number: int
    before: rows.Row | None
    after: rows.Row | None


class Step:
    """A change while it is made: everything written through it can be undone.

    Args:
        session: the transaction that the change is part of.
        document_id: the document that is changed.
        kind: what the person does.
        segment_id: where the person is.
        at, by: when, and who.
    """

    def __init__(
        self,
        session: Session,
        document_id: int,
        kind: ChangeKind,
        segment_id: int | None,
        *,
        at: datetime,
        by: str,
    ) -> None:
        self.session = session
        self.document_id = document_id
        self.kind = kind
        self.segment_id = segment_id
        self.at = at
        self.by = by
        self._revisions: list[Revision] = []
        self._units = ConfirmedUnits(session, document_id, self._note_unit, at=at, by=by)

    def segment(self, segment: Segment) -> None:
        """Write a segment that is there already."""
        self._write(SEGMENT, segment.id, segments.columns(segment))

    def paragraph_kind(self, paragraph_id: int, kind: ParagraphKind) -> None:
        """Write what a paragraph is."""
        self._write(PARAGRAPH, paragraph_id, {"kind": kind.value})

    def paragraph(self, paragraph: Paragraph) -> None:
        """Write what a paragraph that is there is made of; its segments are `arrange`'s."""
        self._write(PARAGRAPH, paragraph.id, documents.columns(paragraph))

    def add_paragraph(self, paragraph: Paragraph) -> int:
        """Add a paragraph without segments at its position, before the one there; return its id."""
        row = {
            **documents.columns(paragraph),
            "document_id": self.document_id,
            "position": paragraph.position,
            "start": 0,
        }
        documents.make_room(self.session, self.document_id, paragraph.position)
        return self._insert(PARAGRAPH, row)

    def remove_paragraph(self, paragraph_id: int) -> None:
        """Take a paragraph away with the segments that have not gone to another one."""
        for left in segments.of_paragraph(self.session, paragraph_id):
            self._delete(SEGMENT, left.id)
        self._delete(PARAGRAPH, paragraph_id)
        segments.renumber(self.session, self.document_id)

    def arrange(self, paragraph_id: int, wanted: Sequence[Segment]) -> tuple[Segment, ...]:
        """Let a paragraph have exactly these segments, in this order; id 0 stands for a new one.

        Those that are another paragraph's of the document go over to this one.
        """
        kept = {segment.id for segment in wanted}
        for old in segments.of_paragraph(self.session, paragraph_id):
            if old.id not in kept:
                self._delete(SEGMENT, old.id)
        for rank, segment in enumerate(wanted):
            row = {**segments.columns(segment), "paragraph_id": paragraph_id, "rank": rank}
            if segment.id:
                self._write(SEGMENT, segment.id, row)
            else:
                self._insert(SEGMENT, {**row, "document_id": self.document_id})
        segments.renumber(self.session, self.document_id)
        return segments.of_paragraph(self.session, paragraph_id)

    def remember(self, unit: Unit, segment_id: int) -> None:
        """Store the unit of a confirmed segment; see `ConfirmedUnits.remember`."""
        self._units.remember(unit, segment_id)

    def forget(self, segment_id: int) -> None:
        """Withdraw what confirming this segment gave; see `ConfirmedUnits.forget`."""
        self._units.forget(segment_id)

    def close(self) -> None:
        """Store the change with its revisions; nothing, if nothing was changed."""
        if not self._revisions:
            return
        discarded = (CHANGES.c.document_id == self.document_id) & (CHANGES.c.state == "undone")
        self.session.execute(CHANGES.update().where(discarded).values(state="discarded"))
        if self.kind is ChangeKind.TYPING and self._coalesce():
            return
        number = rows.insert(
            self.session,
            CHANGES,
            {
                "document_id": self.document_id,
                "kind": self.kind.value,
                "state": "done",
                "segment_id": self.segment_id,
                "changed_at": self.at,
                "changed_by": self.by,
            },
        )
        self.session.execute(REVISIONS.insert(), [_row(number, r) for r in self._revisions])

    def _write(self, entity: str, number: int, wanted: rows.Row) -> None:
        table = TABLES[entity]
        current = rows.read(self.session, table, number)
        assert current is not None, f"{entity} {number} is gone"
        before, after = rows.difference(current, wanted)
        if after:
            rows.update(self.session, table, number, after)
            self._note(entity, number, before, after)

    def _insert(self, entity: str, row: rows.Row) -> int:
        number = rows.insert(self.session, TABLES[entity], row)
        self._note(entity, number, None, rows.read(self.session, TABLES[entity], number))
        return number

    def _delete(self, entity: str, number: int) -> None:
        row = rows.read(self.session, TABLES[entity], number)
        assert row is not None, f"{entity} {number} is gone"
        self._note(entity, number, row, None)
        rows.delete(self.session, TABLES[entity], number)
        if entity == PARAGRAPH:
            documents.close_gap(self.session, self.document_id, row["position"])

    def _note_unit(self, number: int, before: rows.Row | None, after: rows.Row | None) -> None:
        self._note(UNIT, number, before, after)

    def _note(
        self, entity: str, number: int, before: rows.Row | None, after: rows.Row | None
    ) -> None:
        self._revisions.append(Revision(entity, number, before, after))

    def _coalesce(self) -> bool:
        """Add this typing to the step before if that was typing in the same segment, just now."""
        last = newest(self.session, self.document_id)
        if (
            last is None
            or len(self._revisions) != 1
            or (last.kind, last.segment_id, last.changed_by)
            != (ChangeKind.TYPING.value, self.segment_id, self.by)
            or self.at - last.changed_at > PAUSE
        ):
            return False
        new = self._revisions[0]
        for number, old in of_change(self.session, last.id):
            if (old.entity, old.number) == (new.entity, new.number) and old.before and old.after:
                both = replace(
                    old,
                    before={**(new.before or {}), **old.before},
                    after={**old.after, **(new.after or {})},
                )
                rows.update(self.session, REVISIONS, number, _row(last.id, both))
                rows.update(self.session, CHANGES, last.id, {"changed_at": self.at})
                return True
        return False


def newest(session: Session, document_id: int) -> Any:
    """Return the row of the newest change that is done, None if there is none."""
    query = CHANGES.select().where(CHANGES.c.document_id == document_id, CHANGES.c.state == "done")
    return session.execute(query.order_by(CHANGES.c.id.desc()).limit(1)).first()


def of_change(session: Session, change_id: int) -> list[tuple[int, Revision]]:
    """Return the revisions of a change with their ids, in the order in which they were made."""
    query = REVISIONS.select().where(REVISIONS.c.change_id == change_id).order_by(REVISIONS.c.id)
    return [
        (row.id, Revision(row.entity, row.entity_id, rows.load(row.before), rows.load(row.after)))
        for row in session.execute(query)
    ]


def _row(change_id: int, revision: Revision) -> rows.Row:
    return {
        "change_id": change_id,
        "entity": revision.entity,
        "entity_id": revision.number,
        "before": rows.dump(revision.before),
        "after": rows.dump(revision.after),
    }
