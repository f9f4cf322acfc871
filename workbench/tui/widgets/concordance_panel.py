"""The concordance beside the text: a line of words, and the units of the memory that hold them.

Promises: the panel only tells what somebody does in it; what is found is shown by whoever looks it
up; it is left with the keys as it was entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from workbench.core.memory import Found
from workbench.tui.picking import Move, Stretch
from workbench.tui.suggestion_lines import Names
from workbench.tui.widgets.hit_list import NOWHERE, HitList
from workbench.tui.widgets.row_list import RowList

EMPTY = "Select words here or in the source, or type some."


class QueryLine(Input):
    """The line of words; while words of the source are picked, ← and → pick others."""

    @dataclass
    class Picked(Message):
        """Somebody wants other words of the source, forwards (`step` 1) or backwards (-1)."""

        step: int
        move: Move

    def __init__(self) -> None:
        super().__init__(placeholder="words of either language", select_on_focus=True)
        self.cursor_blink = False
        self.picking = False
        """Whether what stands here are words picked in the source."""

    def action_cursor_left(self, select: bool = False) -> None:
        """Move left, or pick the word before."""
        if self.picking:
            self.post_message(self.Picked(-1, Move.WORD if select else Move.NEXT))
        else:
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move right, or pick the next word."""
        if self.picking:
            self.post_message(self.Picked(1, Move.WORD if select else Move.NEXT))
        else:
            super().action_cursor_right(select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        """Move left by a word, or pick a character less."""
        if self.picking:
            self.post_message(self.Picked(-1, Move.CHARACTER))
        else:
            super().action_cursor_left_word(select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """Move right by a word, or pick a character more."""
        if self.picking:
            self.post_message(self.Picked(1, Move.CHARACTER))
        else:
            super().action_cursor_right_word(select)


class ConcordancePanel(Container):
    """Words, and where they stand in the memory."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "put in", id="concordance.take", tooltip="Put the target in"),
        Binding("up", "move(-1)", "up", id="concordance.up", show=False),
        Binding("down", "move(1)", "down", id="concordance.down", show=False),
        Binding("pageup", "page(-1)", "page up", id="concordance.page_up", show=False),
        Binding("pagedown", "page(1)", "page down", id="concordance.page_down", show=False),
        Binding("tab", "part", "a part of it", id="concordance.part", tooltip="Choose a part"),
        Binding(
            "left",
            "step(-1, 'NEXT')",
            "word",
            id="concordance.left",
            key_display="← →",
            tooltip="Choose another word",
        ),
        Binding("right", "step(1, 'NEXT')", "word", id="concordance.right", show=False),
        Binding(
            "shift+left",
            "step(-1, 'WORD')",
            "more",
            id="concordance.less",
            key_display="Shift+← →",
            tooltip="Choose more words",
        ),
        Binding("shift+right", "step(1, 'WORD')", "more", id="concordance.more", show=False),
        Binding(
            "ctrl+left",
            "step(-1, 'CHARACTER')",
            "by a character",
            id="concordance.narrow",
            key_display="^← ^→",
            tooltip="Choose a character more or less",
        ),
        Binding(
            "ctrl+right",
            "step(1, 'CHARACTER')",
            "by a character",
            id="concordance.widen",
            show=False,
        ),
        Binding("escape", "leave", "back", id="concordance.leave", tooltip="Back to the text"),
    ]

    DEFAULT_CSS = """
    ConcordancePanel {
        layout: vertical;
        border-top: solid $foreground 20%;
        border-title-color: $text-muted;
        border-title-style: bold;
        padding: 0 1;
        & Input, & Input:focus { border: none; height: 1; padding: 0; background: $surface; }
    }
    """

    @dataclass
    class Asked(Message):
        """Somebody typed other words."""

        query: str

    @dataclass
    class Taken(Message):
        """Somebody wants a text in the target."""

        text: str

    class Left(Message):
        """Somebody goes back to the text."""

    class FocusMoved(Message):
        """The keys go to the panel now, or no more."""

    def __init__(self, title: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.title = title
        self.border_title = title
        self.count = 0
        """How many units are listed."""
        self.line = QueryLine()
        self.hits = HitList(empty=EMPTY)
        self.hits.can_focus = True
        self._written = ""

    def compose(self) -> ComposeResult:
        """Put the line over the list."""
        yield self.line
        yield self.hits

    @property
    def words(self) -> str:
        """The words in the line."""
        return self.line.value.strip()

    def write(self, words: str, *, picking: bool = False) -> None:
        """Put other words into the line, which nobody typed.

        Args:
            words: the words.
            picking: whether they are picked in the source, so that ← and → pick others.
        """
        self._written = words
        self.line.value = words
        self.line.picking = picking
        self.line.action_select_all()

    def show(
        self,
        found: tuple[Found, ...],
        names: Names,
        likely: Mapping[int, Stretch] = NOWHERE,
        *,
        more: bool = False,
    ) -> None:
        """List what was found.

        Args:
            found: the units.
            names: what the memories are called, where there are several.
            likely: by units' numbers, where the words are probably rendered.
            more: whether there is more than that.
        """
        if found:
            self.hits.list(found, names, likely)
        else:
            self.hits.say("Nothing in the memory has these words." if self.words else EMPTY)
        self.count = len(found)
        number = f" {self.count}{'+' if more else ''}" if found else ""
        self.border_title = f"{self.title}{number}"

    def enter(self) -> None:
        """Let the line have the keys."""
        self.line.focus()

    # Keys

    def action_take(self) -> None:
        """Tell what is chosen."""
        if self.hits.chosen:
            self.post_message(self.Taken(self.hits.chosen))

    def action_move(self, step: int) -> None:
        """Select another unit."""
        self.hits.move(step)

    def action_page(self, step: int) -> None:
        """Select a unit one page further."""
        self.hits.page(step)

    def action_part(self) -> None:
        """Choose a part of the target, or all of it again."""
        if self.hits.part is not None:
            self._whole()
        elif self.hits.found:
            self.hits.choose_part()
            self.hits.focus()

    def action_step(self, step: int, move: str) -> None:
        """Choose another part."""
        self.hits.step(step, Move[move])

    def action_leave(self) -> None:
        """Choose all of the target again, or go back to the text."""
        if self.hits.part is not None:
            self._whole()
        else:
            self.post_message(self.Left())

    def _whole(self) -> None:
        self.hits.choose_all()
        self.line.focus()

    # Events

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is selected."""
        event.stop()
        self.action_take()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell which words were typed."""
        event.stop()
        if event.value != self._written:
            self._written = event.value
            self.line.picking = False
            self.post_message(self.Asked(self.words))

    def on_hit_list_taken(self, event: HitList.Taken) -> None:
        """Take what was clicked twice."""
        event.stop()
        self.action_take()

    def on_row_list_entry_clicked(self, event: RowList.EntryClicked) -> None:
        """Go on with the keys where the mouse was."""
        event.stop()
        if self.hits.part is not None:
            self.hits.choose_all()
        self.line.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tell that the keys go here."""
        event.stop()
        self.post_message(self.FocusMoved())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Tell that they may not go here any more."""
        event.stop()
        self.post_message(self.FocusMoved())
