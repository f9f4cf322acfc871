"""What saving, drafting and looking up share: the document, the page, and a voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.screen import Screen

from workbench.core.code import Code
from workbench.core.document import Segment
from workbench.services.workspace import Workspace
from workbench.tui.provenance import provenance
from workbench.tui.sheet import Sheet
from workbench.tui.tasks import Tasks
from workbench.tui.widgets.key_bar import KeyBar
from workbench.tui.widgets.page import Page
from workbench.tui.widgets.panels import Panels
from workbench.tui.widgets.status_bar import Standing, StatusBar


@dataclass(frozen=True, slots=True)
class Desk:
    """The open document with everything that shows it."""

    ws: Workspace
    sheet: Sheet
    tasks: Tasks
    page: Page
    panels: Panels
    status: StatusBar
    keys: KeyBar
    screen: Screen[None]

    @property
    def index(self) -> int:
        """Index of the current segment."""
        return self.page.current

    @property
    def segment(self) -> Segment:
        """The current segment, as it is stored."""
        return self.sheet.segments[self.index]

    @property
    def codes(self) -> tuple[Code, ...]:
        """What the placeholders of the current segment's paragraph stand for."""
        return self.sheet.paragraph_of(self.index).codes

    def show(self, indexes: Iterable[int]) -> None:
        """Show segments again that have changed, and what follows from it."""
        self.page.show(indexes)
        self.show_standing()

    def show_standing(self) -> None:
        """Bring the status bar and the line over the panels up to date."""
        sheet = self.sheet
        paragraph, paragraphs = sheet.rank_of_paragraph(self.index)
        self.status.standing = Standing(
            name=sheet.document.name,
            segment=self.index + 1,
            segments=len(sheet),
            paragraph=paragraph,
            paragraphs=paragraphs,
            progress=sheet.progress,
            doubtful=sheet.doubtful,
        )
        self.show_saving()
        self.show_provenance()

    def show_saving(self) -> None:
        """Say whether everything is stored."""
        if self.sheet.failed:
            self.status.saving = ("NOT SAVED", "error")
        elif self.tasks.writing:
            self.status.saving = ("saving …", "warning")
        elif self.sheet.unsaved:
            self.status.saving = ("typing …", "warning")
        else:
            self.status.saving = ("saved", "good")

    def show_provenance(self) -> None:
        """Say whose words the current target holds."""
        drafting = self.segment.id in self.sheet.drafting
        unsaved = self.sheet.is_unsaved(self.index)
        self.panels.head.origin = provenance(self.segment, unsaved=unsaved, drafting=drafting)

    def say(self, text: str, *, seconds: float = 4) -> None:
        """Tell something that is good to know, in the bottom line."""
        self.keys.say(text, "accent", seconds)

    def warn(self, text: str) -> None:
        """Tell something that needs a look, in the bottom line."""
        self.keys.say(text, "warning", 8)

    def alarm(self, error: BaseException, *, title: str) -> None:
        """Tell what went wrong."""
        self.screen.notify(str(error), title=title, severity="error", timeout=15, markup=False)
