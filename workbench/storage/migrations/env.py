"""Alembic's entry point: runs the revisions on the connection that `storage.schema` hands over.

There is no alembic.ini and no URL here: the only caller has opened the database already and holds
its write lock, and all revisions run in that one transaction.
"""

from __future__ import annotations

from alembic import context

from workbench.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
