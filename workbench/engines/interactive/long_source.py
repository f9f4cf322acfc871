"""Find the part of a long source that a translator has reached.

A source that is too long for a model is completed sentence by sentence. Which one has been reached
is told by counting the sentences of the target; promises: where that cannot tell, nothing is
guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.engines.interactive.typed import is_ended
from workbench.segmentation import chinese, english

if TYPE_CHECKING:
    from workbench.engines.marian import MarianEngine

_LETTERS: Final = 6
"""Letters of English that a Chinese character becomes at most; a whole translation has some 3.5."""


def part_reached(engine: MarianEngine, source: str, typed: str) -> tuple[str, str] | None:
    """Return the part of `source` that is being translated, and what is typed of it.

    Args:
        engine: whose model takes so much and no more.
        source: prepared for the model.
        typed: the target so far, without placeholders.

    Returns:
        A part and the end of `typed`, or None where they cannot be told for sure.
    """
    if engine.fits(source):
        return source, typed
    begun = list(english.sentences(typed))
    if not begun or (typed[-1:].isspace() and is_ended(begun[-1])):
        begun.append("")  # the next sentence is not begun
    sentences = chinese.sentences(source)
    if len(begun) > len(sentences):
        return None
    part, last = sentences[len(begun) - 1], begun[-1]
    if not engine.fits(part) or len(last) > _LETTERS * len(part):
        return None
    return part, typed[typed.rindex(last) :] if last else ""
