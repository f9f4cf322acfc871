"""Formats with markup, articles, paragraphs that come and go, files kept in pieces.

Documents that are there were plain text, cleaned up by every step but the one of punctuation. Their
paragraphs lie in the file in the order in which they stand, so that the place of each is its
position.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_CLEANING = '["breaks", "kinds", "lines", "noise", "sections", "spaces", "splits"]'
_KEPT = "id, document_id, position, start, kind, text, original, line, notes"


def upgrade() -> None:
    """Change the tables of documents, paragraphs and files; add the one of dismissed proposals."""
    _documents()
    _paragraphs()
    _files()
    _proposals()


def _documents() -> None:
    """Add what is told of a document; SQLite wants a default for rows that are there."""
    op.add_column(
        "document", sa.Column("format", sa.String(), nullable=False, server_default="text")
    )
    op.add_column(
        "document", sa.Column("cleaning", sa.Text(), nullable=False, server_default=_CLEANING)
    )
    op.add_column("document", sa.Column("article", sa.Integer(), nullable=True))


def _paragraphs() -> None:
    """Build the table anew: its ids are never used twice from now on.

    PostgreSQL never did that, and there the table is always empty at this point.
    """
    if op.get_bind().dialect.name == "postgresql":
        op.add_column("paragraph", sa.Column("codes", sa.Text(), nullable=False))
        for name in ("place", "section"):
            op.add_column("paragraph", sa.Column(name, sa.Integer(), nullable=False))
        return
    op.create_table(
        "paragraph_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_paragraph_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_paragraph"),
        sa.UniqueConstraint("document_id", "position", name="uq_paragraph_document_id_position"),
        sqlite_autoincrement=True,
    )
    op.execute(
        f"INSERT INTO paragraph_new ({_KEPT}, codes, place, section) "  # noqa: S608 (constants)
        f"SELECT {_KEPT}, '', position, 0 FROM paragraph"
    )
    op.drop_table("paragraph")
    op.rename_table("paragraph_new", "paragraph")


def _files() -> None:
    """Keep each file once, in pieces, whichever documents were made of it."""
    op.create_table(
        "sourcepart",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "part", name="pk_sourcepart"),
    )
    op.execute(
        "INSERT INTO sourcepart (digest, part, size, data) "
        "SELECT document.digest, 0, size, data "
        "FROM sourcefile JOIN document ON document.id = document_id "
        "WHERE document_id IN (SELECT min(id) FROM document GROUP BY digest)"
    )
    op.drop_table("sourcefile")


def _proposals() -> None:
    op.create_table(
        "dismissedproposal",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_dismissedproposal_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "document_id", "found", "wanted", "context", name="pk_dismissedproposal"
        ),
        sqlite_with_rowid=False,
    )
