"""Find words in the document, and go to a segment by its number."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from workbench.tui.rows import Line, Run, Span, wrapped
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.listing import Search
from workbench.tui.sheet import Sheet

_LIMIT = 500


def spans_of(query: str, text: str) -> tuple[Span, ...]:
    """Return where a query stands in a text, case aside."""
    needle, hay = query.casefold(), text.casefold()
    if not needle or len(hay) != len(text):
        return ()
    spans, at = [], hay.find(needle)
    while at >= 0:
        spans.append(Span(at, at + len(needle), "found"))
        at = hay.find(needle, at + len(needle))
    return tuple(spans)


def hits(sheet: Sheet, query: str) -> list[int]:
    """Return the indexes of the segments whose source or target contains a query, case aside."""
    needle = query.casefold()
    found = []
    for index, segment in enumerate(sheet.segments):
        if needle in segment.source.casefold() or needle in sheet.text(index).casefold():
            found.append(index)
            if len(found) == _LIMIT:
                break
    return found


class FindDialog(Search[int]):
    """Find in source and target; the result is the index of a segment."""

    title_text: ClassVar[str] = "Find in source and target"
    placeholder: ClassVar[str] = "Chinese or English words"
    empty: ClassVar[str] = "Type what to look for."

    def __init__(self, sheet: Sheet, current: int, query: str = "") -> None:
        self.sheet = sheet
        self.current = current
        self.found: list[int] = []
        super().__init__(query)

    def search(self, query: str) -> None:
        """List the segments with the query, the cursor on the first one from the current on."""
        self.found = hits(self.sheet, query) if query else []
        if not self.found:
            self.rows.say("Not found." if query else self.empty)
            return
        cursor = next((n for n, i in enumerate(self.found) if i >= self.current), 0)
        self.show([partial(self._entry, index, query) for index in self.found], cursor)

    def choose(self, number: int) -> None:
        """Close with the segment."""
        self.dismiss(self.found[number])

    def _entry(self, index: int, query: str, cells: int) -> list[Line]:
        source, target = self.sheet.segments[index].source, self.sheet.text(index)
        lines = [(Run(f"{index + 1:>4}  ", "key"), *line) for line in _first(source, query, cells)]
        lines += [(Run("      "), *line) for line in _first(target, query, cells, "dim")]
        return lines


def _first(text: str, query: str, cells: int, style: str = "") -> list[Line]:
    """Return the row of a text in which the query stands, else its first row."""
    spans = spans_of(query, text)
    rows = wrapped(text, max(cells - 7, 8), spans=spans, style=style)
    with_hit = [row for row in rows if any("found" in run.style for run in row)]
    return (with_hit or rows)[:1]


class GoToDialog(Dialog[int]):
    """Ask for a segment's number; the result is its index."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "go", id="go_to.go", tooltip="Go there", priority=True)
    ]

    title_text: ClassVar[str] = "Go to segment"

    def __init__(self, segments: int) -> None:
        super().__init__()
        self.add_class("-fitting")
        self.segments = segments
        self.line = Input(type="integer", placeholder=f"1 – {segments}")
        self.line.cursor_blink = False

    def body(self) -> Iterable[Widget]:
        """Return the line for the number."""
        return (Static("Number", classes="label"), self.line)

    def on_mount(self) -> None:
        """Type into the line."""
        self.line.focus()

    def action_go(self) -> None:
        """Close with the segment that has this number, or the nearest to it."""
        if self.line.value.strip().isdecimal():
            number = int(self.line.value)
            self.dismiss(min(max(number, 1), self.segments) - 1)
