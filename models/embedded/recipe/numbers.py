"""Exchange the numbers that both sides of a pair share.

A small model writes the numbers that it has seen most often. Pairs in which they change from epoch
to epoch teach it to copy them instead, and to count in thousands what Chinese counts in 万 and 亿.
"""

from __future__ import annotations

import random
import re
from decimal import Decimal

from .prepare import Pair

_AMOUNT = re.compile(r"(?<![\d.:,])(\d+)(\.\d+)?(万亿|亿|万)?(?![\d.:,]*\d|年代)")
_COUNTED = {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))
_LARGEST_DAY = 28
"""Two digits up to 31 may be a day of a month: they become one that every month has."""


def exchange(pair: Pair, chance: random.Random) -> Pair:
    """``pair`` with each number that stands once on both sides, in digits, replaced by another.

    The new number has as many digits. What depends on the value stays: 0 and 1, and what the two
    sides write in other ways (words, ordinals such as 21st, times).
    """
    source, target = pair.source, pair.target
    for found in list(_AMOUNT.finditer(pair.source)):
        old, new = found.group(), _another(found, chance)
        for spell in (str, _grouped) if found[3] is None else (_scaled,):
            if _places(source, old) == _places(target, spell(old)) == 1 and not (
                _places(source, new) or _places(target, spell(new))
            ):
                source, target = _put(source, old, new), _put(target, spell(old), spell(new))
                break
    return Pair(pair.kind, source, target)


def _pattern(number: str) -> str:
    return rf"(?<![\d.:,]){re.escape(number)}(?![\d.:,]*\d|[A-Za-z万亿])"


def _places(text: str, number: str) -> int:
    return len(re.findall(_pattern(number), text))


def _put(text: str, old: str, new: str) -> str:
    return re.sub(_pattern(old), new, text)


def _grouped(number: str) -> str:
    """``number`` with a comma between thousands."""
    return f"{Decimal(number):,}"


def _scaled(amount: str) -> str:
    """English news style for an amount in 万 or 亿: ``120,000``, ``3.5 million``."""
    digits = amount.rstrip("万亿")
    value = Decimal(digits) * _COUNTED[amount[len(digits) :]]
    for name, power in _SCALES:
        if value >= 10**power:
            return f"{(value / 10**power).normalize():f} {name}"
    return f"{int(value):,}"


def _another(found: re.Match[str], chance: random.Random) -> str:
    """A number of the same length and use as the one that was ``found``."""
    whole, fraction, counted = found[1], found[2] or "", found[3] or ""
    if whole[0] == "0" or (int(whole) < 2 and not fraction):
        return found.group()
    if fraction:
        fraction = "." + "".join(chance.choice("123456789") for _ in fraction[1:])
    return _whole(whole, chance) + fraction + counted


def _whole(whole: str, chance: random.Random) -> str:
    value, length = int(whole), len(whole)
    if length == 1:
        return str(chance.randint(2, 9))
    if length == 2 and value <= 31:
        return str(chance.randint(10, _LARGEST_DAY))
    if length == 4 and 1900 <= value <= 2099:
        return str(chance.randint(1900, 2059))
    return str(chance.randint(10 ** (length - 1), 10**length - 1))
