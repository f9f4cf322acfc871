"""Whether a database server is set up so that it keeps what it acknowledged, for the doctor."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from workbench.storage import dialect
from workbench.storage.database import Transaction

_SETTINGS: Final = ("fsync", "full_page_writes", "synchronous_commit")


@dataclass(frozen=True, slots=True)
class ServerHealth:
    """How a server is.

    Attributes:
        version: the program and its version, without where it was built.
        milliseconds: from asking to the answer.
        unsafe: the settings that are off, though a power cut then loses acknowledged changes.
    """

    version: str
    milliseconds: float
    unsafe: tuple[str, ...]


def examine(session: Transaction) -> ServerHealth:
    """Ask the server that a transaction is on."""
    version = str(dialect.fetch(session, "SELECT version()")[0][0])
    started = time.perf_counter()
    dialect.fetch(session, "SELECT 1")
    taken = 1000 * (time.perf_counter() - started)
    shown = (str(dialect.fetch(session, f"SHOW {name}")[0][0]) for name in _SETTINGS)
    unsafe = tuple(name for name, value in zip(_SETTINGS, shown, strict=True) if value == "off")
    return ServerHealth(" ".join(version.split()[:2]), taken, unsafe)
