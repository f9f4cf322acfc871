"""The files that documents were made of, byte for byte, in compressed pieces.

A file is known by its digest, so that the articles of one page and a file that was imported twice
share it; it goes with the last document that was made of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from workbench.storage import tables

PARTS: Final = tables.table(tables.SourcePart)
PART: Final = 1 << 20
"""Bytes of a file that are one part, before they are compressed."""

_DOCUMENTS: Final = tables.table(tables.Document)
_LEVEL: Final = 3  # a third of the time of the usual 6 for a twelfth more room


def packed(data: bytes) -> bytes:
    """Return a part as a row keeps it."""
    return zlib.compress(data, _LEVEL)


def is_known(session: Session, digest: str) -> bool:
    """Return whether the file with this digest is here already."""
    return session.execute(select(exists().where(PARTS.c.digest == digest))).scalar_one()


def pieces(session: Session, document_id: int) -> Iterator[bytes]:
    """Yield the file of a document, a part at a time."""
    query = (
        select(PARTS.c.data)
        .join(_DOCUMENTS, _DOCUMENTS.c.digest == PARTS.c.digest)
        .where(_DOCUMENTS.c.id == document_id)
        .order_by(PARTS.c.part)
    )
    for data in session.execute(query.execution_options(yield_per=1)).scalars():
        yield zlib.decompress(data)


def drop_unused(session: Session) -> None:
    """Take away the files that no document is made of any more."""
    used = select(_DOCUMENTS.c.digest)
    session.execute(PARTS.delete().where(PARTS.c.digest.not_in(used)))
