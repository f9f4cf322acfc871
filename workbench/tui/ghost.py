"""How text that is only offered is laid out after the text that is there.

Promises: pure; no row is wider than the column; the rows of the text itself stay as they are; what
has no room is left out, and an ellipsis says so.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.text.widths import fit, width, wrap

_WORD: Final = re.compile(r"\s*\S+")


def ghost_rows(ghost: str, at: int, cells: int, most: int) -> tuple[str, ...]:
    """Return the rows of an offered text.

    Args:
        ghost: what follows the text.
        at: the cell after the last of the text, in its last row.
        cells: width of the column.
        most: how many rows there are, the text's last one included; at least 1.

    Returns:
        What goes into the text's last row, perhaps nothing, then the rows under it. Where the text
        leaves no cell of its last row, and there is no other, the ellipsis takes the next one.
    """
    rows = _rows(ghost, at, cells)
    if len(rows) <= most:
        return rows
    room = cells - (at if most == 1 else 0)
    last = f"{rows[most - 1]}…" if rows[most - 1] else ghost
    return (*rows[: most - 1], fit(last, room) or "…")


def _rows(ghost: str, at: int, cells: int) -> tuple[str, ...]:
    if not ghost:
        return ()
    head = _WORD.match(ghost)
    if at + width(head.group().rstrip() if head else ghost) > cells:
        below = ghost.lstrip()
        return ("", *(below[row.start : row.end] for row in wrap(below, cells)))
    filled = "x" * at + ghost
    first, *others = wrap(filled, cells)
    return (filled[at : first.end], *(filled[row.start : row.end] for row in others))


def next_word(ghost: str) -> str:
    """Return the first word of an offered text, with the space before it."""
    found = _WORD.match(ghost)
    return found.group() if found else ghost
