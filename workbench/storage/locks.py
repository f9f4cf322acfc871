"""Who has a document open for editing.

A lock belongs to one opening of one document, known by its token. It is free again when its holder
says so, when its process is gone (seen only on the same machine), or when a holder on another
machine has not been seen for `PATIENCE`.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workbench.storage import tables

_LOCKS: Final = tables.table(tables.EditingLock)
PATIENCE: Final = timedelta(minutes=10)
"""How long the silence of a holder on another machine means nothing; holders report each minute."""

_CAN_ASK: Final = os.name == "posix"  # elsewhere there is no harmless way to ask for a process
_START_TIME: Final = 22 - 3  # fields are counted from 1, and the first two are cut off


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock.

    Attributes:
        process: tells this process from a later one with the same pid; empty where unknown.
        since, seen: when the document was opened, and the last sign of life.
    """

    token: str
    pid: int
    process: str
    host: str
    user: str
    since: datetime
    seen: datetime


def acquire(session: Session, document_id: int, holder: Holder) -> Holder | None:
    """Take the lock; return who holds it if somebody else does, None if it is ours now."""
    row = session.execute(_LOCKS.select().where(_LOCKS.c.document_id == document_id)).first()
    if row is not None:
        other = _holder(row)
        if other.token != holder.token and is_alive(other, holder.seen):
            return other
        session.execute(delete(_LOCKS).where(_LOCKS.c.document_id == document_id))
    session.execute(
        _LOCKS.insert().values(
            document_id=document_id,
            token=holder.token,
            pid=holder.pid,
            process=holder.process,
            host=holder.host,
            user=holder.user,
            since=holder.since,
            seen=holder.seen,
        )
    )
    return None


def holder(session: Session, document_id: int) -> Holder | None:
    """Return who holds a document's lock, living or dead."""
    row = session.execute(_LOCKS.select().where(_LOCKS.c.document_id == document_id)).first()
    return None if row is None else _holder(row)


def report(session: Session, document_id: int, token: str, now: datetime) -> bool:
    """Give a sign of life; return whether the lock is still this holder's."""
    mine = (_LOCKS.c.document_id == document_id) & (_LOCKS.c.token == token)
    query = _LOCKS.update().where(mine).values(seen=now).returning(_LOCKS.c.document_id)
    return session.execute(query).first() is not None


def release(session: Session, document_id: int, token: str) -> None:
    """Give the lock back, if it is still this holder's."""
    mine = (_LOCKS.c.document_id == document_id) & (_LOCKS.c.token == token)
    session.execute(delete(_LOCKS).where(mine))


def is_alive(other: Holder, now: datetime) -> bool:
    """Whether a holder may still be working."""
    if other.host != socket.gethostname() or not _CAN_ASK:
        return now - other.seen < PATIENCE
    try:
        os.kill(other.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it lives, as somebody else
    return not other.process or process_mark(other.pid) in ("", other.process)


def process_mark(pid: int) -> str:
    """Return what tells a process from a later one with its number; empty where nobody knows.

    On Linux: the boot, and the clock tick at which the process started (`man 5 proc`, field 22).
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The second field, the command in parentheses, may itself hold spaces and parentheses.
    fields = status.rpartition(")")[2].split()[_START_TIME:]
    return f"{boot}:{fields[0]}" if fields else ""


def _holder(row: Any) -> Holder:
    return Holder(row.token, row.pid, row.process, row.host, row.user, row.since, row.seen)
