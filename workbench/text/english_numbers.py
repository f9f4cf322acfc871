"""Finds the numbers of an English text, in digits and in words.

The promise is generosity: every reading that a reader might take is kept, because the finding is
used to excuse a translation, never to accuse one. `10 to 20 million` holds 10, 10 million and
20 million; `two decades` 2 and 20; `November` 11; `World War II` 2; `both` 2; `half` 1/2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from workbench.text.number import Number


def _words(text: str) -> list[str]:
    return text.split()


_UNITS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_SMALL = (
    {word: n for n, word in enumerate(_UNITS)}
    | {word: n for n, word in enumerate(_ORDINALS)}
    | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
    | {word[:-1] + "ieth": 20 + 10 * n for n, word in enumerate(_TENS)}
    | {word[:-1] + "ies": 20 + 10 * n for n, word in enumerate(_TENS)}
)
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SCALES |= {word + ending: n for word, n in list(_SCALES.items()) for ending in ("s", "th")}
# Abbreviations count right after digits only: `3bn`, `5 m`.
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_GROUPS = {"dozen": 12, "decade": 10, "century": 100, "centuries": 100, "millennium": 1000}
_GROUPS |= {"dozens": 12, "decades": 10, "millennia": 1000}
_HALVED = _SCALES | _GROUPS | {"hour": 60, "year": 12}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "hundredth": 100, "thousandth": 1000}
_PARTS |= {word: n for n, word in enumerate(_ORDINALS[3:], 3)}
_PARTS |= {word + "s": n for word, n in list(_PARTS.items())}
_ALSO: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(
        ("both", "twice", "double", "doubled", "doubling", "pair", "couple", "dual"), (2,)
    ),
    **dict.fromkeys(("triple", "tripled", "tripling", "thrice", "trilateral", "trio"), (3,)),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrilateral"), (4,)),
    **dict.fromkeys(("once", "single", "sole"), (1,)),
    **dict.fromkeys(("noon", "midday"), (12,)),
    "midnight": (0, 12, 24),
    "biennial": (2,),
    "triennial": (3,),
    "quadrennial": (4,),
    **dict.fromkeys(("no", "none", "nil"), (0,)),
}
_MONTH_NAMES = _words(
    "January February March April May June July August September October November December"
)
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: n for name, n in list(_MONTHS.items())} | {"Sept": 9}
_ROMAN_NAMES = "II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
_ROMAN = {name: n for n, name in enumerate(_words(_ROMAN_NAMES), 2)}
_TOKEN = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)(?:st|nd|rd|th)?(?=\b|_|[A-Za-z])"
    r"|(?P<word>[A-Za-z]+?)(?=['’]s\b|fold\b|\b|\d|_)|(?P<percent>%|‰)"
)
_GAP = re.compile(r"\s*[-‐‑]?\s*")  # what may stand inside one number
_RANGE = re.compile(r"\s*(?:percent|per\s?cent|%)?\s*(?:-|‐|–|—|~|to|and|or)\s*[$€£¥]?\s*")
_FRACTION = re.compile(r"(\d+)/(\d+)")
_PERCENT = {"%", "‰", "percent", "percentage", "pct"}
_HUNDRED = 100
_WIDTHS = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x2044: 0x2F}

_Found = tuple[int, int, set[Fraction]]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a row of digits or a percent sign."""

    start: int
    end: int
    text: str
    is_digits: bool

    @property
    def word(self) -> str:
        return "" if self.is_digits else self.text.lower()


@dataclass(slots=True)
class _Reading:
    """A number while it is read.

    Attributes:
        first, last: its tokens.
        total: what is complete, 1,200,000 in `1.2 million three hundred`.
        current: what a following scale multiplies, 300 there.
        room: a spelled number smaller than this may still be added.
        scale: the last word of scale, 1 while there is none.
        more: other values that it may have.
    """

    first: int
    last: int
    current: Fraction
    room: int
    total: Fraction = Fraction(0)
    scale: int = 1
    percent: bool = False
    more: set[Fraction] = field(default_factory=set)

    @property
    def value(self) -> Fraction:
        return self.total + self.current


def english_numbers(text: str) -> tuple[Number, ...]:
    """Return every number of an English text, with all its readings, in the order of the text."""
    return _english_numbers(text)


@lru_cache(maxsize=4096)
def _english_numbers(text: str) -> tuple[Number, ...]:
    folded = text.translate(_WIDTHS)
    tokens = [
        _Token(m.start(), m.end(), m["digits"] or m["word"] or m["percent"], bool(m["digits"]))
        for m in _TOKEN.finditer(folded)
    ]
    found = [*_counted(tokens, folded), *_named(tokens), *_slashed(folded)]
    spans = sorted(found, key=lambda item: item[:2])
    return tuple(Number(a, b, text[a:b], frozenset(values)) for a, b, values in spans)


def _slashed(text: str) -> Iterator[_Found]:
    """`1/2`; its parts are found as numbers of their own too."""
    for match in _FRACTION.finditer(text):
        if int(match[2]):
            yield match.start(), match.end(), {Fraction(int(match[1]), int(match[2]))}


def _named(tokens: Sequence[_Token]) -> Iterator[_Found]:
    """Words that mean a number without being one: November, II, both, decade, half."""
    for at, token in enumerate(tokens):
        values: set[Fraction] = {Fraction(n) for n in _ALSO.get(token.word, ())}
        if not token.is_digits:
            values |= {Fraction(n[token.text]) for n in (_MONTHS, _ROMAN) if token.text in n}
        if token.word in _PARTS:
            values |= {Fraction(1, _PARTS[token.word]), *_half_a(tokens, at)}
        if token.word in _GROUPS:
            values.add(Fraction(_GROUPS[token.word]))
        if values:
            yield token.start, token.end, values


def _half_a(tokens: Sequence[_Token], at: int) -> Iterator[Fraction]:
    """`half a million`, `a quarter of a century`, `half an hour` (of 60 minutes)."""
    for token in tokens[at + 1 : at + 4]:
        if token.word in _HALVED:
            yield Fraction(_HALVED[token.word], _PARTS[tokens[at].word])
        elif token.word not in {"a", "an", "of"}:
            return


def _counted(tokens: Sequence[_Token], text: str) -> Iterator[_Found]:
    """Numbers in digits or spelled, with their scales, percent signs and fractions."""
    readings: list[_Reading] = []
    at = 0
    while at < len(tokens):
        reading = _begin(tokens[at], at)
        if reading:
            _extend(reading, tokens, text)
            _look_behind(reading, tokens, text)
            readings.append(reading)
            at = reading.last
        at += 1
    for one, two in pairwise(readings):
        if one.scale == 1 and _RANGE.fullmatch(text, tokens[one.last].end, tokens[two.first].start):
            one.more |= {one.value * two.scale} | ({one.value / 100} if two.percent else set())
    for reading in readings:
        span = tokens[reading.first].start, tokens[reading.last].end
        yield *span, {reading.value, *reading.more}


def _begin(token: _Token, at: int) -> _Reading | None:
    if token.is_digits:
        return _Reading(at, at, Fraction(token.text.replace(",", "")), 0)
    if token.word in _SMALL:
        value = _SMALL[token.word]
        return _Reading(at, at, Fraction(value), 10 if token.word in _TENS else 0)
    if token.word in _SCALES:
        reading = _Reading(at, at, Fraction(1), 0)
        _scale(reading, _SCALES[token.word])
        return reading
    return None


def _scale(reading: _Reading, scale: int) -> None:
    reading.scale = reading.room = scale
    if scale == _HUNDRED:
        reading.current = (reading.current or Fraction(1)) * scale
    else:
        reading.total, reading.current = reading.total + reading.current * scale, Fraction(0)


def _extend(reading: _Reading, tokens: Sequence[_Token], text: str) -> None:
    """Take the words that belong to the number: `two` + `hundred and` + `five` + `million`."""
    while reading.last + 1 < len(tokens):
        at = reading.last + 1
        if tokens[at].word == "and" and _and_goes_on(reading, tokens, at):
            at += 1
        last, token = tokens[reading.last], tokens[at]
        if at == reading.last + 1 and not _GAP.fullmatch(text, last.end, token.start):
            return
        small = _SMALL.get(token.word)
        if small is not None and 0 < small < reading.room and not last.is_digits:
            reading.current += small
            reading.room = 10 if token.word in _TENS else 0
        elif token.word in _SCALES and at == reading.last + 1:
            _scale(reading, _SCALES[token.word])
        else:
            return
        reading.last = at


def _and_goes_on(reading: _Reading, tokens: Sequence[_Token], at: int) -> bool:
    """`two hundred and five`, but not `thirty thousand and one hundred thousand`."""
    if at + 1 == len(tokens) or not reading.room:
        return False
    return reading.room <= _HUNDRED or all(t.word not in _SCALES for t in tokens[at + 2 : at + 4])


def _look_behind(reading: _Reading, tokens: Sequence[_Token], text: str) -> None:
    """See what follows a number: a percent sign, a part, a group, `and a half`, `bn`."""
    value = reading.value
    after = tokens[reading.last + 1 : reading.last + 4]
    words = [token.word for token in after] + [""] * 3
    if words[0] == "and":
        reading.more |= {value + Fraction(1, 2)} if words[1:3] == ["a", "half"] else set()
    if re.fullmatch(r"\w+[dn]ths?", tokens[reading.last].word) and value:
        reading.more.add(1 / value)  # `one ten-thousandth`
    if not after or not _GAP.fullmatch(text, tokens[reading.last].end, after[0].start):
        return
    if words[0] in _PERCENT or words[:2] == ["per", "cent"]:
        reading.percent = True
        reading.more.add(value / (1000 if words[0] == "‰" else 100))
    if words[:2] == ["per", "thousand"]:
        reading.more.add(value / 1000)
    if words[0] in _PARTS:
        reading.more.add(value / _PARTS[words[0]])
    if words[0] in _GROUPS:
        reading.more.add(value * _GROUPS[words[0]])
    if words[0] in _SHORT_SCALES and tokens[reading.last].is_digits:
        reading.scale = _SHORT_SCALES[words[0]]
        reading.more.add(value * reading.scale)
