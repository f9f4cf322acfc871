"""Cuts sentences that no engine and no screen can take, at the least bad places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SEMICOLON = re.compile(r"[；;][”’\"」』）)]*")
_PAUSE = re.compile(r"[，,、：:；;]|\s+")


def cut_long(text: str, boundaries: Iterable[int], long: int, very_long: int) -> Iterator[int]:
    """Yield the boundaries, and more of them inside sentences that are too long.

    Args:
        text: one paragraph.
        boundaries: ascending offsets of where sentences begin.
        long: characters from which on a sentence is cut at semicolons.
        very_long: characters from which on it is cut at any pause, or without one.
    """
    start = 0
    for end in (*boundaries, len(text)):
        if end - start > long:
            for inner in _cuts(text, start, end, long, _SEMICOLON):
                yield from _forced(text, start, inner, very_long)
                yield inner
                start = inner
            yield from _forced(text, start, end, very_long)
        if end < len(text):
            yield end
        start = end


def _cuts(text: str, start: int, end: int, most: int, mark: re.Pattern[str]) -> Iterator[int]:
    """Yield places after a mark, few, that leave pieces of at most `most` where possible."""
    last = None
    for match in mark.finditer(text, start, end):
        place = match.end()
        if last is not None and place - start > most:
            yield last
            start = last
        last = place if place < end else last
    if last is not None and last > start and end - start > most:
        yield last


def _forced(text: str, start: int, end: int, most: int) -> Iterator[int]:
    """Yield places that leave no piece longer than `most`, at pauses where there are any."""
    if end - start <= most:
        return
    for pause in (*_cuts(text, start, end, most, _PAUSE), end):
        while pause - start > most:
            start += most
            yield start
        if pause < end:
            yield pause
        start = pause
