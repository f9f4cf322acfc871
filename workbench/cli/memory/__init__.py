"""`workbench tm …`: the translation memory. Importing this package makes all its commands known."""

from workbench.cli.memory import (
    exchange,
    exporting,
    history,
    lint,
    lookup,
    maintenance,
    memories,
    merging,
    penalties,
    searching,
    statistics,
)
from workbench.cli.memory.app import app

__all__ = [
    "app",
    "exchange",
    "exporting",
    "history",
    "lint",
    "lookup",
    "maintenance",
    "memories",
    "merging",
    "penalties",
    "searching",
    "statistics",
]
