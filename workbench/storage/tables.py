"""The tables of the user's database, as sqlmodel classes.

Rows never leave the storage: repositories turn them into values of `workbench.core`. What holds:

- Texts of a status, an origin or a kind are the values of the enumerations in `core`.
- Ids of documents, paragraphs, segments, units and changes are never used twice, so that undo can
  bring a row back under its number.
- A segment's rank counts within its paragraph and a paragraph knows the position of its first
  segment, so that splitting a sentence writes a few rows, not the whole document.

Every change here needs a migration in `migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from workbench.storage import fields
from workbench.storage.columns import Strings, UTCDateTime


class Base(SQLModel):
    """What all tables share: one registry, and names for constraints, which migrations need."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


_CLEANING: Final = '["breaks", "kinds", "lines", "noise", "sections", "spaces", "splits"]'
"""The steps that were taken before they could be chosen."""


class Document(Base, table=True):
    """One imported file, or an article of one.

    `cleaning` are the steps of the clean-up that its paragraphs were made with; `article` is the
    section of the file that alone was imported; `memory_id` is the memory that its units go to, and
    `propagates` whether confirming a segment fills its repetitions.
    """

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text, unique=True)
    path: str = Field(sa_type=Text, index=True)
    encoding: str
    digest: str
    warnings: tuple[str, ...] = Field(default=(), sa_type=Strings)
    imported_at: datetime = Field(sa_type=UTCDateTime)
    imported_by: str
    cursor: int | None = None
    format: str = Field(default="text", sa_column_kwargs={"server_default": "text"})
    cleaning: tuple[str, ...] = Field(
        default=(), sa_type=Strings, sa_column_kwargs={"server_default": _CLEANING}
    )
    article: int | None = None
    memory_id: int = fields.first_memory()
    propagates: bool = fields.yes()


class SourcePart(Base, table=True):
    """A stretch of an imported file, compressed by zlib; apart, for it is seldom read.

    A file is known by its digest, so that documents of the same one share its parts.
    """

    digest: str = Field(primary_key=True)
    part: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    size: int
    data: bytes = Field(sa_type=LargeBinary)


class Paragraph(Base, table=True):
    """A block of a document's source; `start` is the position of its first segment.

    `codes` is JSON as `storage/codes.py` writes it, empty for none; `original` is empty where it is
    the very text.
    """

    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = fields.owner("document")
    position: int
    start: int
    kind: str
    text: str = fields.text()
    original: str = fields.text()
    line: int
    notes: tuple[str, ...] = Field(default=(), sa_type=Strings)
    codes: str = fields.text()
    place: int = 0
    section: int = 0


class Segment(Base, table=True):
    """A sentence and its translation.

    `doubts` and `weak` are JSON as `storage/doubts.py` writes it, empty for none.
    """

    __table_args__ = (
        Index(None, "paragraph_id", "rank"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = fields.owner("document", index=True)
    paragraph_id: int = fields.owner("paragraph")
    rank: int
    source: str = fields.text()
    source_key: int = Field(sa_type=BigInteger, index=True)
    characters: int
    target: str = fields.text()
    status: str
    origin: str | None = None
    based_on: str | None = None
    engine: str = ""
    match_percent: int | None = None
    locked: bool = False
    updated_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    updated_by: str = ""
    confidence: float | None = None
    doubts: str = fields.told()
    weak: str = fields.told()
    propagates: bool = fields.yes()


class Memory(Base, table=True):
    """One of the memories that share the index; the first is the user's own.

    The units of a memory of higher `priority` come first among equals; all of them lose `penalty`
    per cent. Into a read-only one nothing is written but by an import that names it.
    """

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text, unique=True)
    note: str = fields.text()
    read_only: bool = False
    priority: int = 0
    penalty: int = 0
    created_at: datetime = Field(sa_type=UTCDateTime)
    created_by: str


class Unit(Base, table=True):
    """A pair of a translation memory.

    `codes` is JSON as `storage/unit_columns.py` writes it, and so is `properties`; both are empty
    for none. `segment_id` is the segment whose confirmation made the unit; no foreign key, for undo
    may bring the unit back before its segment, and a removed document leaves its units behind.
    """

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    source: str = fields.text()
    target: str = fields.text()
    source_key: int = Field(sa_type=BigInteger, index=True)
    origin: str
    document: str = fields.text()
    domain: str = fields.text()
    note: str = fields.text()
    before: str = fields.text()
    after: str = fields.text()
    created_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_by: str = ""
    changed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    changed_by: str = ""
    segment_id: int | None = Field(default=None, index=True)
    memory_id: int = fields.first_memory()
    status: str = Field(default="confirmed", sa_column_kwargs={"server_default": "confirmed"})
    codes: str = fields.told()
    properties: str = fields.told()


class UnitChange(Base, table=True):
    """One entry of a unit's history: its columns before and after, as JSON like a revision's.

    `before` is null for a unit that was made, `after` for one that was taken away.
    """

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(index=True)
    operation_id: int | None = Field(default=None, index=True)
    kind: str
    changed_at: datetime = Field(sa_type=UTCDateTime)
    changed_by: str
    before: str | None = Field(default=None, sa_type=Text)
    after: str | None = Field(default=None, sa_type=Text)


class MemoryOperation(Base, table=True):
    """One step of undo in the maintenance of memories: an edit, a deletion, a merge of units.

    `state` is that of a `Change`.
    """

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    state: str
    note: str = fields.text()
    changed_at: datetime = Field(sa_type=UTCDateTime)
    changed_by: str


class Posting(Base, table=True):
    """A row of the index: the units of one block that hold one gram."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    gram: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    block: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    slots: bytes = Field(sa_type=LargeBinary)


class Shape(Base, table=True):
    """What look-up compares of a unit's source; none for a source without any letter."""

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    text: str = fields.text()


class ShapeLengths(Base, table=True):
    """The lengths of 4,096 shapes, a byte each, as `workbench.memory.postings` writes them."""

    chunk: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    lengths: bytes = Field(sa_type=LargeBinary)


class Change(Base, table=True):
    """One step of undo: what a person did, with the revisions that it made.

    `state` is `done`, `undone`, or `discarded` (undone, and then something else was done).
    """

    __table_args__ = (
        Index(None, "document_id", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = fields.owner("document")
    kind: str
    state: str
    segment_id: int | None = Field(default=None, index=True)
    changed_at: datetime = Field(sa_type=UTCDateTime)
    changed_by: str


class Revision(Base, table=True):
    """What a change did to one row: the columns concerned before and after, as JSON.

    `before` is null for a row that the change made, `after` for one that it took away.
    """

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = fields.owner("change", index=True)
    entity: str
    entity_id: int
    before: str | None = Field(default=None, sa_type=Text)
    after: str | None = Field(default=None, sa_type=Text)


class Term(Base, table=True):
    """A term of the glossary."""

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(sa_type=Text, unique=True)
    domain: str = Field(default="", index=True)
    note: str = fields.text()
    created_at: datetime = Field(sa_type=UTCDateTime)
    created_by: str
    updated_at: datetime = Field(sa_type=UTCDateTime)
    updated_by: str


class TermTarget(Base, table=True):
    """One rendering of a term; its rank keeps the order within the term."""

    term_id: int = fields.owner("term", primary_key=True)
    rank: int = Field(primary_key=True)
    text: str = fields.text()
    status: str


class Engine(Base, table=True):
    """An engine in one state: whatever changes its output changes its fingerprint."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    fingerprint: str = Field(unique=True)


class Draft(Base, table=True):
    """What an engine made of a source, obeying the terms that `terms` is a digest of.

    `doubts` and `words` are JSON as `storage/doubts.py` writes it, empty for none.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)

    engine_id: int = fields.owner("engine", primary_key=True)
    source: str = Field(sa_type=Text, primary_key=True)
    terms: str = Field(default="", sa_type=Text, primary_key=True)
    text: str = fields.text()
    plain: str = fields.text()
    score: float | None = None
    warnings: tuple[str, ...] = Field(default=(), sa_type=Strings)
    confidence: float | None = None
    doubts: str = fields.text()
    words: str = fields.text()
    made_at: datetime = Field(sa_type=UTCDateTime)


class EditingLock(Base, table=True):
    """Who has a document open; `process` tells a process from a later one with the same number."""

    document_id: int = fields.owner("document", primary_key=True)
    token: str
    pid: int
    process: str
    host: str
    user: str
    since: datetime = Field(sa_type=UTCDateTime)
    seen: datetime = Field(sa_type=UTCDateTime)


class DismissedProposal(Base, table=True):
    """A likely scanning error of a document that a person has said is none."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    document_id: int = fields.owner(
        "document", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    found: str = Field(sa_type=Text, primary_key=True)
    wanted: str = Field(sa_type=Text, primary_key=True)
    context: str = Field(sa_type=Text, primary_key=True)


class Setting(Base, table=True):
    """What the database remembers about itself."""

    key: str = Field(primary_key=True)
    value: str = fields.text()


def table(model: type[SQLModel]) -> Table:
    """Return the table behind a class, for statements that go by columns."""
    return cast(Table, model.__table__)  # type: ignore[attr-defined]
