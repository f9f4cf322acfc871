"""Text folded as matching folds it, with the way back to the text as it stands.

A match key drops spaces and joins runs of dots, which is right for comparing and wrong for showing
where a word stands. What is folded here keeps every character's place. It goes by clusters (a
character with the marks that Unicode composes it with), so that what it gives is what folding the
whole text gives: `e` and an accent are `é`, and `ｶﾞ` is `ガ`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workbench.text.normalise import folded

# Characters that Unicode composes with the one before them although they are no combining marks
# (class 0): Indic and Balinese vowel signs, and the vowels and finals of Hangul (section 3.12).
_COMPOSING: Final = frozenset(
    (
        *(0x9BE, 0x9D7, 0xB3E, 0xB56, 0xB57, 0xBBE, 0xBD7, 0xCC2, 0xCD5, 0xCD6, 0xD3E, 0xD57),
        *(0xDCF, 0xDDF, 0x102E, 0x1B35, 0x11127, 0x1133E, 0x11357, 0x114B0, 0x114BA, 0x114BD),
        *(0x115AF, 0x11930),
        *range(0x1161, 0x1176),
        *range(0x11A8, 0x11C3),
    )
)

_REMEMBERED: Final = 16_384
"""More characters than a person's memories hold, most likely."""

_SEVERAL: Final = "\uffff"  # in the place of what folding one by one does not tell


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where it came from.

    Attributes:
        text: what comparing sees.
        starts, ends: for each of its characters, the span of the text that it came from; none
            where each character came from the one in its place.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text that a non-empty span of the folded text came from."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold width, script, case and the usual marks; spaces and dots stay as many as they are."""
    plain = folded(text) if text.isascii() else text.translate(_ONE_BY_ONE)
    if _SEVERAL not in plain:
        return Folded(plain)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and composes(text[end]):
            end += 1
        part = fold_cluster(text[start:end])
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))
        start = end
    return Folded("".join(parts), tuple(starts), tuple(ends))


@lru_cache(maxsize=_REMEMBERED)
def composes(character: str) -> bool:
    """Return whether a character may become one with the character before it."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.combining(first) != 0 or ord(first) in _COMPOSING


@lru_cache(maxsize=_REMEMBERED)
def fold_cluster(cluster: str) -> str:
    """Return what a character becomes, or several of which the others compose with the first."""
    return folded(cluster)


class _OneByOne(dict[int, str]):
    """For `str.translate`: what a character becomes if that is one, whatever stands beside it."""

    def __missing__(self, code: int) -> str:
        plain = fold_cluster(chr(code))
        found = plain if len(plain) == 1 and not composes(chr(code)) else _SEVERAL
        if len(self) < _REMEMBERED:
            self[code] = found
        return found


_ONE_BY_ONE: Final = _OneByOne()
