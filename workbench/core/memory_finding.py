"""What may be wrong with units of the memories."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.memory import Unit


class FindingCode(StrEnum):
    """What is found in the memories.

    Members:
        DUPLICATE: one pair in one context several times.
        CONTRADICTION: one source with several targets.
        NEAR: sources that are nearly the same, with targets that say it differently.
        EMPTY: a side without a letter or digit.
        SAME: a target that is its source.
        NUMBERS: numbers of the source that the target lacks.
        LENGTH: a target much too short or too long for its source.
        CHINESE: Chinese left in the target.
        CODES: placeholders of inline elements that the sides do not share.
    """

    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    NEAR = "near"
    EMPTY = "empty"
    SAME = "same"
    NUMBERS = "numbers"
    LENGTH = "length"
    CHINESE = "chinese"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class MemoryFinding:
    """Units that somebody should look at.

    Attributes:
        code: what was found.
        message: what it is, in a person's words.
        units: the units concerned; of many only the first.
    """

    code: FindingCode
    message: str
    units: tuple[Unit, ...]
