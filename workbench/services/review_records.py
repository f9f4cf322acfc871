"""What was exported for review: which file is which, and what each segment's target was.

A file is known by its token, `wb<database>-<document>-<export>`. The record of an export is what
tells, when the file comes back, a target that the colleague changed from one that changed here.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from workbench.core.document import Document
from workbench.core.status import Status
from workbench.errors import NotFoundError
from workbench.services.review_plan import Exported, Returned, is_of, mark
from workbench.storage import segments, settings
from workbench.storage.database import Transaction

_TOKEN: Final = re.compile(r"wb([0-9a-f]{12})-([0-9]{1,18})-([0-9]{1,18})")
_KEPT: Final = 20  # exports of a document that are remembered
_DATABASE: Final = "review.database"
_SAMPLE: Final = 200  # segments that are asked which document they belong to


def new_token(session: Transaction, document_id: int) -> str:
    """Return the token of a new export of a document."""
    export = settings.count_up(session, f"review.{document_id}.exports")
    database = settings.get(session, _DATABASE)
    if database is None:
        database = uuid.uuid4().hex[:12]
        settings.put(session, _DATABASE, database)
    return f"wb{database}-{document_id}-{export}"


def remember(session: Transaction, document: Document, token: str) -> None:
    """Record what an export held."""
    export = int(token.rpartition("-")[2])
    lines = (f"{s.id} {mark(s.target)} {s.status.value}" for s in document.segments)
    settings.put(session, _key(document.id, export), "\n".join((token, *lines)))


def forget(session: Transaction, document_id: int) -> None:
    """Drop the records of a document that is removed."""
    prefix = f"review.{document_id}."
    for key in settings.keys(session, prefix):
        settings.forget(session, prefix + key)


def _key(document_id: int, export: int) -> str:
    """Return where the record of an export is; the oldest makes room for the newest."""
    return f"review.{document_id}.{export % _KEPT}"


def document_of(session: Transaction, token: str, returned: Sequence[Returned], path: Path) -> int:
    """Return the document that a file is of, by its token and else by its segments.

    Any XLIFF numbers its units: only those with the source of the segment of their number count.

    Raises:
        NotFoundError: it is of another database, or was not exported for review.
    """
    if found := _TOKEN.fullmatch(token):
        if found[1] == settings.get(session, _DATABASE):
            return int(found[2])
        raise NotFoundError(
            "the file was exported from another database",
            where=str(path),
            hint="Open that database with --db, or name the document with --document.",
        )
    asked = {one.segment_id: one for one in returned[:_SAMPLE]}
    known = (one for one in segments.several(session, asked) if is_of(asked[one.id], one))
    owners = Counter(segments.document_of(session, one.id) for one in known)
    if not owners:
        raise NotFoundError(
            "no segment of the file is in this database",
            where=str(path),
            hint="Name its database with --db, or its document with --document.",
        )
    return owners.most_common(1)[0][0]


def exported(
    session: Transaction, document_id: int, token: str, returned: Sequence[Returned]
) -> Mapping[int, Exported] | None:
    """Return what a file held when it was exported; None if that is not known any more.

    A file that does not say which export it is has come from the one that most of its targets were
    in: those that the colleague left alone. One that says it is of that export or of none, were it
    of another document, or so old that the record of a later one is in its place.
    """
    texts = (settings.get(session, _key(document_id, rank)) for rank in range(_KEPT))
    kept = {held[0]: held[1:] for held in (text.splitlines() for text in texts if text)}
    if _TOKEN.fullmatch(token):
        return _record(kept[token]) if token in kept else None
    records = [_record(lines) for lines in kept.values()]
    marks = {one.segment_id: mark(one.target) for one in returned}

    def left_alone(record: Mapping[int, Exported]) -> int:
        return sum(record[one].mark == there for one, there in marks.items() if one in record)

    return max(records, key=left_alone, default=None)


def _record(lines: Sequence[str]) -> dict[int, Exported]:
    found: dict[int, Exported] = {}
    for line in lines:
        number, target, status = line.split(" ")
        found[int(number)] = Exported(target, Status(status))
    return found
