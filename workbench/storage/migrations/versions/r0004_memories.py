"""Several memories, what each unit went through, and repetitions that are left alone.

Units and documents that are there belong to the first memory, the user's own.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change the tables of units, documents and segments, and add three."""
    _memories()
    _history()
    for table in ("unit", "document"):
        column = sa.Column("memory_id", sa.Integer(), nullable=False, server_default="1")
        op.add_column(table, column)
    for table in ("document", "segment"):
        column = sa.Column("propagates", sa.Boolean(), nullable=False, server_default=sa.true())
        op.add_column(table, column)
    confirmed = sa.Column("status", sa.String(), nullable=False, server_default="confirmed")
    op.add_column("unit", confirmed)
    for name in ("codes", "properties"):
        op.add_column("unit", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def _memories() -> None:
    memory = op.create_table(
        "memory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("read_only", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("penalty", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_memory"),
        sa.UniqueConstraint("name", name="uq_memory_name"),
        sqlite_autoincrement=True,
    )
    own = {
        "id": 1,
        "name": "default",
        "note": "",
        "read_only": False,
        "priority": 0,
        "penalty": 0,
        "created_at": datetime.now(UTC),
        "created_by": "",
    }
    op.bulk_insert(memory, [own])
    if op.get_bind().dialect.name == "postgresql":  # SQLite sees by itself that the id is taken
        op.execute("SELECT setval(pg_get_serial_sequence('memory', 'id'), 1)")


def _history() -> None:
    op.create_table(
        "unitchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_unitchange"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_unitchange_unit_id", "unitchange", ["unit_id"])
    op.create_index("ix_unitchange_operation_id", "unitchange", ["operation_id"])
    op.create_table(
        "memoryoperation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_memoryoperation"),
        sqlite_autoincrement=True,
    )
