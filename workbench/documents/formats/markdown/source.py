r"""Where the content of Markdown's blocks stands in the file.

The parser strips the marks of quotations and lists, indentation and the backslash of `\|` from the
content of a block. A `Stretch` knows for each character of such a content its offset in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BLANK: Final = " \t"


@dataclass(frozen=True, slots=True)
class Stretch:
    r"""The content of a block.

    Attributes:
        content: as the parser has it, `\n` between its lines.
        starts: offsets in the content, ascending, from 0 on.
        places: the offset in the file of the character at each of them; what follows, follows.
    """

    content: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Return the offset in the file of a character of the content."""
        rank = bisect_right(self.starts, offset) - 1
        return self.places[rank] + offset - self.starts[rank]

    def end(self, offset: int) -> int:
        """Return the offset in the file after the last character before an offset."""
        return self.at(offset - 1) + 1 if offset else self.at(0)


class Source:
    r"""A file's text and its lines.

    Attributes:
        text: the text as it is.
        parsed: the text as the parser gets it: line ends `\n`, invisible characters at its start
            and NUL put out of the way.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._seen = text.replace("\0", "\u200b").replace("\ufeff", " ", 1)
        self._ends: list[int] = []
        self._starts: list[int] = []
        at = 0
        while at < len(text):
            end = _LINE.match(text, at).end()  # type: ignore[union-attr]
            self._starts.append(at)
            self._ends.append(at + len(text[at:end].rstrip("\r\n")))
            at = end
        self.parsed = "\n".join([*map(self.line, range(len(self._starts))), ""])

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Return a line, counted from 0, without its end, as the parser gets it."""
        return self._seen[self._starts[number] : self._ends[number]]

    def start(self, number: int) -> int:
        """Return where a line begins; the end of the text for the line after the last."""
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def line_end(self, number: int) -> str:
        r"""Return what ends a line; `\n` where nothing does."""
        return self.text[self._ends[number] : self.start(number + 1)] or "\n"

    def lines(self, content: str, first: int, last: int) -> Stretch | None:
        """Return where the content of a block stands that has a line in each of some lines.

        Args:
            content: of the block.
            first: its first line, from 0.
            last: the line after its last one.

        Returns:
            None if it is not there.
        """
        starts: list[int] = []
        places: list[int] = []
        at = 0
        for number, part in enumerate(content.split("\n"), first):
            words = part.lstrip(_BLANK)
            where = self.line(number).rfind(words) if number < min(last, self.count) else -1
            if where < 0:
                return None
            starts.append(at + len(part) - len(words) if starts else at)
            places.append(self._starts[number] + where)
            at += len(part) + 1
        return Stretch(content, tuple(starts), tuple(places))

    def cells(self, number: int, column: int) -> list[Stretch]:
        r"""Return the cells of a table's row; in them `\|` is `|`.

        Args:
            number: of the line, from 0.
            column: where the row begins in it.
        """
        line = self.line(number)
        row = line[column:].rstrip(_BLANK)
        bars = [at for at, ch in enumerate(row) if ch == "|" and row[at - 1 : at] != "\\"]
        bounds = list(zip([-1, *bars], [*bars, len(row)], strict=True))
        if bounds and not row[: bounds[0][1]]:
            del bounds[0]
        if bounds and bounds[-1][0] + 1 == len(row):
            del bounds[-1]
        offset = self._starts[number] + column
        return [_cell(row, before + 1, after, offset) for before, after in bounds]


def _cell(row: str, start: int, end: int, offset: int) -> Stretch:
    """Return one cell of a row that begins at an offset of the file."""
    inside = row[start:end]
    start += len(inside) - len(inside.lstrip(_BLANK))
    parts = inside.strip(_BLANK).split("\\|")
    starts, places = [0], [offset + start]
    content = parts[0]
    start += len(parts[0])
    for part in parts[1:]:
        starts.append(len(content))
        places.append(offset + start + 1)
        content += f"|{part}"
        start += len(part) + 2
    return Stretch(content, tuple(starts), tuple(places))
