"""What somebody has typed of a target, cut where a model can take over.

Promises: pure; the words before the last white space are settled, what comes after it may be half
a word; placeholders, which no model knows, are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workbench.text.placeholders import without

_ENDED: Final = re.compile(r"[.!?…][\"'”’)\]}»]*\Z")


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed text as the model is to see it.

    Attributes:
        settled: the words that are complete, on one line.
        letters: a space and the beginning of the next word; only the space where none is begun.
        is_at_space: whether the next word is not begun.
    """

    settled: str
    letters: str
    is_at_space: bool


def typed_words(text: str) -> Typed:
    """Return a typed text, cut before the word at its end."""
    words = without(text)
    is_at_space = not words or words[-1].isspace()
    parts = words.split()
    last = "" if is_at_space else parts.pop()
    return Typed(" ".join(parts), f" {last}", is_at_space)


def is_ended(text: str) -> bool:
    """Return whether a text ends as sentences do, with no space after it."""
    return _ENDED.search(text) is not None
