"""What every segmenter does with the boundaries it found: leave no orphan, cut around markup.

Placeholders are transparent: boundaries are looked for in the text without them and then carried
over into the text as it is. What opens something goes with the sentence after a boundary, what
closes something stays with the one before, if it stands there first; no order changes and none is
lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from workbench.text.codepoints import is_wordless
from workbench.text.placeholders import PLACEHOLDER, without

Staying = Callable[[int], bool]
"""Whether the placeholder with this number stays with the sentence before a boundary."""


def starts(text: str, boundaries: Iterable[int]) -> tuple[int, ...]:
    """Return where the sentences but the first begin, orphans joined with a neighbour.

    A piece without a letter, digit or Chinese character is no sentence: it goes with the piece
    before it, the first ones with the piece after, so that only a text of nothing but marks is such
    a piece.

    Args:
        text: one paragraph, without placeholders.
        boundaries: ascending offsets of where a new sentence begins.
    """
    found: list[int] = []
    start = 0
    is_orphan = False
    for end in (*boundaries, len(text)):
        piece = text[start:end]
        if piece and not piece.isspace():
            wordless = is_wordless(piece)
            if found and (wordless or is_orphan):
                is_orphan = is_orphan and wordless
            else:
                found.append(start)
                is_orphan = wordless
        start = end
    return tuple(found[1:])


def cut(
    text: str, find: Callable[[str], Sequence[int]], closing: Collection[int] | Staying = ()
) -> tuple[str, ...]:
    """Return the text cut into trimmed sentences; a text of nothing but placeholders has none.

    Args:
        text: one paragraph, placeholders included.
        find: returns where the sentences but the first begin in a text without placeholders.
        closing: which placeholders stay with the sentence before a boundary.
    """
    bare = without(text)
    if not bare.strip():
        return ()
    places = find(bare)
    if len(bare) < len(text):
        stays = closing if callable(closing) else closing.__contains__
        places = list(_carried(text, bare, places, stays))
    pieces = (text[a:b].strip() for a, b in pairwise((0, *places, len(text))))
    return tuple(pieces)


def _carried(text: str, bare: str, places: Iterable[int], stays: Staying) -> Iterator[int]:
    """Yield where in the text with placeholders the boundaries of the one without lie."""
    marks = list(PLACEHOLDER.finditer(text))
    lengths = [0, *accumulate(len(mark.group()) for mark in marks)]
    bares = [mark.start() - length for mark, length in zip(marks, lengths, strict=False)]
    for place in places:
        last, first = place, place
        while bare[last - 1].isspace():
            last -= 1
        while bare[first].isspace():
            first += 1
        gap = last + lengths[bisect_left(bares, last)], first + lengths[bisect_right(bares, first)]
        yield _within(text, *gap, stays)


def _within(text: str, start: int, end: int, stays: Staying) -> int:
    """Return where to cut a gap between two sentences, made of white space and placeholders."""
    at = max(start, text.rfind("\n", start, end) + 1)
    for mark in PLACEHOLDER.finditer(text, at, end):
        if not stays(int(mark.group(1))):
            break
        at = mark.end()
    return at
