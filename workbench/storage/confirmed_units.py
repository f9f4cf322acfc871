"""What confirmed segments give to the memory, and how it follows them when they change.

A segment has one unit in its document's memory. While somebody works on the segment again, the unit
is withdrawn; when the segment is confirmed with other words, it comes back under its number with
them, and its history tells the old ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.core.memory import Unit
from workbench.core.unit_history import UnitChangeKind
from workbench.storage import memories, memory, penalties, rows, segments, tables, unit_history
from workbench.storage.unit_columns import UNITS, columns, of_row

Note = Callable[[int, rows.Row | None, rows.Row | None], None]
"""Is told of each row that was written: its number, the columns concerned before and after."""

_CHANGES: Final = tables.table(tables.Change)
_REVISIONS: Final = tables.table(tables.Revision)


class ConfirmedUnits:
    """The units of a document's segments, within one change.

    Args:
        session: the transaction that the change is part of.
        document_id: the document.
        revised: is told what has to be written back when the change is undone.
        at, by: when, and who.
    """

    def __init__(
        self, session: Session, document_id: int, revised: Note, *, at: datetime, by: str
    ) -> None:
        self._session = session
        self._document_id = document_id
        self._revised = revised
        self._at = at
        self._by = by
        self._withdrawn: dict[int, rows.Row] = {}

    def remember(self, unit: Unit, segment_id: int) -> None:
        """Store the unit of a confirmed segment in the document's memory.

        It updates the unit that is there with the same pair in the same context, else the one that
        the segment gave before, which comes back under its number; else it is a new one. What the
        segment gave to the memory before and says no more is forgotten.
        """
        unit = replace(
            unit,
            memory=memories.of_document(self._session, self._document_id),
            domain=unit.domain or penalties.domain(self._session, self._document_id),
        )
        twin = memory.twin(self._session, unit)
        self.forget(segment_id, but=twin.id if twin else 0)
        if twin is not None:
            self._put(twin.id, columns(memory.merged(twin, unit)))
            return
        former = self._former(segment_id)
        if former is not None and former["memory_id"] == unit.memory:
            self._bring_back(former, unit)
        else:
            number = memory.insert(self._session, [unit], segment_id=segment_id)[0]
            self._revised(number, None, rows.read(self._session, UNITS, number))

    def forget(self, segment_id: int, *, but: int = 0) -> None:
        """Take the units away that confirming this segment made, except the unit `but`.

        Where another confirmed segment says the very same and nothing else tells it, the unit is
        that one's from now on. What is in a memory that has become read-only stays there.
        """
        for unit in memory.made_by(self._session, segment_id):
            if unit.id == but or unit.memory in memories.read_only(self._session):
                continue
            heir = self._heir(unit, segment_id)
            self._put(unit.id, None if heir is None else {"segment_id": heir})

    def _heir(self, unit: Unit, segment_id: int) -> int | None:
        """Return a segment that says what a unit says, which this segment says no more."""
        heir = segments.vouching(self._session, unit.source, unit.target, but=segment_id)
        pair = (unit.source, unit.target, unit.memory)
        if heir is None or any(
            (other.source, other.target, other.memory) == pair and other.id != unit.id
            for other in memory.exact(self._session, unit.source)
        ):
            return None
        return heir

    def _put(self, number: int, wanted: rows.Row | None) -> None:
        current = rows.read(self._session, UNITS, number)
        assert current is not None, f"unit {number} is gone"
        before, after = (current, None) if wanted is None else rows.difference(current, wanted)
        if after == {}:
            return
        memory.put(self._session, number, after)
        self._revised(number, before, after)
        if wanted is None:
            self._withdrawn[current["segment_id"]] = current
        keep(
            self._session,
            number,
            current,
            None if wanted is None else {**current, **wanted},
            at=self._at,
            by=self._by,
        )

    def _former(self, segment_id: int) -> rows.Row | None:
        """Return the row of the unit that this segment gave before, None if it is not gone."""
        former = self._withdrawn.get(segment_id) or _withdrawn(self._session, segment_id)
        if former is None or rows.read(self._session, UNITS, former["id"]) is not None:
            return None
        return former

    def _bring_back(self, former: rows.Row, unit: Unit) -> None:
        """Let a withdrawn unit come back with what its segment says now."""
        old = of_row(former)
        kept = replace(
            unit,
            id=old.id,
            domain=unit.domain or old.domain,
            note=unit.note or old.note,
            properties=unit.properties or old.properties,
            created_at=old.created_at,
            created_by=old.created_by,
        )
        row = {**former, **columns(kept)}
        memory.put(self._session, old.id, row)
        self._revised(old.id, None, rows.read(self._session, UNITS, old.id))
        before = former if (old.source, old.target) != (unit.source, unit.target) else None
        keep(self._session, old.id, before, row, at=self._at, by=self._by)


def keep(
    session: Session,
    number: int,
    before: rows.Row | None,
    after: rows.Row | None,
    *,
    at: datetime,
    by: str,
) -> None:
    """Keep in a unit's history what a document did to it; a segment's claim is none of that."""
    if after is None:
        kind = UnitChangeKind.WITHDRAWN
    elif before is None:
        kind = UnitChangeKind.RESTORED
    else:
        kind = UnitChangeKind.EDITED
        if of_row(before) == of_row(after):
            return
    entry = unit_history.Entry(kind, number, before, after)
    unit_history.note(session, [entry], at=at, by=by)


def _withdrawn(session: Session, segment_id: int) -> rows.Row | None:
    """Return the unit that was withdrawn last because its segment changed, None if none was.

    Only what the segment itself gave counts, and no step that was taken back.
    """
    query = (
        select(_REVISIONS.c.before)
        .join_from(_CHANGES, _REVISIONS, _REVISIONS.c.change_id == _CHANGES.c.id)
        .where(
            _CHANGES.c.segment_id == segment_id,
            _CHANGES.c.state == "done",
            _REVISIONS.c.entity == "unit",
            _REVISIONS.c.after.is_(None),
        )
        .order_by(_CHANGES.c.id.desc(), _REVISIONS.c.id.desc())
    )
    found = map(rows.load, session.execute(query).scalars())
    return next((row for row in found if row and row["segment_id"] == segment_id), None)
