"""Chinese text as numbers, for the character model: folded, and knowing where it came from.

The model must not care how a text is typed: widths, scripts, digits and white space are folded
away. What is left is a row of characters, each with the place in the text where it stands, so that
whatever is found can be shown where it is.

- White space and placeholders (`{1}`) are left out; a run of digits or of Latin letters is one.
- Marks in half width are their Chinese twins; straight quotation marks open and close by turns.
- Traditional characters are their simplified ones, and are marked as `altered`.
- Between texts stand two edges, so that nothing is ever read across them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from workbench.text.placeholders import PLACEHOLDER
from workbench.text.variants import SIMPLIFIED

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_BLANK: Final = np.array(
    [*range(9, 14), 0x20, 0xA0, 0x3000, *range(0x200B, 0x2010), 0x2060, 0xFEFF], dtype=np.uint32
)
UNKNOWN: Final = 0
EDGE: Final = 1
DIGITS: Final = "0"
LETTERS: Final = "A"
_HALF, _FULL = ",;:?!()", "，；：？！（）"
_BASIC: Final = 0x10000
_HAN: Final = (0x3400, 0xFAFF)


def _table(alphabet: str) -> Ints:
    """Return the number of each code point of the basic plane, folded."""
    table = np.zeros(_BASIC, dtype=np.int64)
    table[[ord(ch) for ch in alphabet]] = np.arange(len(alphabet)) + EDGE + 1
    number = {ch: EDGE + 1 + place for place, ch in enumerate(alphabet)}
    for first, last, ch in (("0", "9", DIGITS), ("A", "Z", LETTERS), ("a", "z", LETTERS)):
        table[ord(first) : ord(last) + 1] = number.get(ch, UNKNOWN)
    for code in range(0xC0, 0x250):
        table[code] = number.get(LETTERS, UNKNOWN)
    for half, full in zip(_HALF, _FULL, strict=True):
        table[ord(half)] = number.get(full, UNKNOWN)
    for code in range(0x21, 0x7F):
        if not table[code + 0xFEE0]:
            table[code + 0xFEE0] = table[code]
    for traditional, simplified in SIMPLIFIED.items():
        if len(traditional) == 1 and ord(traditional) < _BASIC and simplified in number:
            table[ord(traditional)] = table[ord(traditional)] or number[simplified]
    return table


@dataclass(frozen=True, slots=True)
class CharacterText:
    """Texts as one row of numbers.

    Attributes:
        numbers: the characters, `UNKNOWN` for what the alphabet has not; edges between the texts.
        offsets: where each stands in its text, in code points; −1 for an edge.
        texts: which text each belongs to, by 0-based rank.
        single: which of them are one character of the text, not a run.
        altered: which of them are traditional characters, known by their simplified ones.
    """

    numbers: Ints
    offsets: Ints
    texts: Ints
    single: Flags
    altered: Flags


class Alphabet:
    """The characters that the model knows, in an order that never changes.

    Args:
        characters: the characters, each once; number 2 is the first.
    """

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self._table = _table(characters)
        self._own = np.zeros(_BASIC, dtype=np.bool_)
        self._own[[ord(ch) for ch in characters]] = True
        self._quotes = self.number("“"), self.number("”")
        self._runs = (self.number(DIGITS), self.number(LETTERS))

    def __len__(self) -> int:
        return len(self.characters) + EDGE + 1

    def number(self, character: str) -> int:
        """Return the number of a character, `UNKNOWN` if the alphabet has it not."""
        return int(self._table[ord(character)]) if ord(character) < _BASIC else UNKNOWN

    def numbers(self, characters: Iterable[str]) -> Ints:
        """Return the numbers of characters, one for each."""
        return self._fold(_codes("".join(characters)))

    def _fold(self, codes: npt.NDArray[np.uint32]) -> Ints:
        basic = np.minimum(codes, _BASIC - 1)
        return np.where(codes < _BASIC, self._table[basic], UNKNOWN)

    def character(self, number: int) -> str:
        """Return the character of a number; empty for `UNKNOWN` and `EDGE`."""
        return self.characters[number - EDGE - 1] if number > EDGE else ""

    def read(self, texts: Sequence[str]) -> CharacterText:
        """Return the texts as numbers, with two edges before each and after the last."""
        joined = "".join(f"\0\0{text}" for text in texts) + "\0\0"
        codes = _codes(joined)
        lengths = np.array([len(text) + 2 for text in texts] + [2], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        which = np.repeat(np.arange(len(lengths)), lengths)
        places = np.arange(len(codes)) - starts[which] - 2
        numbers = self._fold(codes)
        numbers[places < 0] = EDGE
        self._turn_quotes(codes, which, numbers)
        kept = ~_left_out(joined, codes, places)
        single = self._merge_runs(numbers, kept)
        altered = (
            ~self._own[np.minimum(codes, _BASIC - 1)]
            & (numbers > EDGE)
            & (codes >= _HAN[0])
            & (codes <= _HAN[1])
        )
        places[places < 0] = -1
        return CharacterText(numbers[kept], places[kept], which[kept], single[kept], altered[kept])

    def _turn_quotes(self, codes: npt.NDArray[np.uint32], which: Ints, numbers: Ints) -> None:
        """Let straight quotation marks open and close by turns within each text."""
        straight = np.flatnonzero(codes == ord('"'))
        if not len(straight):
            return
        of_text = which[straight]
        first = np.searchsorted(of_text, of_text, side="left")
        rank = np.arange(len(straight)) - first
        numbers[straight] = np.where(rank % 2 == 0, self._quotes[0], self._quotes[1])

    def _merge_runs(self, numbers: Ints, kept: Flags) -> Flags:
        """Keep only the first of a run of digits or letters; return what is no run."""
        single = np.ones(len(numbers), dtype=np.bool_)
        for number in self._runs:
            same = numbers == number
            again = np.zeros_like(same)
            again[1:] = same[1:] & same[:-1]
            kept &= ~again
            single[:-1] &= ~(same[:-1] & again[1:])
        return single


def _codes(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _left_out(joined: str, codes: npt.NDArray[np.uint32], places: Ints) -> Flags:
    """Return what is white space, an invisible character or part of a placeholder."""
    out = np.isin(codes, _BLANK) & (places >= 0)
    if "{" in joined:
        for found in PLACEHOLDER.finditer(joined):
            out[found.start() : found.end()] = True
    return out
