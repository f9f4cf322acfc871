"""What is shown instead of a broken screen where the window is too small."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST = Size(40, 10)
"""Columns and rows that the editor needs."""


def is_too_small(size: Size) -> bool:
    """Return whether the editor cannot be used in a window of that size."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(ModalScreen[None]):
    """Says so, and goes when the window has grown."""

    DEFAULT_CSS = """
    TooSmallScreen {
        align: center middle;
        background: $background;
        & Static { width: auto; max-width: 100%; text-align: center; }
    }
    """

    def compose(self) -> ComposeResult:
        """Say what is wrong, how large, and what can be done."""
        yield Static(self._text(), id="message")

    def on_resize(self) -> None:
        """Say the size as it is now."""
        self.query_one("#message", Static).update(self._text())

    def _text(self) -> str:
        size = self.app.size
        return (
            f"Window too small\n{size.width}×{size.height}, needs "
            f"{SMALLEST.width}×{SMALLEST.height}\nEnlarge it\n^Q quits, saved"
        )
