"""What the checks find in the document, to go through one by one."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from workbench.services import quality
from workbench.services.workspace import Workspace
from workbench.tui.panel_lines import issue_lines
from workbench.tui.rows import Line, Run, wrapped
from workbench.tui.screens.listing import Listing
from workbench.tui.sheet import Sheet


class IssuesDialog(Listing[int]):
    """All segments with issues; the result is the index of one."""

    title_text: ClassVar[str] = "What the checks find"
    empty: ClassVar[str] = "Checking …"

    def __init__(self, ws: Workspace, sheet: Sheet, current: int) -> None:
        self.ws = ws
        self.sheet = sheet
        self.current = current
        self.found: list[quality.SegmentIssues] = []
        super().__init__()

    def on_mount(self) -> None:
        """Check the document in a worker."""
        call = partial(quality.check_document, self.ws, self.sheet.document.id)
        self.tasks.read("check-document", call, self._take, self.failed)

    def choose(self, number: int) -> None:
        """Close with the segment."""
        self.dismiss(self.sheet.index_of(self.found[number].segment.id))

    def _take(self, found: tuple[quality.SegmentIssues, ...]) -> None:
        self.found = [f for f in found if f.issues and f.segment.target]
        if not self.found:
            self.rows.say("The checks find nothing in what is translated.")
            return
        places = [self.sheet.index_of(f.segment.id) or 0 for f in self.found]
        cursor = next((n for n, index in enumerate(places) if index >= self.current), 0)
        self.show([partial(self._entry, each) for each in self.found], cursor)

    def _entry(self, found: quality.SegmentIssues, cells: int) -> list[Line]:
        number = (self.sheet.index_of(found.segment.id) or 0) + 1
        first = wrapped(found.segment.source, cells - 6)[0]
        lines: list[Line] = [(Run(f"{number:>4}  ", "key"), *first)]
        lines += [
            (Run("      "), *panel_line.line) for panel_line in issue_lines(found.issues, cells - 6)
        ]
        return lines
