"""What changes the document's shape: source, split, merge, paragraphs, rewriting a paragraph.

Promises: what is typed is stored first; each change is one step of undo and leaves the cursor on
the segment where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from workbench.core.bead import Bead
from workbench.core.document import ParagraphKind
from workbench.services import paragraphs, structure
from workbench.tui.desk.desk import Desk
from workbench.tui.desk.saving import Saving
from workbench.tui.screens.paragraphs import Chosen, ParagraphsDialog, Treatment
from workbench.tui.screens.proposals import ProposalsDialog
from workbench.tui.screens.rewrite import RewriteDialog, Rewritten
from workbench.tui.screens.source import Cut, SourceDialog, SplitDialog

_TREATMENTS: Final = {
    Treatment.JOIN: (paragraphs.join_paragraphs, "The two paragraphs are one now."),
    Treatment.RESTORE: (paragraphs.restore_source, "The source is as the file has it."),
    Treatment.PUNCTUATION: (paragraphs.clean_punctuation, "The marks are full-width now."),
}
"""What each treatment calls, and what is said then."""


class Shaping:
    """The dialogs that change segments and paragraphs, and what follows from them."""

    def __init__(self, desk: Desk, saving: Saving, go: Callable[[int], None]) -> None:
        """Change the document of a desk.

        Args:
            desk: what is open.
            saving: writes.
            go: goes to a segment, by its index.
        """
        self._desk = desk
        self._saving = saving
        self._go = go
        self._written: dict[int, str] = {}

    def edit_source(self) -> None:
        """Correct the source of the current segment."""
        segment = self._desk.segment

        def store(source: str | None) -> None:
            if source is not None:
                call = partial(structure.edit_source, self._desk.ws, segment.id, source)
                self._saving.restructure("edit-source", call, "The source is changed.")

        if self._is_free():
            markup = {code.number for code in self._desk.codes}
            self._desk.screen.app.push_screen(SourceDialog(segment.source, markup), store)

    def split(self) -> None:
        """Split the current segment."""
        desk, segment = self._desk, self._desk.segment

        def store(cut: Cut | None) -> None:
            if cut is not None:
                call = partial(structure.split, desk.ws, segment.id, cut.source, cut.target)
                self._saving.restructure("split", call, "The segment is split.")

        if len(segment.source) == 1:
            desk.say("There is nothing to split.")
        elif self._is_free():
            is_machine = segment.is_machine_draft and not desk.sheet.is_unsaved(desk.index)
            text = "" if is_machine else desk.sheet.text(desk.index)
            dialog = SplitDialog(segment.source, text, desk.page.area.cursor_offset)
            desk.screen.app.push_screen(dialog, store)

    def merge(self) -> None:
        """Merge the current segment with the next one of its paragraph."""
        desk = self._desk
        if desk.index + 1 not in desk.sheet.indexes_of_paragraph(desk.index):
            desk.say("This is the last segment of its paragraph.")
        elif self._is_free():
            call = partial(structure.merge_with_next, desk.ws, desk.segment.id)
            self._saving.restructure("merge", call, "The two segments are one now.")

    def rewrite(self) -> None:
        """Translate the current paragraph as a whole, then align it."""
        from workbench.tui.screens.beads import BeadsDialog  # brings numpy: 0.15 s

        desk = self._desk
        self._saving.save()
        indexes = desk.sheet.indexes_of_paragraph(desk.index)
        sources = tuple(desk.sheet.segments[i].source for i in indexes)
        whole = " ".join(filter(None, (desk.sheet.text(i).strip() for i in indexes)))
        paragraph_id = desk.segment.paragraph_id

        def review(rewritten: Rewritten | None) -> None:
            if rewritten is None:
                self._written.pop(paragraph_id, None)
            elif rewritten.beads:
                dialog = BeadsDialog(rewritten.beads)
                desk.screen.app.push_screen(dialog, partial(again, rewritten))
            else:
                self._written[paragraph_id] = rewritten.text
                desk.say("What you wrote is kept until you leave: F7 goes on with it.")

        def again(rewritten: Rewritten, beads: tuple[Bead, ...] | None) -> None:
            if beads is None:
                ask(rewritten.text)
            else:
                self._written.pop(paragraph_id, None)
                call = partial(structure.confirm_beads, desk.ws, paragraph_id, beads)
                self._saving.restructure("store-beads", call, "The paragraph is confirmed.")

        def ask(text: str) -> None:
            desk.screen.app.push_screen(RewriteDialog(desk.ws, sources, whole, text), review)

        ask(self._written.get(paragraph_id, whole))

    def paragraphs(self, paragraph_id: int | None = None) -> None:
        """Say what paragraphs are, or undo their clean-up; the list opens at one of them."""
        desk = self._desk

        def store(chosen: Chosen | None) -> None:
            if chosen is None:
                return
            if chosen.what is None:
                self._visit(chosen.paragraph_id)
            elif isinstance(chosen.what, ParagraphKind):
                call = partial(structure.set_kind, desk.ws, chosen.paragraph_id, chosen.what)
                said = f"The paragraph is {chosen.what.value} now."
                self._saving.restructure("paragraph-kind", call, said)
            else:
                treat, said = _TREATMENTS[chosen.what]
                call = partial(treat, desk.ws, chosen.paragraph_id)
                self._saving.restructure(f"paragraph-{chosen.what.value}", call, said)

        at = desk.segment.paragraph_id if paragraph_id is None else paragraph_id
        dialog = ParagraphsDialog(desk.sheet.document.paragraphs, at)
        desk.screen.app.push_screen(dialog, store)

    def _visit(self, paragraph_id: int) -> None:
        """Go to the first segment of a paragraph."""
        segments = self._desk.sheet.segments
        found = (n for n, one in enumerate(segments) if one.paragraph_id == paragraph_id)
        self._go(next(found, self._desk.index))

    def split_paragraph(self) -> None:
        """Let a new paragraph begin at the current segment."""
        desk = self._desk
        if desk.index == desk.sheet.indexes_of_paragraph(desk.index).start:
            desk.say("A paragraph begins here already.")
        else:
            call = partial(paragraphs.split_paragraph, desk.ws, desk.segment.id)
            self._saving.restructure("split-paragraph", call, "A new paragraph begins here.")

    def join_paragraphs(self) -> None:
        """Join the current paragraph with the next one."""
        desk = self._desk
        if desk.sheet.indexes_of_paragraph(desk.index).stop == len(desk.sheet):
            desk.say("This is the last paragraph.")
        else:
            call = partial(paragraphs.join_paragraphs, desk.ws, desk.segment.paragraph_id)
            self._saving.restructure("join-paragraphs", call, "The two paragraphs are one now.")

    def proposals(self) -> None:
        """List likely scanning errors; what is accepted there is shown when the list closes."""
        desk = self._desk

        def show(changed: bool | None) -> None:
            if changed:
                self._saving.restructure("proposals", lambda: None, "The source is corrected.")

        dialog = ProposalsDialog(desk.ws, desk.sheet, desk.index)
        desk.screen.app.push_screen(dialog, show)

    def _is_free(self) -> bool:
        """Return whether the current segment may be changed; say so if not."""
        if self._desk.segment.locked:
            self._desk.warn("The segment is locked; Ctrl+L unlocks it.")
        return not self._desk.segment.locked
