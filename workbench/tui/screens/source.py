"""Correct a source, and choose where to split a segment."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from workbench.text.normalise import clean
from workbench.text.placeholders import placeholder
from workbench.tui.placeholders import lost, snapped
from workbench.tui.rows import Line, Run, Span, wrapped
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.target_area import TargetArea

_STOPS = "。！？!?；;，,、：:…"
_CLOSERS = "”’」』）》】)]\"'"


class SourceDialog(Dialog[str]):
    """Edit the source of a segment; the result is the new text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "store", "store", id="source.store", tooltip="Store it", priority=True)
    ]

    DEFAULT_CSS = """
    SourceDialog TargetArea { height: auto; min-height: 3; max-height: 16; }
    """

    title_text: ClassVar[str] = "Edit the source"

    def __init__(self, source: str, markup: Collection[int] = ()) -> None:
        """Edit a source.

        Args:
            source: the text.
            markup: numbers of the placeholders that stand for markup, and have to stay.
        """
        super().__init__()
        self.add_class("-fitting")
        self.source, self.markup = source, markup
        self.area = TargetArea()

    def body(self) -> Iterable[Widget]:
        """Return the source in a text area."""
        note = "The original file stays as it is; Ctrl+Z in the editor takes this back."
        return (self.area, Static(note, classes="label"))

    def on_mount(self) -> None:
        """Type into the source."""
        self.area.load(0, self.source)
        self.area.focus()

    def action_store(self) -> None:
        """Close with the new source, if it is one."""
        text = clean(self.area.text)
        if not text:
            self.notify("A source cannot be empty.", severity="warning")
        elif wrong := self._disturbed(text):
            # The finished file would lack half of a pair, or have it twice.
            names = ", ".join(map(placeholder, wrong))
            self.notify(f"The source keeps its markup: {names}, once each.", severity="warning")
        else:
            self.dismiss(text if text != self.source else None)

    def _disturbed(self, text: str) -> list[int]:
        """Return the numbers of the markup that a new source lacks, or has more often."""
        both = (*lost(self.source, text), *lost(text, self.source))
        return sorted(number for number in both if number in self.markup)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a segment is split, in code points of its source and its target."""

    source: int
    target: int


def cuts(source: str) -> list[int]:
    """Return the offsets after marks of punctuation at which a source may be split."""
    found = []
    for at in range(1, len(source)):
        after_mark = source[at - 1] in _STOPS or (
            source[at - 1] in _CLOSERS and at > 1 and source[at - 2] in _STOPS
        )
        if after_mark and source[at] not in _STOPS + _CLOSERS:
            found.append(at)
    return found


def likely_cut(source: str, share: float) -> int:
    """Return the cut nearest to a share (0 to 1) of the source; any place where none is marked."""
    aim = share * len(source)
    anywhere = (at for at in range(1, len(source)) if snapped(source, at, forward=True) == at)
    found = cuts(source) or list(anywhere) or [len(source) - 1]
    return min(found, key=lambda at: abs(at - aim))


class SplitDialog(Dialog[Cut]):
    """Choose where the source is cut; the target is cut where its cursor stood."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cut", "split here", id="split.cut", tooltip="Split here", priority=True),
        Binding(
            "left", "move(-1)", "move the cut", id="split.left", key_display="← →", priority=True
        ),
        Binding("right", "move(1)", "right", id="split.right", show=False, priority=True),
        Binding(
            "shift+left",
            "step(-1)",
            "by a character",
            id="split.back",
            key_display="Shift+← →",
            priority=True,
        ),
        Binding("shift+right", "step(1)", "on", id="split.on", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    SplitDialog RowList { height: auto; max-height: 16; }
    """

    title_text: ClassVar[str] = "Split the segment"

    def __init__(self, source: str, target: str, target_at: int) -> None:
        """Split a segment.

        Args:
            source: its source.
            target: its target; empty where it is a machine's and will be made anew.
            target_at: where the target's cursor stands; at an edge the target stays whole.
        """
        super().__init__()
        self.add_class("-fitting")
        self.source, self.target = source, target
        inside = 0 < target_at < len(target)
        self.target_at = target_at if inside else len(target)
        share = target_at / len(target) if inside else 0.5
        self.at = likely_cut(source, share)
        self.rows = RowList()
        self.rows.mark_cursor = False

    def body(self) -> Iterable[Widget]:
        """Return the parts."""
        return (self.rows,)

    def on_mount(self) -> None:
        """Show the parts."""
        self._show()

    def action_move(self, step: int) -> None:
        """Cut at the next mark of punctuation to the left or right."""
        marks = cuts(self.source)
        further = [at for at in marks if (at - self.at) * step > 0]
        if further:
            self.at = further[0] if step > 0 else further[-1]
            self._show()

    def action_step(self, step: int) -> None:
        """Cut a character further left or right; a placeholder counts as one."""
        at = snapped(self.source, self.at + step, forward=step > 0)
        if 0 < at < len(self.source):
            self.at = at
            self._show()

    def action_cut(self) -> None:
        """Close with where to cut."""
        self.dismiss(Cut(self.at, self.target_at))

    def _show(self) -> None:
        self.rows.show(
            [
                partial(_part, "1", self.source[: self.at], self.target[: self.target_at]),
                partial(_part, "2", self.source[self.at :], self.target[self.target_at :]),
            ]
        )


def _part(name: str, source: str, target: str, cells: int) -> list[Line]:
    whole = (Span(0, len(source), "accent"),)
    head, *rest = wrapped(source, cells - 3, spans=whole)
    lines: list[Line] = [(Run(f"{name}  ", "key"), *head)]
    lines += [(Run("   "), *line) for line in rest]
    if target.strip():
        return [*lines, *wrapped(target.strip(), cells, indent=3), ()]
    return [*lines, (Run("   (no target)", "faint"),), ()]
