"""A document on its way into the database, row by row, without anybody having to wait for it.

Rows are put into a database of their own first, in a temporary file that nobody else sees and that
is gone with the process. Storing the document then is copying rows: some seconds with the write
lock for a text of 50 MB, and before that none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Table
from sqlalchemy.orm import Session

from workbench.core.code import Code
from workbench.core.document import ParagraphKind
from workbench.core.status import Origin, Status
from workbench.storage import codes, dialect, memories, rows, sources
from workbench.storage.documents import DOCUMENTS, PARAGRAPHS, unlike
from workbench.storage.driver import driver
from workbench.storage.failures import told
from workbench.storage.segments import SEGMENTS, source_key
from workbench.text.codepoints import count_han

_BATCH: Final = 2_000
"""Rows that are put down at a time."""

_CACHE: Final = -32_768
"""What the database may keep in memory while a document is copied, in KiB, negative."""

_SCHEMA: Final = """
CREATE TABLE part (part, size, data);
CREATE TABLE paragraph (position INTEGER PRIMARY KEY, start, kind, text, original, line, notes,
    codes, place, section);
CREATE TABLE segment (paragraph, rank, source, source_key, characters, target, status, origin,
    locked, PRIMARY KEY (paragraph, rank)) WITHOUT ROWID;
"""
_KEEP_PART: Final = "INSERT INTO part VALUES (?, ?, ?)"
_KEEP_PARAGRAPH: Final = "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KEEP_SEGMENT: Final = "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PARTS: Final = ("digest", "part", "size", "data")
_PARAGRAPHS: Final = (
    *("id", "document_id", "position", "start", "kind", "text", "original", "line", "notes"),
    *("codes", "place", "section"),
)
_SEGMENTS: Final = (
    *("document_id", "paragraph_id", "rank", "source", "source_key", "characters", "target"),
    *("status", "origin", "locked", "engine", "updated_by"),
)
_FOUND_PARAGRAPHS: Final = (
    "SELECT ? + position, ?, position - ?, start - ?, kind, text, original, line, notes, codes, "
    "place, section FROM paragraph WHERE position >= ? AND position < ? ORDER BY position"
)
_FOUND_SEGMENTS: Final = (
    "SELECT ?, ? + paragraph, rank, source, source_key, characters, target, status, origin, "
    "locked, '', '' FROM segment WHERE paragraph >= ? AND paragraph < ? ORDER BY paragraph, rank"
)


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is known of a document before it is stored.

    Attributes:
        digest: what tells two contents of a file apart.
        cleaning: names of the steps that its paragraphs were made with.
        article: the section of the file that it is, None for the whole.
    """

    name: str
    path: str
    encoding: str
    digest: str
    warnings: tuple[str, ...]
    imported_at: datetime
    imported_by: str
    format: str
    cleaning: tuple[str, ...]
    article: int | None = None


@dataclass(frozen=True, slots=True)
class NewSegment:
    """A segment before it is stored; a target is one that came with the file."""

    source: str
    target: str = ""
    status: Status = Status.NEW
    origin: Origin | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """A paragraph before it is stored, with its segments."""

    kind: ParagraphKind
    text: str
    original: str
    line: int
    notes: tuple[str, ...]
    codes: tuple[Code, ...]
    place: int
    section: int
    segments: Sequence[NewSegment]


class Intake:
    """Holds the rows of one document until `store`. Make one with `intake`.

    Attributes:
        paragraphs, segments: how many there are by now.
    """

    def __init__(self, held: Any) -> None:
        self.paragraphs = 0
        self.segments = 0
        self._articles: dict[int, tuple[int, int]] = {}
        self._held = held
        self._parts = 0
        self._waiting: tuple[list[tuple[object, ...]], list[tuple[object, ...]]] = ([], [])

    def part(self, data: bytes) -> None:
        """Add the next stretch of the file, at most `sources.PART` bytes."""
        packed = sources.packed(data)
        self._held.execute(_KEEP_PART, (self._parts, len(data), packed))
        self._parts += 1

    def paragraph(self, new: NewParagraph) -> None:
        """Add the next paragraph."""
        self._articles.setdefault(new.section, (self.paragraphs, self.segments))
        blocks, sentences = self._waiting
        blocks.append(
            (
                self.paragraphs,
                self.segments,
                new.kind.value,
                new.text,
                unlike(new.original, new.text),
                new.line,
                json.dumps(new.notes, ensure_ascii=False) if new.notes else "[]",
                codes.dump(new.codes),
                new.place,
                new.section,
            )
        )
        for rank, one in enumerate(new.segments):
            origin = one.origin.value if one.origin else None
            key, characters = source_key(one.source), count_han(one.source)
            sentences.append(
                (
                    self.paragraphs,
                    rank,
                    one.source,
                    key,
                    characters,
                    one.target,
                    one.status.value,
                    origin,
                    one.locked,
                )
            )
        self.paragraphs += 1
        self.segments += len(new.segments)
        if len(blocks) + len(sentences) >= _BATCH:
            self._put_down()

    def _put_down(self) -> None:
        blocks, sentences = self._waiting
        self._held.executemany(_KEEP_PARAGRAPH, blocks)
        self._held.executemany(_KEEP_SEGMENT, sentences)
        self._waiting = ([], [])

    def store(
        self,
        session: Session,
        document: NewDocument,
        each: Callable[[int], None] = lambda _rows: None,
    ) -> int:
        """Store the document, or the article of it that `document` names, and return its id.

        Args:
            session: the transaction.
            document: what is known of it.
            each: called now and then with how many rows were copied; may raise to stop it.
        """
        self._put_down()
        number = _add_document(session, document)
        copy = _Copy(session, self._held, each)
        if not sources.is_known(session, document.digest):
            copy(sources.PARTS, _PARTS, "SELECT ?, * FROM part", (document.digest,))
        at, start, end = self._span(document.article)
        owner = dialect.reserve(session, PARAGRAPHS, end - at) - at
        with _roomy(session):
            copy(PARAGRAPHS, _PARAGRAPHS, _FOUND_PARAGRAPHS, (owner, number, at, start, at, end))
            copy(SEGMENTS, _SEGMENTS, _FOUND_SEGMENTS, (number, owner, at, end))
        return number

    def _span(self, article: int | None) -> tuple[int, int, int]:
        """Return the position of the first paragraph, of its first segment, and after the last."""
        if article is None:
            return 0, 0, self.paragraphs
        at, start = self._articles[article]
        following = self._articles.get(article + 1, (self.paragraphs, 0))
        return at, start, following[0]


@contextmanager
def intake() -> Iterator[Intake]:
    """Hold a place for the rows of one document; they are gone after the block.

    Raises:
        DiskFullError: there is no room for temporary files.
    """
    with TemporaryDirectory(prefix="workbench-") as folder, told(Path(folder)):
        path = Path(folder) / "rows.db"
        held = driver.connect(path, isolation_level=None)
        try:
            held.execute("PRAGMA journal_mode = OFF")
            held.execute("PRAGMA synchronous = OFF")
            held.executescript(_SCHEMA)
            with suppress(OSError):  # where an open file can have no name, nothing is left behind
                path.unlink()
            held.execute("BEGIN")  # never ended: without it each row would be written by itself
            yield Intake(held)
        finally:
            held.close()


class _Copy:
    """Copies the rows of a query on the rows that are held into a table."""

    def __init__(self, session: Session, held: Any, each: Callable[[int], None]) -> None:
        self._session, self._held, self._each = session, held, each
        self._done = 0

    def __call__(
        self, to: Table, names: Sequence[str], query: str, parameters: tuple[object, ...]
    ) -> None:
        found = self._held.execute(query, parameters)
        while batch := found.fetchmany(_BATCH):
            dialect.add_rows(self._session, to, names, batch)
            self._done += len(batch)
            self._each(self._done)


def _add_document(session: Session, document: NewDocument) -> int:
    return rows.insert(
        session,
        DOCUMENTS,
        {
            "name": document.name,
            "path": document.path,
            "encoding": document.encoding,
            "digest": document.digest,
            "warnings": document.warnings,
            "imported_at": document.imported_at,
            "imported_by": document.imported_by,
            "format": document.format,
            "cleaning": document.cleaning,
            "article": document.article,
            "memory_id": memories.default(session),
        },
    )


@contextmanager
def _roomy(session: Session) -> Iterator[None]:
    """Let SQLite keep the indexes in memory while rows are added to them at random."""
    if dialect.is_postgresql(session):
        yield
        return
    before = dialect.fetch(session, "PRAGMA cache_size")[0][0]
    dialect.fetch(session, f"PRAGMA cache_size = {_CACHE}")
    try:
        yield
    finally:
        dialect.fetch(session, f"PRAGMA cache_size = {before}")
