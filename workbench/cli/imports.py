"""How the commands that import tell what became of a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.cli.output import say
from workbench.cli.session import findings

if TYPE_CHECKING:
    from workbench.services.reports import ImportReport

_SHOWN: Final = 20
"""Skipped entries that are named on a terminal; a log gets all of them."""


_LARGE: Final = 1 << 20
"""Bytes from which on a progress bar is worth its flicker."""


def is_large(path: Path) -> bool:
    """Return whether importing a file takes so long that a person wants to see how far it is."""
    return path.is_file() and path.stat().st_size >= _LARGE


def show_import(report: ImportReport, file: Path) -> None:
    """Say what was skipped and what was taken; exit code 1 if anything was skipped."""
    shown = report.skipped[:_SHOWN] if sys.stderr.isatty() else report.skipped
    for skipped in shown:
        place = f"{file}, line {skipped.line}" if skipped.line else str(file)
        say(f"{place}: skipped {skipped.item}: {skipped.reason}")
    if hidden := len(report.skipped) - len(shown):
        say(f"… and {hidden:,} more; add `2> skipped.log` to keep them all.")
    say(
        f"{file.name}: {report.added} added, {report.updated} updated, "
        f"{report.unchanged} unchanged, {len(report.skipped)} skipped."
    )
    findings(len(report.skipped))
