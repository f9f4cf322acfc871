"""`workbench tm …`: the translation memory. Importing this package makes all its commands known."""

from workbench.cli.memory import (
    exchange,
    exporting,
    lookup,
    maintenance,
    penalties,
    searching,
    statistics,
)
from workbench.cli.memory.app import app

__all__ = [
    "app",
    "exchange",
    "exporting",
    "lookup",
    "maintenance",
    "penalties",
    "searching",
    "statistics",
]
