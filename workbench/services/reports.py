"""What services report of files that they took in."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.exchange.skipped import Skipped


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the units or terms of a file."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
