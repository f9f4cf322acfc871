"""Help: every key with what it does, and the marks; made from the bindings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from workbench.text.widths import pad
from workbench.tui.columns import MARKS
from workbench.tui.keys import EDITOR, key_name
from workbench.tui.rows import Line, Run, wrapped
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.row_list import RowList

_KEY_CELLS = 12

_IN_THE_TEXT = (
    ("↑ ↓", "Move by rows; from the first and the last row on to the next segment"),
    ("^← ^→", "Move by words"),
    ("Shift+←→", "Select"),
    ("^X ^C ^V", "Cut, copy, paste; line ends become spaces"),
    ("^W ^U ^K", "Delete the word before, to the start, to the end of the row"),
    ("{1}", "A placeholder, for markup: the cursor steps over it, deleting takes it whole"),
    ("Mouse", "Click a segment, a suggestion, a term, a key; in the source: go to its target word"),
    ("Drag", "Select words of a source: an open concordance searches for them"),
)

IN_THE_CONCORDANCE = (
    ("letters", "Search: words of either language, “phrases” in double quotes"),
    ("← →", "Pick another word of the source, while nothing is typed"),
    ("Shift+← →", "Pick a word more or less; ^← ^→ a character"),
    ("↑ ↓", "Go through the units"),
    ("Enter", "Put the target of the unit in at the cursor"),
    ("Tab", "Choose a part of the target first, with the same keys"),
    ("Esc", "Back to the text; there once more: close the concordance"),
)
"""Keys of the concordance, and what they do."""

IN_THE_BROWSER = (
    ("letters", 'Search: words, "phrases in quotes", or re: and a regular expression'),
    ("^F", "Add a filter: memory: origin: document: by: domain: status: since: until:"),
    ("Enter", "Edit the target of the unit in its place; Enter stores it, Esc leaves it as it was"),
    ("F4", "Edit the source; Tab goes from one side to the other"),
    ("^D", "Take the unit out of its memory"),
    ("^Z ^Y", "Take back what you did last to units; do it again"),
    ("F7", "Show what the unit was before; Enter puts that back"),
    ("F8", "List all units with this source; once more, those that were listed before"),
    ("^O", "Put the target of the unit in at the cursor of the text"),
    ("≠", "Stands before a unit whose source has other targets as well"),
    ("Esc", "Back to the text"),
)
"""Keys of the browser of the memory, and what they do."""

_STYLES = (
    (
        "Source",
        "Underlined: a term. On colour: what the word at the cursor renders, or what is selected",
    ),
    ("Draft", "Underlined: a word that the engine was unsure of, whether the draft has a ? or not"),
    ("Target", "Underlined and coloured: what the checks find; the panel says what it is"),
    ("After it", "Pale: what is offered; an … at its end says that there is more"),
)


def help_lines(bindings: Sequence[Binding], cells: int) -> list[Line]:
    """Return the help as lines: keys by group, keys in the text, marks."""
    lines: list[Line] = []
    groups = list(dict.fromkeys(b.group.description for b in bindings if b.group))
    for group in groups:
        of_group = [b for b in bindings if b.group and b.group.description == group]
        named = [(key_name(b), b.tooltip) for b in _once(of_group)]
        lines += _section(group, named, cells)
    lines += _section("In the text", _IN_THE_TEXT, cells)
    lines += _section("In the concordance", IN_THE_CONCORDANCE, cells)
    lines += _section("In the browser of the memory", IN_THE_BROWSER, cells)
    lines += _section("Marks", [(mark, meaning) for mark, _, meaning in MARKS], cells)
    lines += _section("In colour and underlined", _STYLES, cells)
    return lines[:-1]


def _once(bindings: Iterable[Binding]) -> Iterable[Binding]:
    """Leave out the second to last of bindings that differ in a number only."""
    seen: set[str] = set()
    for binding in bindings:
        if binding.tooltip not in seen:
            seen.add(binding.tooltip)
            yield binding


def _section(title: str, entries: Iterable[tuple[str, str]], cells: int) -> list[Line]:
    lines: list[Line] = [(Run(title, "bold"),)]
    for key, text in entries:
        first, *rest = wrapped(text, max(cells - _KEY_CELLS, 10))
        lines.append((Run(pad(f"  {key}", _KEY_CELLS), "key"), *first))
        lines += [(Run(" " * _KEY_CELLS), *line) for line in rest]
    return [*lines, ()]


class HelpDialog(Dialog[None]):
    """All keys and marks, to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "up", id="help.up", show=False, priority=True),
        Binding("down", "scroll(1)", "down", id="help.down", show=False, priority=True),
        Binding("pageup", "page(-1)", "page up", id="help.page_up", priority=True),
        Binding("pagedown,space", "page(1)", "page down", id="help.page_down", priority=True),
        Binding("f1,enter,q", "leave", "close", id="help.close", show=False, priority=True),
    ]

    title_text: ClassVar[str] = "Keys and marks"

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowList()
        self.rows.mark_cursor = False

    def body(self) -> Iterable[Widget]:
        """Return the help."""
        return (self.rows,)

    def on_mount(self) -> None:
        """Show the help as one entry."""
        self.rows.show([partial(help_lines, EDITOR)])

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.rows.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Scroll by a page."""
        self.rows.scroll_relative(y=step * (self.rows.size.height - 1), animate=False)
