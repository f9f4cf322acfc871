"""Copies of the database beside it, made before an upgrade."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine


def beside(path: Path) -> tuple[Path, ...]:
    """Return the copies that lie beside a database, oldest first."""
    return tuple(sorted(path.parent.glob(f"{path.stem}.backup-*{path.suffix}")))


def make(engine: Engine, path: Path, label: str) -> Path:
    """Copy the database, as one consistent file, beside itself and return where.

    `VACUUM INTO` copies in one step; SQLite's step-wise backup never ends while another process
    writes. A copy that could not be finished is taken away again.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}.backup-{stamp}-{label}{path.suffix}")
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    try:
        with engine.connect() as connection:
            # Past SQLAlchemy, which would begin a transaction: VACUUM works outside of one only.
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM INTO ?", (str(part),))
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy
