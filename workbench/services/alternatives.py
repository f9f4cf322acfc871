"""Other words and other targets, as the model has them; nothing is stored here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.engines.base import Interactive

if TYPE_CHECKING:
    from workbench.engines.base import Engine
    from workbench.engines.interactive.alternatives import Alternative


def for_word(engine: Engine, source: str, target: str, at: int) -> tuple[Alternative, ...]:
    """Return targets that have another word at offset `at` of `target`; slow.

    Raises:
        EngineError: the model cannot be loaded, or failed.
    """
    if not isinstance(engine, Interactive):
        return ()
    from workbench.engines.interactive import alternatives

    return alternatives.for_word(engine.loaded(), source, target, at)


def for_segment(engine: Engine, source: str, target: str) -> tuple[Alternative, ...]:
    """Return other targets for `source`, best first; slow.

    Raises:
        EngineError: the model cannot be loaded, or failed.
    """
    if not isinstance(engine, Interactive):
        return ()
    from workbench.engines.interactive import alternatives

    return alternatives.for_segment(engine.loaded(), source, target)
