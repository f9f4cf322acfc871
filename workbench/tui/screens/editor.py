"""The editor's screen: it arranges the parts and passes messages on to them.

Promises: no key and no paint waits for a database, an engine or a disk; leaving the screen in any
way stores what is typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.worker import Worker

from workbench.core.document import Document
from workbench.services.workspace import Workspace
from workbench.tui.desk.completing import Completing, CompletionArrived
from workbench.tui.desk.concording import Concording
from workbench.tui.desk.desk import Desk
from workbench.tui.desk.drafting import Drafting, DraftsArrived, DraftsStarted
from workbench.tui.desk.lookups import Lookups
from workbench.tui.desk.memories import Memories
from workbench.tui.desk.pointing import Pointing
from workbench.tui.desk.saving import Saving
from workbench.tui.desk.shaping import Shaping
from workbench.tui.desk.weighing import Weighing
from workbench.tui.keys import EDITOR
from workbench.tui.screens.actions import EditorActions
from workbench.tui.sheet import Sheet
from workbench.tui.tasks import Tasks
from workbench.tui.widgets.concordance_panel import ConcordancePanel, QueryLine
from workbench.tui.widgets.document_view import DocumentView
from workbench.tui.widgets.key_bar import KeyBar
from workbench.tui.widgets.page import Page
from workbench.tui.widgets.panel import Panel
from workbench.tui.widgets.panels import Panels
from workbench.tui.widgets.status_bar import StatusBar
from workbench.tui.widgets.target_area import TargetArea

if TYPE_CHECKING:
    from workbench.engines.base import Engine
    from workbench.services.drafting import Drafter
    from workbench.terminology.matcher import Matcher

_BESIDE = 100
"""Columns from which on the panels stand beside the text instead of under it."""

_LOW = 16
"""Rows below which the panels are left out."""

_ANYWHERE = frozenset({"concordance", "help"})
"""Actions that do what they do wherever the keys go."""


class EditorScreen(EditorActions):
    """One document, being translated."""

    BINDINGS: ClassVar = [*EDITOR]

    DEFAULT_CSS = """
    EditorScreen {
        & > #desk { layout: horizontal; height: 1fr; }
        & Page { width: 1fr; height: 1fr; }
        & Panels { width: 36%; max-width: 72; border-left: solid $foreground 20%; }
        &.-narrow > #desk { layout: vertical; }
        &.-narrow Panels {
            width: 1fr;
            max-width: 100%;
            height: 35%;
            max-height: 9;
            border-left: none;
        }
        &.-searching #memory { height: 20fr; }
        &.-narrow.-searching Panels { height: 60%; max-height: 100%; }
        &.-low Panels { display: none; }
        &.-low.-searching Panels { display: block; }
    }
    """

    def __init__(self, ws: Workspace, document: Document, load: Callable[[], Engine]) -> None:
        """Edit a document.

        Args:
            ws: the workspace.
            document: as it is in the database.
            load: returns the engine that drafts; runs in a thread and may take its time.
        """
        super().__init__()
        sheet = Sheet(document)
        self.page = Page(sheet, id="page")
        self.panels = Panels(id="panels")
        self.status = StatusBar(id="status")
        self.keys = KeyBar(EDITOR, id="keys")
        self.desk = Desk(
            ws, sheet, Tasks(self), self.page, self.panels, self.status, self.keys, self
        )
        self.lookups = Lookups(self.desk, self._glossary_changed, lambda: self.memories.names)
        self.concording = Concording(self.desk, lambda: self.memories.names)
        self.completing = Completing(self.desk, lambda: self.lookups.suggestions)
        self.pointing = Pointing(self.desk)
        self.drafting = Drafting(self.desk, load, self._engine_ready)
        self.weighing = Weighing(self.desk, self.lookups.weighed)
        self.saving = Saving(self.desk, self.enter, self.drafting.start_over)
        self.memories = Memories(self.desk, self.saving, self.lookups.memories_changed)
        self.shaping = Shaping(self.desk, self.saving, self.go)

    def compose(self) -> ComposeResult:
        """Put the text between status bar and keys, with the panels beside or under it."""
        yield self.status
        with Container(id="desk"):
            yield self.page
            yield self.panels
        yield self.keys

    def on_mount(self) -> None:
        """Go where the last session stood, and start everything that takes time."""
        sheet = self.desk.sheet
        self.page.go(sheet.index_of(sheet.document.cursor) or 0)
        self.desk.show_standing()
        # The first paint comes before everything else: imports in a thread slow it down, too.
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        self.memories.start()
        self.concording.start()
        self.lookups.start()
        self.lookups.enter()
        self.drafting.start()

    def _glossary_changed(self, matcher: Matcher) -> None:
        self.drafting.glossary_changed(matcher)

    def _engine_ready(self, drafter: Drafter | None) -> None:
        self.lookups.engine_ready(drafter)
        engine = drafter.engine if drafter else None
        self.completing.engine_ready(engine)
        self.pointing.engine_ready(engine)
        self.weighing.engine_ready(drafter.engine if drafter else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the text where nothing is offered that it would take."""
        if action in ("complete_word", "complete_all", "hide_completion"):
            return self._writes and bool(self.page.area.ghost)
        if action == "close_concordance":
            return self._writes and self.panels.with_memory and not self.panels.as_tabs
        if not self._writes and action not in _ANYWHERE:
            return False
        return super().check_action(action, parameters)

    @property
    def _writes(self) -> bool:
        """Whether the keys go to the target."""
        return self.focused in (self.page.area, None)

    # Lifecycle

    async def store_everything(self) -> bool:
        """Store what is typed and where the cursor stands; return whether that succeeded."""
        await self.saving.settle()
        self.saving.remember_cursor()
        await self.desk.tasks.settle()
        return not self.desk.sheet.unsaved

    @property
    def unsaved(self) -> tuple[tuple[int, str], ...]:
        """What is typed and not stored, as (segment id, text)."""
        self.page.keep()
        return self.desk.sheet.unsaved

    # Messages

    def on_resize(self, event: events.Resize) -> None:
        """Put the panels beside the text, under it, or away."""
        self.set_class(event.size.width < _BESIDE, "-narrow")
        self.set_class(event.size.height < _LOW, "-low")
        self.panels.as_tabs = event.size.width < _BESIDE

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand results of workers on."""
        self.desk.tasks.finished(event)
        self.desk.show_saving()

    def on_target_area_typed(self) -> None:
        """Save and check what was typed, a moment later."""
        self.desk.show_provenance()
        self.saving.typed()
        self.lookups.typed()
        self.completing.look()
        self.pointing.look()

    def on_page_cursor_moved(self) -> None:
        """Offer the rest at the end of the text; point to the source words of the one there."""
        self.completing.look()
        self.pointing.look()
        self.concording.follow()

    def on_status_bar_memory_clicked(self) -> None:
        """Choose another memory."""
        self.memories.choose()

    def on_selecting_view_selection_changed(self) -> None:
        """Search for words of the source."""
        self.concording.follow()

    def on_query_line_picked(self, event: QueryLine.Picked) -> None:
        """Pick other words of the source."""
        self.concording.pick(event.step, event.move)

    def on_concordance_panel_asked(self, event: ConcordancePanel.Asked) -> None:
        """Search for what was typed."""
        self.concording.typed(event.query)

    def on_concordance_panel_taken(self, event: ConcordancePanel.Taken) -> None:
        """Put the text in."""
        self.concording.take(event.text)

    def on_concordance_panel_left(self) -> None:
        """Go on with the target."""
        self.concording.leave()

    def on_concordance_panel_focus_moved(self) -> None:
        """Make room for the concordance while the keys go there, and show what they do."""
        panel = self.panels.memory
        is_there = panel.has_focus_within
        self.set_class(is_there, "-searching")
        self.keys.show_keys_of(panel if is_there else None)

    def on_document_view_source_clicked(self, event: DocumentView.SourceClicked) -> None:
        """Go to the target word of the one that was clicked."""
        self.pointing.go_to(event.offset)

    def on_target_area_edge_reached(self, event: TargetArea.EdgeReached) -> None:
        """Leave the text upwards or downwards."""
        self.go(self.desk.index + event.step, at_end=event.step < 0)

    def on_target_area_history_exhausted(self, event: TargetArea.HistoryExhausted) -> None:
        """Go on undoing or redoing across segments."""
        self.saving.go_back(event.step)

    def on_document_view_segment_clicked(self, event: DocumentView.SegmentClicked) -> None:
        """Go to the segment, with the cursor where the click was."""
        self.go(event.index)
        self.page.area.place_cursor(event.cell, event.row)

    def on_document_view_noise_clicked(self, event: DocumentView.NoiseClicked) -> None:
        """Offer to make something of the noise."""
        self.shaping.paragraphs(event.paragraph.id)

    def on_panel_entry_clicked(self, event: Panel.EntryClicked) -> None:
        """Take the suggestion, put in the term."""
        if event.panel is self.panels.suggestions:
            self.action_take(event.entry + 1)
        elif event.panel is self.panels.terms:
            self.action_insert_term(event.entry)

    def on_completion_arrived(self, message: CompletionArrived) -> None:
        """Offer what was completed, unless the typing has gone on."""
        self.completing.arrived(message)

    def on_drafts_started(self, message: DraftsStarted) -> None:
        """Mark what is being drafted."""
        self.drafting.started(message)

    def on_drafts_arrived(self, message: DraftsArrived) -> None:
        """Show what was drafted."""
        self.drafting.arrived(message)
        self.weighing.look()
        if self.desk.segment.id in message.asked:
            self.lookups.enter()
            self.pointing.look()
