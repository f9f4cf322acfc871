"""Text → its lines, with their places, and the groups that blank lines make of them.

Line numbers count what an editor counts: LF, CR LF and a lone CR. Form feeds and paragraph
separators divide like a blank line. Characters that nobody sees (NUL and other controls, U+FEFF
inside a text, zero-width spaces) count as white space.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

INVISIBLE = "".join(map(chr, (*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0))))
INVISIBLE += "\ufeff\u200b\u2060"
"""Characters that are left out of a paragraph like white space."""

WHITE = " \t\n\r\v\f\xa0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""Characters that are seen as white space."""

BLANK = WHITE + INVISIBLE
"""All that may stand between two blocks' originals."""

_COUNTED = ("\n", "\r")
_DIVIDES = ("\f", "\x1c", "\x1d", "\u2029")


class Line(NamedTuple):
    """A line, or a part of one.

    Attributes:
        start, end: offsets of its visible characters.
        number: 1-based line of the file.
        indent: width of the white space before it in em; 0 for a part of a line.
        is_part: whether only a space parts it from the line before.
    """

    start: int
    end: int
    number: int
    indent: float = 0.0
    is_part: bool = False


def groups(text: str, number: int = 1) -> Iterator[list[Line]]:
    """Yield runs of lines that no blank line divides, without the blank lines.

    Args:
        text: some lines of a file.
        number: which of its lines the first one is, from 1.
    """
    offset = 0
    group: list[Line] = []
    for raw in text.splitlines(keepends=True):
        visible = raw.lstrip(BLANK)
        stop = offset + len(raw)
        if visible:
            start = stop - len(visible)
            indent = _indent(raw[: start - offset]) if start > offset else 0.0
            group.append(Line(start, start + len(visible.rstrip(BLANK)), number, indent))
        if group and (not visible or raw.endswith(_DIVIDES)):
            yield group
            group = []
        number += raw.endswith(_COUNTED)
        offset = stop
    if group:
        yield group


def _indent(space: str) -> float:
    """Return the width of white space in em; a tab is an indent of two."""
    return sum(1.0 if ch == "\u3000" else 2.0 if ch == "\t" else 0.5 for ch in space)
