"""What both segmenters do with the boundaries they found: cut, and leave no orphan."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.text.codepoints import is_wordless


def cut(text: str, boundaries: Iterable[int]) -> tuple[str, ...]:
    """Return the text cut at the boundaries, each piece trimmed.

    A piece without a letter, digit or Chinese character is no sentence: it goes with the piece
    before it, the first ones with the piece after, so that only a text of nothing but marks yields
    such a piece, and only white space an empty tuple.

    Args:
        text: one paragraph.
        boundaries: ascending offsets of where a new sentence begins.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    is_orphan = False
    for end in (*boundaries, len(text)):
        piece = text[start:end]
        if piece.isspace() or not piece:
            start = end
            continue
        wordless = is_wordless(piece)
        if spans and (wordless or is_orphan):
            spans[-1] = (spans[-1][0], end)
            is_orphan = is_orphan and wordless
        else:
            spans.append((start, end))
            is_orphan = wordless
        start = end
    return tuple(text[a:b].strip() for a, b in spans)
