"""What is doubtful about a machine's draft: words it was unsure of, and reasons to look closely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Span = tuple[int, int]
"""Where something stands in a text: start and end, in code points."""


WEAK: Final = 0.3
"""Words with a lower probability are shown as weak."""


class DoubtKind(StrEnum):
    """What may be wrong with a draft; the values are stored, so they stay."""

    LOOP = "loop"
    OMISSION = "omission"
    TERM = "term"
    NUMBER = "number"
    CHINESE = "chinese"
    SHORT = "short"
    LONG = "long"
    PLACEHOLDER = "placeholder"
    CUT = "cut"
    UNKNOWN = "unknown"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look closely at a draft.

    Attributes:
        kind: what may be wrong.
        message: one sentence for a person.
    """

    kind: DoubtKind
    message: str


@dataclass(frozen=True, slots=True)
class WordScore:
    """A word of a draft and how sure the engine was of it.

    Attributes:
        start, end: where it stands in the draft's text, in code points.
        probability: 0–1, the geometric mean over its pieces.
    """

    start: int
    end: int
    probability: float


def weak_spans(words: Iterable[WordScore]) -> tuple[Span, ...]:
    """Return where the words stand that the engine was unsure of."""
    return tuple((word.start, word.end) for word in words if word.probability < WEAK)


def decimal(probability: float) -> str:
    """Return a probability as shown: `.82`, and `1.0` for one."""
    text = f"{min(probability, 1.0):.2f}"
    return "1.0" if text == "1.00" else text.removeprefix("0")
