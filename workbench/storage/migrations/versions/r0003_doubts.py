"""What is doubtful about drafts, and drafts that obey terms.

Drafts that are there obey none and have no confidence; the segments drafted from them, neither.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEPT = "engine_id, source, text, score, warnings, made_at"


def upgrade() -> None:
    """Change the tables of segments and of drafts."""
    op.add_column("segment", sa.Column("confidence", sa.Float(), nullable=True))
    for name in ("doubts", "weak"):
        op.add_column("segment", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _drafts()


def _drafts() -> None:
    """Build the table anew: SQLite cannot change a primary key where it stands.

    PostgreSQL can, and there the table is always empty at this point.
    """
    if op.get_bind().dialect.name == "postgresql":
        for name in ("terms", "plain", "doubts", "words"):
            op.add_column("draft", sa.Column(name, sa.Text(), nullable=False))
        op.add_column("draft", sa.Column("confidence", sa.Float(), nullable=True))
        op.drop_constraint("pk_draft", "draft")
        op.create_primary_key("pk_draft", "draft", ["engine_id", "source", "terms"])
        return
    op.create_table(
        "draft_new",
        sa.Column("engine_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("doubts", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["engine_id"], ["engine.id"], name="fk_draft_engine_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("engine_id", "source", "terms", name="pk_draft"),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO draft_new ({_KEPT}, terms, plain, doubts, words) "  # noqa: S608 (constants)
        f"SELECT {_KEPT}, '', '', '', '' FROM draft"
    )
    op.drop_table("draft")
    op.rename_table("draft_new", "draft")
