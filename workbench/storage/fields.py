"""The kinds of columns that several tables have; what each returns is a field of `sqlmodel`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, true
from sqlmodel import Field


def text() -> Any:
    """Return a text of any length, empty if nothing is said."""
    return Field(default="", sa_type=Text)


def told() -> Any:
    """Return a text that rows written by an older version are without."""
    return Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


def first_memory() -> Any:
    """Return the number of a memory; rows written by an older version belong to the first."""
    return Field(default=1, sa_column_kwargs={"server_default": "1"})


def yes() -> Any:
    """Return a switch that is on, also in rows written by an older version."""
    return Field(default=True, sa_column_kwargs={"server_default": true()})


def owner(table: str, **options: Any) -> Any:
    """Return a column that points to a row without which this row makes no sense."""
    return Field(foreign_key=f"{table}.id", ondelete="CASCADE", **options)
