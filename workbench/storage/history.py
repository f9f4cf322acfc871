"""Undo and redo: writes back what revisions kept.

Undo writes the befores of the newest change that is done, redo the afters of the oldest that is
undone. A unit of the memory that somebody changed in the meantime, in this or another document, is
left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workbench.core.change import Change, ChangeKind
from workbench.storage import confirmed_units, documents, memory, revisions, rows, segments
from workbench.storage.revisions import Revision


def undo(session: Session, document_id: int, *, at: datetime, by: str) -> Change | None:
    """Take the newest change back; None if there is none.

    `at` and `by` say in the history of the units when that was, and who did it.
    """
    top = revisions.newest(session, document_id)
    if top is None:
        return None
    done = [r for _, r in revisions.of_change(session, top.id)]
    backwards = [Revision(r.entity, r.number, r.after, r.before) for r in reversed(done)]
    return _apply(session, top, backwards, state="undone", at=at, by=by)


def redo(session: Session, document_id: int, *, at: datetime, by: str) -> Change | None:
    """Do the change again that was undone last; None if there is none. See `undo`."""
    query = revisions.CHANGES.select().where(
        revisions.CHANGES.c.document_id == document_id, revisions.CHANGES.c.state == "undone"
    )
    first = session.execute(query.order_by(revisions.CHANGES.c.id).limit(1)).first()
    if first is None:
        return None
    wanted = [r for _, r in revisions.of_change(session, first.id)]
    return _apply(session, first, wanted, state="done", at=at, by=by)


def _apply(
    session: Session,
    change: Any,
    wanted: Sequence[Revision],
    *,
    state: str,
    at: datetime,
    by: str,
) -> Change:
    """Write the after of each revision where the before is what is there."""
    for revision in wanted:
        if revision.entity == revisions.UNIT:
            _bring_unit(session, revision, at, by)
        else:
            _bring(session, revision)
    segments.renumber(session, change.document_id)
    rows.update(session, revisions.CHANGES, change.id, {"state": state})
    touched = [r.number for r in wanted if r.entity == revisions.SEGMENT]
    changed = segments.several(session, touched)
    left = {segment.id for segment in changed}
    return Change(
        id=change.id,
        kind=ChangeKind(change.kind),
        at=change.changed_at,
        by=change.changed_by,
        segment=change.segment_id if segments.document_of(session, change.segment_id) else None,
        changed=changed,
        removed=tuple(number for number in dict.fromkeys(touched) if number not in left),
        restructured=any(_restructures(r) for r in wanted),
    )


def _restructures(revision: Revision) -> bool:
    if revision.entity == revisions.PARAGRAPH:
        return True
    return revision.entity == revisions.SEGMENT and (
        revision.before is None or revision.after is None
    )


def _bring_unit(session: Session, revision: Revision, at: datetime, by: str) -> None:
    """Bring a unit to the state that a revision wants, if nobody else changed it."""
    number, wanted = revision.number, revision.after
    current = rows.read(session, revisions.TABLES[revision.entity], number)
    if not _is_as(current, revision.before):
        return
    memory.put(session, number, wanted)
    after = None if wanted is None else {**(current or {}), **wanted}
    if current is not None or after is not None:
        confirmed_units.keep(session, number, current, after, at=at, by=by)


def _bring(session: Session, revision: Revision) -> None:
    """Bring a segment or paragraph to the state that a revision wants."""
    table, number, wanted = revisions.TABLES[revision.entity], revision.number, revision.after
    if wanted is None:
        _take_away(session, revision)
    elif revision.before is None:
        if revision.entity == revisions.PARAGRAPH:
            documents.make_room(session, wanted["document_id"], wanted["position"])
        rows.insert(session, table, wanted)
    else:
        rows.update(session, table, number, wanted)


def _take_away(session: Session, revision: Revision) -> None:
    table, number = revisions.TABLES[revision.entity], revision.number
    row = rows.read(session, table, number)
    rows.delete(session, table, number)
    if row is not None and revision.entity == revisions.PARAGRAPH:
        documents.close_gap(session, row["document_id"], row["position"])


def _is_as(current: rows.Row | None, expected: rows.Row | None) -> bool:
    """Whether nobody else changed a row since; a segment's claim on a unit does not count."""
    if current is None or expected is None:
        return current is expected
    return all(current.get(k) == v for k, v in expected.items() if k != "segment_id")
