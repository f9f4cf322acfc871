"""A number written as another one was: 3.5亿 as `350 million` where 1.2亿 was `120 million`.

Promises: pure; what is written reads as the wanted value, or nothing is written: a style that is
not understood, a number that does not fit it, and a change between one and many give None.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final


def _words(text: str) -> list[str]:
    return text.split()


_UNITS: Final = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS: Final = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_LARGER: Final = _UNITS[:20] + [
    f"{tens}-{unit}" if unit != "zero" else tens for tens in _TENS for unit in _UNITS[:10]
]
_ORDINALS: Final = _words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
_MONTHS: Final = _words(
    "January February March April May June July August September October November December"
)
_ROMAN_ONES: Final = ("", *_words("I II III IV V VI VII VIII IX"))
_SCALES: Final = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_DIGITS: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
_SCALED: Final = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<gap>[ -])(?P<scale>thousand|million|billion|trillion)"
)
_DECIMALS: Final = 3
_THOUSAND: Final = 1000
_COMMAS: Final = 10_000  # from here on with a comma even if the old number had none


def in_style(old: str, meant: Fraction, new: Fraction, *, is_name: bool = False) -> str | None:
    """Return `new` written as `old` is; None where that is not certain.

    Args:
        old: a number in an English text, as it stands there.
        meant: the value that `old` stands for in the source; `12` may stand for 12 %.
        new: the value to write instead.
        is_name: whether it names what stands before it, as in `Article 1`: no noun agrees with it.
    """
    if scaled := _SCALED.fullmatch(old):
        literal = Fraction(scaled["digits"].replace(",", "")) * _SCALES[scaled["scale"]]
        return _scaled(scaled, new) if literal == meant else None
    if ordinal := _ORDINAL.fullmatch(old):
        return _ordinal(new) if int(ordinal[1]) == meant else None
    if digits := _DIGITS.fullmatch(old):
        literal = Fraction(old.replace(",", ""))
        wanted = new * literal / meant if meant else None
        return (
            None
            if wanted is None or (_agrees_otherwise(literal, wanted) and not is_name)
            else _digits(digits, wanted)
        )
    if old == roman(meant):
        return roman(new)
    return _word(old, meant, new, is_name=is_name)


def roman(number: Fraction) -> str | None:
    """Return a number from 1 to 39 in Roman numerals, None for any other."""
    if number.denominator != 1 or not 1 <= number < len(_ROMAN_ONES) * 4:
        return None
    tens, ones = divmod(int(number), 10)
    return "X" * tens + _ROMAN_ONES[ones]


def _agrees_otherwise(old: Fraction, new: Fraction) -> bool:
    """Whether the noun after the number would have another form."""
    return (old == 1) != (new == 1)


def _scaled(old: re.Match[str], new: Fraction) -> str | None:
    scales = {old["scale"]: _SCALES[old["scale"]], **_SCALES}
    for name, scale in scales.items():
        if 1 <= new / scale < _THOUSAND:
            digits = _decimal(new / scale)
            return None if digits is None else f"{digits}{old['gap']}{name}"
    return None


def _digits(old: re.Match[str], new: Fraction) -> str | None:
    plain = _decimal(new)
    if plain is None:
        return None
    whole, _, rest = plain.partition(".")
    has_commas = "," in old[1] or len(old[1]) < len("1000")
    wants_commas = has_commas or len(old[1]) < len("10000")  # a longer one without had its reason
    if int(whole) >= (_THOUSAND if has_commas else _COMMAS) and wants_commas:
        whole = f"{int(whole):,}"
    return f"{whole}.{rest}" if rest else whole


def _decimal(value: Fraction) -> str | None:
    """A number in digits, if a few decimals are enough for it."""
    if value < 0 or (value * 10**_DECIMALS).denominator != 1:
        return None
    text = f"{float(value):.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return text if Fraction(text) == value else None


def _ordinal(new: Fraction) -> str | None:
    if new.denominator != 1 or new < 1:
        return None
    number = int(new)
    teens = 11 <= number % 100 <= 13  # noqa: PLR2004 - 11th, 12th, 13th
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _word(old: str, meant: Fraction, new: Fraction, *, is_name: bool) -> str | None:
    """Months, small numbers in words, ordinals in words; with the capital that the old one had."""
    if new.denominator != 1 or meant.denominator != 1:
        return None
    number, lower = int(new), old.lower()
    if old in _MONTHS and _MONTHS.index(old) + 1 == meant:
        return _MONTHS[number - 1] if 1 <= number <= len(_MONTHS) else None
    for words in (_UNITS, _LARGER, _ORDINALS):
        if lower in words and words.index(lower) == meant:
            if words is _UNITS and _agrees_otherwise(meant, new) and not is_name:
                return None
            if not 0 <= number < len(words):
                return (
                    str(number) if words is not _ORDINALS and old == lower and number > 0 else None
                )
            return words[number].capitalize() if old[0].isupper() else words[number]
    return None
