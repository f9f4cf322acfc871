"""Half-width punctuation in Chinese text → the Chinese marks, on request.

Every mark is replaced by one other and nothing else changes, so that places stay what they are.
A mark is Chinese by the letters nearest to it, marks and spaces left out: one of them must be a
Chinese character, and a mark between two digits (12:30, 1,200) or two Latin letters stays. Straight
quotes open and close in turn; where their number is odd one is missing, and they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.text.codepoints import HAN_CLASS, has_han

_FULL = dict(zip(",;:?!", "，；：？！", strict=True))
_HALF = re.compile("[,;:?!\"']")
_HAN = re.compile(f"[{HAN_CLASS}]")
_BETWEEN = r"[\s\"'“”‘’()（）《》〈〉「」『』【】…—,;:?!，；：？！。、]*"
_BEFORE = re.compile(rf"([^\W_]){_BETWEEN}\Z")
_AFTER = re.compile(rf"{_BETWEEN}([^\W_])")
_REACH = 12  # characters in which the nearest letter is looked for


def chinese_marks(text: str) -> str:
    """Return a paragraph of Chinese with Chinese punctuation; `text` itself where there is none."""
    if _HALF.search(text) is None or not has_han(text):
        return text
    marks = dict(_widened(text))
    marks.update(_curled(text, '"', "“”"))
    marks.update(_curled(text, "'", "‘’"))
    return "".join([marks.get(at, ch) for at, ch in enumerate(text)]) if marks else text


def _widened(text: str) -> Iterator[tuple[int, str]]:
    """Yield the places of half-width marks in Chinese text, with what stands for them."""
    for found in _HALF.finditer(text):
        at = found.start()
        if found.group() in _FULL and _is_chinese(text, at, at + 1):
            yield at, _FULL[found.group()]


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Return whether one of the letters around is a Chinese character."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    after = _AFTER.match(text, end, end + _REACH)
    return any(found is not None and _HAN.match(found.group(1)) for found in (before, after))


def _curled(text: str, straight: str, curly: str) -> Iterator[tuple[int, str]]:
    """Yield the places of straight quotes around or inside Chinese text, with the curly ones."""
    places = [at for at, ch in enumerate(text) if ch == straight and not _is_apostrophe(text, at)]
    if len(places) % 2:
        return
    for opens, closes in zip(places[::2], places[1::2], strict=True):
        inside = _HAN.search(text, opens, closes) is not None
        if inside or _is_chinese(text, opens, closes + 1):
            yield opens, curly[0]
            yield closes, curly[1]


def _is_apostrophe(text: str, at: int) -> bool:
    """Return whether the mark stands inside a Latin word, after a number or a plural."""
    before = text[at - 1 : at]
    return text[at] == "'" and before.isascii() and before.isalnum()
