"""What a number found in a text is, in either language.

A number is compared by value, never by spelling: `7000亿`, `700 billion` and `seven hundred
billion` are the same. Where a text allows more than one reading (15时 is 15 or 3 o'clock, 三倍 is 3
or 2 more), a number keeps all of them: one reading met in the other language is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start, end: its span, in code points of the original text.
        text: the words of that span.
        values: every value that it may be read as; `10%` is 1/10.
        excuses: English words, in lower case, that render it without naming a value (`dozens`).
    """

    start: int
    end: int
    text: str
    values: frozenset[Fraction]
    excuses: frozenset[str] = frozenset()
