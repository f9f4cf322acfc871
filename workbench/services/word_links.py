"""Which source words the words of a target render, by the model and the word table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.engines.base import Interactive

if TYPE_CHECKING:
    from workbench.engines.base import Engine
    from workbench.engines.interactive.word_alignment import Link


def links(engine: Engine, source: str, target: str) -> tuple[Link, ...]:
    """Return the links between the words of a pair, in the order of the target; slow.

    Raises:
        EngineError: the model cannot be loaded, or failed.
    """
    if not isinstance(engine, Interactive):
        return ()
    from workbench.alignment.lexicon import word_table
    from workbench.engines.interactive.word_alignment import align

    return align(engine.loaded(), source, target, word_table())
