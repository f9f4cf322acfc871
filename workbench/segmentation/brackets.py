"""Which bracket and which quotation mark closes which, and what stands protected between them.

Straight quotes (`"`), which scanned Chinese is full of, have no direction of their own: they get
one from their neighbours where these leave no doubt, else they take turns. Marks without a partner
enclose nothing, so a lost bracket does no harm beyond itself. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from workbench.text.codepoints import CLOSERS, OPENERS, is_han

_QUOTES = frozenset('“‘「『〝"')
_MARK = re.compile(f"[{re.escape(OPENERS + CLOSERS)}\"']")
_OPENER_OF = dict(zip(CLOSERS, OPENERS + "〝", strict=True))
_AFTER_CLOSING = frozenset("，。、；：？！,;:）)》”」")
_TOPIC = re.compile(r"(?<![A-Za-z0-9])[#＃][^#＃\s][^#＃\n]{0,60}[#＃]")
_DEPTH = 16  # a closer looks for its opener among so many, which keeps nonsense linear
_FAR = 200  # characters: a bracket around more protects nothing, its partner was found by chance
_SHORT_QUOTE = 60  # characters: a quotation up to here is a part of its sentence, even at its end
_SPEECH = re.compile(r"(?:[说說道问問]|表示|指出|[强強][调調])$")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A pair of marks: `text[start]` opens, `text[end - 1]` closes."""

    start: int
    end: int
    is_quote: bool


class Brackets:
    """The matched and directed marks of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closing: set[int] = set()
        pairs = list(self._pair(self._directed()))
        self._ends = {pair.start: pair.end for pair in pairs}
        self._openers = {pair.end - 1: pair.start for pair in pairs}
        topics = (Enclosure(*match.span(), is_quote=False) for match in _TOPIC.finditer(text))
        self._protected = _outermost(chain(filter(self._protects, pairs), topics))
        self._starts = [pair.start for pair in self._protected]

    def closes(self, index: int) -> bool:
        """Return whether the character there is a closing mark."""
        return index in self._closing

    def end_of(self, index: int) -> int | None:
        """Return where the pair ends that opens there, if one does."""
        return self._ends.get(index)

    def opener_of(self, index: int) -> int | None:
        """Return where the pair begins that closes there, if one does."""
        return self._openers.get(index)

    def protecting(self, index: int) -> Enclosure | None:
        """Return the outermost enclosure around the place in which no sentence ends, if any."""
        at = bisect_right(self._starts, index) - 1
        return self._protected[at] if at >= 0 and index < self._protected[at].end else None

    def _directed(self) -> Iterator[tuple[int, str, bool]]:
        """Yield each mark's place, the mark, and whether it opens."""
        text, is_open = self._text, False
        for match in _MARK.finditer(text):
            index, mark = match.start(), match.group()
            opens = mark in OPENERS
            if mark in "’'" and _is_apostrophe(text, index, mark):
                continue
            if mark == '"':
                opens = is_open = _opens(text, index, is_open=is_open)
            if not opens:
                self._closing.add(index)
            yield index, mark, opens

    @staticmethod
    def _pair(marks: Iterable[tuple[int, str, bool]]) -> Iterator[Enclosure]:
        """Yield the pairs in the order of their closing marks."""
        waiting: list[tuple[str, int]] = []
        for index, mark, opens in marks:
            if opens:
                waiting.append((mark, index))
                continue
            wanted = _OPENER_OF.get(mark, mark)
            for depth in range(1, min(_DEPTH, len(waiting)) + 1):
                if waiting[-depth][0] == wanted:
                    start = waiting[-depth][1]
                    del waiting[-depth:]
                    yield Enclosure(start, index + 1, wanted in _QUOTES)
                    break

    def _protects(self, pair: Enclosure) -> bool:
        """Return whether no sentence ends in it: a bracket, or a quotation inside its sentence."""
        length = pair.end - pair.start
        if length > _FAR or not pair.is_quote:
            return length <= _FAR
        text = self._text
        before, after = text[max(0, pair.start - 2) : pair.start], text[pair.end : pair.end + 1]
        if not before or not (is_han(before[-1]) or before[-1].isalnum()) or _SPEECH.search(before):
            return False
        return length <= _SHORT_QUOTE or after.isalnum()


def _outermost(pairs: Iterable[Enclosure]) -> list[Enclosure]:
    """Return the pairs that lie in no other one, by their start."""
    outer: list[Enclosure] = []
    for pair in sorted(pairs, key=lambda p: p.start):
        if not outer or pair.start >= outer[-1].end:
            outer.append(pair)
    return outer


def _is_apostrophe(text: str, index: int, mark: str) -> bool:
    """Return whether the mark stands inside a Latin word (it’s), or opens, which `'` may."""
    after = text[index + 1 : index + 2]
    if mark == "'":
        return after.isalnum()
    return after.isascii() and after.isalnum() and text[index - 1 : index].isascii()


def _opens(text: str, index: int, *, is_open: bool) -> bool:
    """Return whether the straight quote opens, given whether one is open before it."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if not before or before in "：:（(《":
        return True
    if not after or after in _AFTER_CLOSING:
        return False
    if not is_open and before.isspace() != after.isspace():
        return before.isspace()
    return not is_open
