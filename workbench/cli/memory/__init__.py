"""`workbench tm …`: the translation memory. Importing this package makes all its commands known."""

from workbench.cli.memory import (
    checking,
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
    "checking",
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
