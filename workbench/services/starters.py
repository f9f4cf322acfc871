"""The glossaries that ship with the workbench: imported once, and never again.

A name that was imported is remembered, so that terms which the user removed stay removed.
"""

from __future__ import annotations

from workbench.services.workspace import Workspace


def take_in(ws: Workspace) -> None:
    """Import the shipped glossaries that this database has never seen."""
