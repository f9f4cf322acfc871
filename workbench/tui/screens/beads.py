"""Review how a paragraph's new target lies against its source, before it is stored.

Promises: every edit keeps all sentences of both sides in order; nothing is stored here; pairs that
need a look are marked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.alignment import review
from workbench.core.bead import Bead
from workbench.errors import UsageError
from workbench.tui.rows import Line, Run, line_width, wrapped
from workbench.tui.screens.listing import Listing

_SOURCE_SHARE = 0.42
_MARGIN = 5
_GAP = 2

Beads = tuple[Bead, ...]


class BeadsDialog(Listing[Beads]):
    """Pairs of sentences side by side; the result is the alignment to store."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "confirm all",
            id="beads.store",
            tooltip="Confirm the paragraph: its segments become these pairs, and go to the memory",
            priority=True,
        ),
        Binding("m", "merge", "merge", id="beads.merge", tooltip="Merge with the next pair"),
        Binding("s", "split", "split", id="beads.split", tooltip="Split the pair"),
        Binding(
            "right",
            "shift(0, 1)",
            "move English",
            id="beads.take",
            key_display="→ ←",
            tooltip="Take the first English sentence of the next pair (←: give it the last one)",
        ),
        Binding("left", "shift(0, -1)", "give", id="beads.give", show=False),
        Binding(
            "shift+right",
            "shift(1, 0)",
            "move Chinese",
            id="beads.take_source",
            key_display="Shift+→ ←",
            tooltip="Take the first Chinese sentence of the next pair (←: give it the last one)",
        ),
        Binding("shift+left", "shift(-1, 0)", "give", id="beads.give_source", show=False),
        Binding("x", "part", "apart", id="beads.part", tooltip="Let the two sides stand alone"),
        Binding("u,ctrl+z", "undo", "undo", id="beads.undo", tooltip="Take the last change back"),
        Binding("escape", "leave", "back", id="beads.back", tooltip="Back to the text"),
    ]

    title_text: ClassVar[str] = "Review the pairs"

    def __init__(self, beads: Beads) -> None:
        super().__init__()
        self.beads = beads
        self._before: list[tuple[Beads, int]] = []
        doubtful = sorted(review.doubtful(beads))
        self._show(doubtful[0] if doubtful else 0)

    def on_mount(self) -> None:
        """Let the list have the keys."""
        self.rows.can_focus = True
        self.rows.focus()

    def choose(self, number: int) -> None:
        """Select the pair that was clicked; Enter confirms all of them."""
        self.rows.cursor = number

    def action_choose(self) -> None:
        """Close with the alignment as it stands."""
        self.dismiss(self.beads)

    def action_merge(self) -> None:
        """Merge the selected pair with the next."""
        self._edit(review.merge_next)

    def action_split(self) -> None:
        """Split the selected pair after its first sentences."""
        at = self.rows.cursor
        sources, targets = self.beads[at].shape
        source_at, target_at = (
            max(sources // 2, min(sources, 1)),
            max(targets // 2, min(targets, 1)),
        )
        if sources + targets == source_at + target_at:
            self.notify("It cannot be split further; → and ← move sentences.", severity="warning")
        else:
            self._edit(partial(review.split, source_at=source_at, target_at=target_at))

    def action_shift(self, sources: int, targets: int) -> None:
        """Move the boundary to the next pair."""
        self._edit(partial(review.move_boundary, sources=sources, targets=targets))

    def action_part(self) -> None:
        """Take the selected pair apart."""
        self._edit(review.delete)

    def action_undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self.beads, cursor = self._before.pop()
            self._show(cursor)

    def _edit(self, change: Callable[[Beads, int], Beads]) -> None:
        cursor = self.rows.cursor
        try:
            changed = change(self.beads, cursor)
        except UsageError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self._before.append((self.beads, cursor))
        self.beads = changed
        self._show(cursor)

    def _show(self, cursor: int) -> None:
        doubtful = set(review.doubtful(self.beads))
        entries = [partial(bead_lines, bead, n in doubtful) for n, bead in enumerate(self.beads)]
        self.show(entries, cursor)


def bead_lines(bead: Bead, is_doubtful: bool, cells: int) -> list[Line]:
    """Return a pair side by side, after its shape and whether it needs a look."""
    room = max(cells - _MARGIN - _GAP, 8)
    left = int(room * _SOURCE_SHARE) // 2 * 2
    sources = [line for text in bead.sources for line in wrapped(text, left)]
    targets = [line for text in bead.targets for line in wrapped(text, room - left)]
    if not bead.is_pair:
        alone = (Run("(nothing)", "faint"),)
        sources, targets = sources or [alone], targets or [alone]
    shape = f"{bead.shape[0]}:{bead.shape[1]}"
    lines: list[Line] = []
    for n, (source, target) in enumerate(zip_longest(sources, targets, fillvalue=())):
        head = Run(f"{shape:<4}" if n == 0 else " " * 4, "dim")
        mark = Run("? " if is_doubtful and n == 0 else "  ", "warning")
        fill = Run(" " * (left + _GAP - 1 - line_width(source)))
        lines.append((head, mark, *source, fill, *target))
    return [*lines, ()]
