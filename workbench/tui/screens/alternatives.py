"""A small list at the cursor: other words for the one that stands there, or other sentences.

Promises: nothing is decided before a key or a click chooses; digits choose at once; the list stays
inside the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench.services import alternatives
from workbench.text.widths import fit
from workbench.tui.rows import Line, Run, wrapped
from workbench.tui.screens.listing import Listing

if TYPE_CHECKING:
    from workbench.engines.base import Engine
    from workbench.engines.interactive.alternatives import Alternative

_CELLS = 64
_ROWS = 16
_BORDER = 2
_KEYS = 2


class AlternativesPopup(Listing["Alternative"]):
    """What else the model would say here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "take it", id="alternatives.take", priority=True),
        Binding(
            "f10,alt+0,tab", "other", "word or sentence", id="alternatives.other", priority=True
        ),
        *(
            Binding(f"{n},alt+{n}", f"digit({n})", "choose", id=f"alternatives.{n}", show=False)
            for n in range(1, 10)
        ),
    ]

    DEFAULT_CSS = """
    AlternativesPopup {
        align: left top;
        background: transparent;
        & > #box { max-width: 100%; max-height: 100%; padding: 0; background: $panel; }
        & KeyBar { margin: 0; background: $panel; }
    }
    """

    def __init__(
        self, engine: Engine, source: str, target: str, at: int, cursor: tuple[int, int]
    ) -> None:
        """List what `engine` has.

        Args:
            engine: asked in a worker.
            source: the segment's source.
            target: its target as it stands.
            at: offset of the cursor in the target.
            cursor: its place on the screen, as (x, y).
        """
        super().__init__()
        self._ask = (
            ("Another word", partial(alternatives.for_word, engine, source, target, at)),
            ("Another sentence", partial(alternatives.for_segment, engine, source, target)),
        )
        self._whole = 0
        self._cursor = cursor
        self._found: Sequence[Alternative] = ()

    def on_mount(self) -> None:
        """Ask for other words first."""
        self._begin()

    def choose(self, number: int) -> None:
        """Close with an alternative."""
        self.dismiss(self._found[number])

    def action_digit(self, number: int) -> None:
        """Choose an alternative by its number from 1."""
        if number <= len(self._found):
            self.choose(number - 1)

    def action_other(self) -> None:
        """List sentences instead of words, or words again."""
        self._whole = 1 - self._whole
        self._begin()

    def _begin(self) -> None:
        title, call = self._ask[self._whole]
        self.query_one("#box", Vertical).border_title = title
        self._take(())
        self.rows.say("Asking the model …")
        self.tasks.read("alternatives", call, self._arrived, self.failed)

    def _arrived(self, found: Sequence[Alternative]) -> None:
        self._take(found)
        if found:
            self.show([partial(_lines, n, one) for n, one in enumerate(found, 1)])
        else:
            self.rows.say("The model has no other one here.")

    def _take(self, found: Sequence[Alternative]) -> None:
        """Hold what was found, in a box large enough for it, near the cursor."""
        self._found = found
        width, height = self.app.size
        cells = min(_CELLS, width)
        rows = sum(len(_lines(n, one, cells - _BORDER - 1)) for n, one in enumerate(found, 1))
        wanted = min(max(rows, 1), _ROWS) + _BORDER + _KEYS
        x, y = self._cursor
        below = height - y - 1
        top = y + 1 if wanted <= below or below >= y else max(y - wanted, 0)
        box = self.query_one("#box", Vertical)
        box.styles.width, box.styles.height = cells, min(wanted, height - top)
        box.styles.offset = (max(min(x, width - cells), 0), top)


def _lines(number: int, one: Alternative, cells: int) -> list[Line]:
    """Return an alternative: a word with what follows it on one line, or a sentence on several."""
    head = Run(f"{number} ", "key")
    if one.start == 0 and one.end == len(one.target):
        first, *others = wrapped(one.target, max(cells - 2, 2))
        return [(head, *first), *((Run("  "), *line) for line in others)]
    word, rest = one.target[one.start : one.end], one.target[one.end :]
    return [(head, Run(word, "bold"), Run(fit(rest, max(cells - len(word) - 3, 0)), "dim"))]
