"""Rows of runs: what the line-API widgets draw, as plain values that tests can read.

A run is a piece of text with the names of its styles; a line is a sequence of runs; widgets turn
style names into component classes. Nothing of Textual is known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.text.widths import Row, fit, printable, width, wrap


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line.

    Attributes:
        text: what is shown.
        style: names of styles, separated by spaces; later ones win.
    """

    text: str
    style: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, end)` of a text that are shown in a style."""

    start: int
    end: int
    style: str


def line_width(line: Line) -> int:
    """Return the cells that a line takes."""
    return sum(width(run.text) for run in line)


def line_text(line: Line) -> str:
    """Return a line's text without its styles."""
    return "".join(run.text for run in line)


def row_runs(text: str, row: Row, spans: Sequence[Span] = (), style: str = "") -> Line:
    """Return the runs of one row of a wrapped text.

    Args:
        text: the whole text.
        row: which of its characters are shown.
        spans: highlights in offsets of `text`; where they overlap, styles add up.
        style: style of the whole row.
    """
    inside = [s for s in spans if s.start < row.end and s.end > row.start]
    edges = {row.start, row.end}
    edges.update(max(s.start, row.start) for s in inside)
    edges.update(min(s.end, row.end) for s in inside)
    cuts = sorted(edges)
    runs = []
    for start, end in pairwise(cuts):
        names = [style, *(s.style for s in inside if s.start <= start and s.end >= end)]
        runs.append(Run(printable(text[start:end]), " ".join(filter(None, names))))
    return tuple(runs)


def wrapped(
    text: str, cells: int, *, spans: Sequence[Span] = (), style: str = "", indent: int = 0
) -> list[Line]:
    """Return a text as lines of at most `cells`, each indented by `indent` cells."""
    margin = (Run(" " * indent),) if indent else ()
    rows = wrap(text, max(cells - indent, 2))
    return [(*margin, *row_runs(text, row, spans, style)) for row in rows]


def fit_parts(text: str, cells: int) -> str:
    """Return a text of parts between middle dots, the last ones left out where it is too long."""
    while width(text) > cells and " · " in text:
        text = text.rpartition(" · ")[0]
    return fit(text, cells)


def joined(pieces: Iterable[tuple[str, str]]) -> tuple[str, tuple[Span, ...]]:
    """Return the text of (text, style) pieces in a row, and the spans of their styles."""
    text, spans = "", []
    for piece, style in pieces:
        if style:
            spans.append(Span(len(text), len(text) + len(piece), style))
        text += piece
    return text, tuple(spans)
