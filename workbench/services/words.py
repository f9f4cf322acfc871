"""Where the words of a Chinese text stand, for those who choose some of them."""

from __future__ import annotations

from itertools import pairwise

from workbench.services.workspace import Workspace
from workbench.terminology.folding import fold
from workbench.text.placeholders import PLACEHOLDER

Span = tuple[int, int]
"""Start and end, in code points."""


def words(ws: Workspace, source: str) -> tuple[Span, ...]:
    """Return the spans of the words of a source in order; marks and placeholders are none.

    A term of the glossary is one word. The dictionary is loaded with the first text (some 0.1 s):
    ask in a worker.
    """
    edges = ws.matcher().words(fold(source))
    inside = [match.span() for match in PLACEHOLDER.finditer(source)]
    return tuple(
        (start, end)
        for start, end in pairwise(edges)
        if any(char.isalnum() for char in source[start:end])
        and not any(first < end and start < last for first, last in inside)
    )
