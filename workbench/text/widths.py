"""Terminal cells: how wide a text is, and where it breaks into rows.

Promises: widths agree with those that Rich and Textual use to place text, character by character;
rows carry offsets into the original string, so that a highlight lands on its characters; no row of
Chinese starts with a closing mark or ends with an opening one (GB/T 15834 and W3C "Requirements for
Chinese Text Layout", section 3.1.2), unless the row is too narrow for any other break; English
breaks at spaces, after hyphens and dashes; every row fits its width, but for the white space that
hangs at its end and for a width below two cells.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from workbench.text.cell_ranges import WIDE, ZERO

_DOUBLE = 2

_NO_START = frozenset(
    "，。、；：？！）］｝】〕〉》」』〗〙〛”’…—～·・％‰℃％ー々〻ヽヾ〟｠»›,.;:?!)]}%"
)
"""Characters that may not begin a row."""

_NO_END = frozenset("（［｛【〔〈《「『〖〘〚“‘〝｟«‹([{$¥￥£€＃№")
"""Characters that may not end a row."""

_BREAK_AFTER = frozenset("-‐–—/")
"""Narrow characters after which a word may be broken, between letters."""


def _ranges(table: str) -> list[tuple[int, int]]:
    pairs = (entry.partition("-") for entry in table.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in pairs]


class _Widths(dict[str, int]):
    """Cells of each character, looked up once and kept."""

    def __init__(self) -> None:
        super().__init__()
        marked = [(r, _DOUBLE) for r in _ranges(WIDE)] + [(r, 0) for r in _ranges(ZERO)]
        marked.sort()
        self._starts = [first for (first, _), _ in marked]
        self._marked = marked

    def __missing__(self, char: str) -> int:
        self[char] = cells = self._measure(ord(char))
        return cells

    def _measure(self, point: int) -> int:
        at = bisect_right(self._starts, point) - 1
        (_, last), cells = self._marked[at]
        return cells if point <= last else 1


_CELLS = _Widths()

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_JOINERS = (0x200D, 0xFE0E, 0xFE0F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SPACES = (0x09, 0x0A, 0x0D, 0x2028, 0x2029)

_SAFE = (
    dict.fromkeys(_CONTROLS, "\ufffd")
    | dict.fromkeys(_JOINERS, "\u200b")
    | dict.fromkeys(_SPACES, " ")
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a wrapped text.

    Attributes:
        start, end: the characters that are shown, as code-point offsets of the original string;
            white space at the break belongs to no row.
        next: where the next row starts.
    """

    start: int
    end: int
    next: int


def cell_width(char: str) -> int:
    """Return the cells that one character takes: 0, 1 or 2."""
    return _CELLS[char]


def width(text: str) -> int:
    """Return the cells that a text takes, each character on its own (see `printable`)."""
    return sum(map(_CELLS.__getitem__, text))


def printable(text: str) -> str:
    """Return the text with the same number of code points, safe to put on a terminal.

    Control characters become U+FFFD, tabs and line ends spaces; joiners, variation selectors and
    direction marks, with which terminals disagree about widths, become zero-width spaces.
    """
    return text.translate(_SAFE)


def fit(text: str, cells: int, *, ellipsis: str = "…") -> str:
    """Return the text, cut to at most `cells` with an ellipsis if it is longer."""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    return text[: index_at(text, room)] + ellipsis if room >= 0 else ""


def pad(text: str, cells: int) -> str:
    """Return the text filled with spaces to `cells`; a longer one stays as it is."""
    return text + " " * (cells - width(text))


def index_at(text: str, cell: int) -> int:
    """Return the offset of the character that covers a cell (0-based), or the text's length."""
    return bisect_right(list(accumulate(map(_CELLS.__getitem__, text))), max(cell, 0))


def can_break(text: str, at: int) -> bool:
    """Return whether a row may end before the character at offset `at` (0 < at < len)."""
    before, after = text[at - 1], text[at]
    if after.isspace() or _CELLS[after] == 0:
        return False
    if before.isspace():
        return True
    if before in _NO_END or after in _NO_START or _cuts_a_quotation(text, at):
        return False
    if _DOUBLE in (_CELLS[before], _CELLS[after]):
        return True
    return before in _BREAK_AFTER and after.isalpha() and at > 1 and not text[at - 2].isspace()


def _cuts_a_quotation(text: str, at: int) -> bool:
    """Return whether a break would part a straight quotation mark from what it encloses.

    The mark has one form; an odd one in the text opens, an even one closes.
    """
    if text[at] == '"':
        return text.count('"', 0, at) % 2 == 1
    return text[at - 1] == '"' and text.count('"', 0, at) % 2 == 1


def wrap(text: str, cells: int) -> tuple[Row, ...]:
    """Break a text into rows of at most `cells`.

    Args:
        text: one line; line ends count as spaces.
        cells: width of a row, at least 1.

    Returns:
        At least one row, in order; an empty text gives one empty row.
    """
    ends = list(accumulate(map(_CELLS.__getitem__, text)))
    rows: list[Row] = []
    start = 0
    while True:
        base = ends[start - 1] if start else 0
        if not ends or ends[-1] - base <= cells:
            rows.append(Row(start, len(text), len(text)))
            return tuple(rows)
        limit = max(bisect_right(ends, base + cells, start), start + 1)
        row = _row(text, start, limit)
        rows.append(row)
        start = row.next
        if start >= len(text):
            return tuple(rows)


def _row(text: str, start: int, limit: int) -> Row:
    """Choose the row that starts at `start` and may show the characters before `limit`."""
    cut = limit
    if limit < len(text) and not text[limit].isspace():
        cut = next((at for at in range(limit, start, -1) if can_break(text, at)), limit)
    end = cut
    while end > start and text[end - 1].isspace():
        end -= 1
    following = cut
    while following < len(text) and text[following].isspace():
        following += 1
    return Row(start, end if end > start else cut, following)
