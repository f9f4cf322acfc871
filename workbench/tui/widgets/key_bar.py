"""The bottom line: the keys that matter here, made from the bindings, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from workbench.text.widths import fit, width
from workbench.tui.keys import FIRST, key_name
from workbench.tui.rows import Line, Run
from workbench.tui.widgets.runs_view import RunsView

_BETWEEN = 2


def fitting(bindings: Sequence[Binding], cells: int) -> list[Binding]:
    """Return the bindings that fit a line, in order; those named first are left out last."""
    shown = [b for b in bindings if b.show]
    chosen: set[int] = set()
    room = cells
    for binding in sorted(shown, key=lambda b: FIRST.index(b.id) if b.id in FIRST else len(FIRST)):
        if _cells(binding) <= room:
            chosen.add(id(binding))
            room -= _cells(binding)
    return [b for b in shown if id(b) in chosen]


def _cells(binding: Binding) -> int:
    return width(f"{key_name(binding)} {binding.description}") + _BETWEEN


class KeyBar(RunsView):
    """Keys and what they do; a click does it."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    """

    note: reactive[tuple[str, str]] = reactive(("", ""))
    """What is said instead of the keys for a while, and the style to say it in."""

    def __init__(self, bindings: Sequence[Binding], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._own = bindings
        self._bindings_shown = bindings
        self._place: DOMNode | None = None
        self._timer: Timer | None = None

    def show_keys_of(self, widget: Widget | None) -> None:
        """Show the keys of a widget that has them now; None for those of the screen."""
        bindings = () if widget is None else widget.BINDINGS
        self._bindings_shown = [b for b in bindings if isinstance(b, Binding)] or self._own
        self._place = widget
        self.refresh()

    def say(self, text: str, style: str, seconds: float) -> None:
        """Say something instead of the keys, for some seconds."""
        self.note = (text, style)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self.hush)

    def hush(self) -> None:
        """Show the keys again."""
        self.note = ("", "")

    def line(self, y: int) -> Line:  # noqa: ARG002 - there is only one
        """Return the line."""
        text, style = self.note
        if text:
            return (Run(fit(text, self.scrollable_content_region.width), style),)
        runs: list[Run] = []
        for binding in fitting(self._bindings_shown, self._room):
            runs.append(Run(key_name(binding), "key"))
            runs.append(Run(f" {binding.description}" + " " * _BETWEEN, "dim"))
        return tuple(runs)

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width + _BETWEEN

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        x = event.x - 1
        for binding in fitting(self._bindings_shown, self._room):
            if x < _cells(binding) - _BETWEEN:
                await self.app.run_action(binding.action, self._place or self.screen)
                return
            x -= _cells(binding)
