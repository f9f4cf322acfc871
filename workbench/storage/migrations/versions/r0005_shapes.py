"""Shapes of the units' sources, which a look-up compares, and their lengths.

The grams of words are in the one index now; the full-text table goes. What the index held is
dropped: opening the database for work builds it anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add two tables, drop one, empty the index; find the steps of a segment without a search."""
    op.create_index("ix_change_segment_id", "change", ["segment_id"])
    op.create_table(
        "shape",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shape"),
    )
    op.create_table(
        "shapelengths",
        sa.Column("chunk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lengths", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chunk", name="pk_shapelengths"),
    )
    op.execute("DELETE FROM posting")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE shapelengths ALTER COLUMN lengths SET STORAGE EXTERNAL")
    else:
        op.execute("DROP TABLE concordance")
