"""The peer of `benchmarks.paint`: the smallest Textual application in which one can type.

python -m benchmarks.bare
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Bare(App[None]):
    """A text area and nothing else."""

    def compose(self) -> ComposeResult:
        """Fill the screen with the text area."""
        yield TextArea("东屿湾")


if __name__ == "__main__":
    Bare().run()
