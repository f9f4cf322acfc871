"""Where the pieces of a model stand in the text that they were cut from.

A tokenizer normalises before it cuts: full-width letters become narrow, an ellipsis three dots. So
pieces are followed through the text letter by letter, each letter folded alike on both sides.
Promises: spans ascend and do not overlap; a piece that is not found has an empty span.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from workbench.engines.interactive.vocabulary import MARK

_AHEAD: Final = 8
"""Letters that may be passed over to find the next one: spaces, and what a model does not know."""


def piece_spans(pieces: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Return the offsets `[start, end)` in `text` of each of `pieces`, which were cut from it."""
    letters = [
        (folded, offset)
        for offset, character in enumerate(text)
        for folded in _folded(character)
        if not folded.isspace()
    ]
    spans, at, last = [], 0, 0
    for piece in pieces:
        found = []
        for letter in _folded("" if piece == "</s>" else piece.replace(MARK, "")):
            near = (n for n in range(at, min(at + _AHEAD, len(letters))) if letters[n][0] == letter)
            if (number := next(near, None)) is not None:
                found.append(letters[number][1])
                at = number + 1
        start = max(found[0], last) if found else last
        last = max(found[-1] + 1, start) if found else last
        spans.append((start, last))
    return spans


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
