"""Compares the numbers of a Chinese source with those of its English target, by value.

7000亿元 is met by `700 billion yuan`, 近一成 by `nearly 10 percent`, 11月 by `November`. The source
is read strictly (only clear numbers must be carried over) and the target generously (any reading
excuses), so that an alarm is worth a look.
"""

from __future__ import annotations

import re

from workbench.text.chinese_numbers import chinese_numbers
from workbench.text.english_numbers import english_numbers
from workbench.text.number import Number

_WORD = re.compile(r"[a-z]+")
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)}


def source_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a Chinese text that a translation has to carry over."""
    return chinese_numbers(text)


def target_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of an English text, each with every reading that it allows."""
    return english_numbers(text)


def missing_numbers(source: str, target: str) -> tuple[Number, ...]:
    """Return the source's numbers that the target does not have in any reading.

    Args:
        source: Chinese.
        target: English.

    Returns:
        Numbers with spans in the source; each is named as often as the source has it.
    """
    wanted = source_numbers(source)
    if not wanted:
        return ()
    held = {value for number in target_numbers(target) for value in number.values}
    folded = target.translate(_FULL_WIDTH).lower()
    words = set(_WORD.findall(folded))
    return tuple(
        number
        for number in wanted
        if not (number.values & held or number.excuses & words or _stands_in(number, folded))
    )


def _stands_in(number: Number, folded: str) -> bool:
    """Whether the number stands in the target as it is in the source: a code, a version, an id."""
    literal = number.text.translate(_FULL_WIDTH).lower()
    if not literal[0].isascii():
        return False
    return re.search(rf"(?<!\d){re.escape(literal)}(?!\d)", folded) is not None
