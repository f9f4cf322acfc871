"""What the rest of the workbench may expect of an engine, whatever runs inside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workbench.core.doubt import WordScore
from workbench.core.draft import Draft, EngineInfo

if TYPE_CHECKING:
    from workbench.engines.marian import MarianEngine


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


@runtime_checkable
class Weigher(Protocol):
    """An engine that can also say how sure it is of each word of a target."""

    def weigh(self, sources: Sequence[str], targets: Sequence[str]) -> list[tuple[WordScore, ...]]:
        """For each pair the words of the target, in order; none where they cannot be weighed.

        Raises:
            EngineError: the model cannot be loaded or fails.
        """
        ...


@runtime_checkable
class Interactive(Protocol):
    """An engine with a Marian model inside, which can do more than translate."""

    def loaded(self) -> MarianEngine:
        """The model, which is waited for.

        Raises:
            EngineError: the model cannot be loaded.
        """
        ...
