"""What the rest of the workbench may expect of an engine, whatever runs inside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.core.draft import Draft, EngineInfo


class Engine(Protocol):
    """Translates sources; safe to call from several threads."""

    @property
    def info(self) -> EngineInfo:
        """Name, label and fingerprint; known before anything heavy is loaded."""
        ...

    def translate(self, sources: Sequence[str]) -> list[Draft]:
        """One draft for each of ``sources``, in their order.

        Raises:
            EngineError: the model cannot be loaded or fails.
        """
        ...
