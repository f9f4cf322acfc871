"""The top line: document, place, progress; at its right what is saved where, and which engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from workbench.core.document import Progress
from workbench.text.widths import fit, width
from workbench.tui.rows import Line, Run, line_width
from workbench.tui.widgets.runs_view import RunsView

_WIDE = 100
"""Cells from which on there is room for a long name of a memory."""

_NAME, _SHORT_NAME = 24, 10
"""Cells of the memory's name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the left part says.

    Attributes:
        name: the document's name.
        segment, segments: 1-based number of the current segment, and how many there are.
        paragraph, paragraphs: likewise for paragraphs that are translated.
        progress: how much is done.
        doubtful: drafts with something doubtful.
    """

    name: str = ""
    segment: int = 0
    segments: int = 0
    paragraph: int = 0
    paragraphs: int = 0
    progress: Progress = field(default_factory=Progress)
    doubtful: int = 0


class StatusBar(RunsView):
    """One line that never wraps: what does not fit is said more shortly."""

    DEFAULT_CSS = """
    StatusBar {
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    standing: reactive[Standing] = reactive(Standing())
    """Document, place and progress."""

    saving: reactive[tuple[str, str]] = reactive(("saved", "dim"))
    """Whether everything is stored, and the style to say it in."""

    memory: reactive[str] = reactive("")
    """Name of the memory that the document writes to; empty until it is known."""

    fills: reactive[bool] = reactive(True)
    """Whether repetitions are filled forward."""

    engine: reactive[tuple[str, str]] = reactive(("", "dim"))
    """What the engine does, and the style to say it in."""

    class MemoryClicked(Message):
        """Somebody clicked the name of the memory."""

    def line(self, y: int) -> Line:  # noqa: ARG002 - there is only one
        """Return the line, in the longest form that fits."""
        room = self.scrollable_content_region.width
        right = self._right(room)
        taken = sum(width(run.text) for run in right)
        for form in _forms(self.standing):
            if width(form) + 2 + taken <= room:
                break
        left = fit(form, max(room - taken - 2, 0))
        fill = " " * max(room - width(left) - taken, 0)
        return (Run(left, "bold"), Run(fill), *right)

    def _right(self, room: int) -> Line:
        (saving, saving_style), (engine, engine_style) = self.saving, self.engine
        runs = (Run(saving, saving_style), *self._memory(room))
        if not engine:
            return runs
        engine = fit(engine, max(room // 2 - line_width(runs), 8))
        return (*runs, Run(" · ", "dim"), Run(engine, engine_style))

    def _memory(self, room: int) -> Line:
        """Say where confirmed segments go, and whether their repetitions are left alone."""
        if not self.memory:
            return ()
        name = Run(f" → {fit(self.memory, _NAME if room >= _WIDE else _SHORT_NAME)}", "dim")
        return (name,) if self.fills else (name, Run(" · no filling", "warning"))

    def on_click(self, event: events.Click) -> None:
        """Tell that the name of the memory was clicked."""
        room = self.scrollable_content_region.width
        right, memory = line_width(self._right(room)), line_width(self._memory(room))
        start = room - right + width(self.saving[0])
        if start <= event.x - self.gutter.left < start + memory:
            self.post_message(self.MemoryClicked())


def _forms(s: Standing) -> tuple[str, ...]:
    done = s.progress
    percent = f"{done.percent} % confirmed"
    place = f"{s.segment} of {s.segments} · ¶ {s.paragraph} of {s.paragraphs}"
    counted = f"({done.characters_confirmed:,} of {done.characters:,} characters)"
    short = f"{s.segment}/{s.segments} · {done.percent} %"
    doubtful = f" · {s.doubtful:,} doubtful" if s.doubtful else ""
    in_brief = f" · {s.doubtful:,} ?" if s.doubtful else ""
    places = f"{s.segment}/{s.segments} · ¶ {s.paragraph}/{s.paragraphs}"
    return (
        f"{s.name} · {place} · {percent} {counted}{doubtful}",
        f"{s.name} · {place} · {percent}{doubtful}",
        f"{s.name} · {places} · {done.percent} %{doubtful}",
        f"{s.name} · {places} · {done.percent} %{in_brief}",
        f"{fit(s.name, 16)} · {places} · {done.percent} %{in_brief}",
        f"{fit(s.name, 16)} · {short}{in_brief}",
        f"{fit(s.name, 10)} · {short}{in_brief}",
        f"{short}{in_brief}",
        short,
    )
