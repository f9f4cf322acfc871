"""The panels beside the text, or, where the screen is narrow, as tabs under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.reactive import reactive

from workbench.text.widths import width
from workbench.tui.provenance import fitting
from workbench.tui.rows import Line, Run, line_width
from workbench.tui.widgets.concordance_panel import ConcordancePanel
from workbench.tui.widgets.panel import Panel
from workbench.tui.widgets.runs_view import RunsView


class TabLine(RunsView):
    """The line over the panels: their names where they are tabs, and whose words these are."""

    DEFAULT_CSS = """
    TabLine {
        height: 1;
        padding: 0 1;
        background: $panel;
        & > .runs--tab { text-style: bold reverse; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"runs--tab"}

    tabs: reactive[tuple[str, ...]] = reactive(())
    """Names of the panels; empty where all are seen."""

    active: reactive[int] = reactive(0)
    """Number of the panel that is seen."""

    origin: reactive[tuple[str, str]] = reactive(("", ""))
    """Whose words the current target holds, and the style to say it in."""

    @dataclass
    class TabClicked(Message):
        """Somebody clicked the name of a panel."""

        number: int

    def line(self, y: int) -> Line:  # noqa: ARG002 - there is only one
        """Return the only line."""
        tabs = self._tabs()
        text, style = self.origin
        room = self.scrollable_content_region.width - line_width(tabs)
        text = fitting(text, max(room - 1, 0))
        return (*tabs, Run(" " * (room - width(text)) if tabs else ""), Run(text, style))

    def _tabs(self) -> Line:
        runs = []
        for number, name in enumerate(self.tabs):
            runs += [Run(f" {name} ", "tab" if number == self.active else "dim"), Run(" ")]
        return tuple(runs)

    def on_click(self, event: events.Click) -> None:
        """Tell which name was clicked."""
        x = event.x - 1
        for number, name in enumerate(self.tabs):
            if x < width(name) + 2:
                self.post_message(self.TabClicked(number))
                return
            x -= width(name) + 3


class Panels(Container):
    """Suggestions, terms and issues of the current segment, and the concordance."""

    DEFAULT_CSS = """
    Panels {
        layout: vertical;
        & #suggestions { height: 5fr; }
        & #terms { height: 4fr; }
        & #issues { height: 2fr; min-height: 3; }
        & #memory { height: 7fr; display: none; }
        &.-with-memory #memory { display: block; }
        &.-tabs Panel, &.-tabs #memory { border-top: none; display: none; height: 1fr; }
        &.-tabs Panel.-active, &.-tabs #memory.-active { display: block; }
    }
    """

    active: reactive[int] = reactive(0, init=False)
    """Number of the panel that is seen where they are tabs."""

    as_tabs: reactive[bool] = reactive(False, init=False)
    """Whether only one panel is seen at a time."""

    with_memory: reactive[bool] = reactive(False, init=False)
    """Whether the concordance is seen where all panels are."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.head = TabLine()
        self.suggestions = Panel("Suggestions", id="suggestions")
        self.terms = Panel("Terms", id="terms")
        self.issues = Panel("Issues", id="issues")
        self.memory = ConcordancePanel("Memory", id="memory")
        self._before = 0

    @property
    def all(self) -> tuple[Panel | ConcordancePanel, ...]:
        """The panels in order."""
        return self.suggestions, self.terms, self.issues, self.memory

    @property
    def shows_memory(self) -> bool:
        """Whether the concordance is seen, if only by its name and number."""
        return self.as_tabs or self.with_memory

    def enter_memory(self) -> None:
        """Show the concordance and let it have the keys."""
        memory = len(self.all) - 1
        if self.active != memory:
            self._before, self.active = self.active, memory
        self.memory.enter()

    def leave_memory(self) -> None:
        """Show the panel that was seen before."""
        self.active = self._before

    def compose(self) -> ComposeResult:
        """Stack the panels under their line."""
        yield self.head
        yield from self.all

    def on_mount(self) -> None:
        """Show the first panel."""
        self.update_tabs()

    def next_tab(self) -> None:
        """Show the next panel where they are tabs."""
        self.active = (self.active + 1) % len(self.all)

    def update_tabs(self) -> None:
        """Bring the names and numbers of entries up to date."""
        for number, panel in enumerate(self.all):
            panel.set_class(number == self.active, "-active")
        names = tuple(f"{p.title} {p.count}" if p.count else p.title for p in self.all)
        self.head.tabs = names if self.as_tabs else ()
        self.head.active = self.active

    def watch_active(self) -> None:
        """Show another panel."""
        self.update_tabs()

    def watch_with_memory(self, with_memory: bool) -> None:
        """Let the concordance stand under the others, or go."""
        self.set_class(with_memory, "-with-memory")

    def watch_as_tabs(self, as_tabs: bool) -> None:
        """Change between panels and tabs."""
        self.set_class(as_tabs, "-tabs")
        self.update_tabs()

    def on_tab_line_tab_clicked(self, event: TabLine.TabClicked) -> None:
        """Show the panel whose name was clicked."""
        self.active = event.number
