"""The editor's actions: what its keys do. Each is a line or two; the work is the desk's."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from workbench.core.fragment import Fragment
from workbench.tui.desk.completing import Completing
from workbench.tui.desk.concording import Concording, as_query
from workbench.tui.desk.desk import Desk
from workbench.tui.desk.drafting import Drafting
from workbench.tui.desk.lookups import Lookups
from workbench.tui.desk.memories import Memories
from workbench.tui.desk.saving import Saving
from workbench.tui.desk.shaping import Shaping
from workbench.tui.desk.weighing import Weighing
from workbench.tui.placeholders import next_pair
from workbench.tui.screens.export import ExportDialog
from workbench.tui.screens.find import FindDialog, GoToDialog
from workbench.tui.screens.help import HelpDialog
from workbench.tui.screens.issues import IssuesDialog
from workbench.tui.screens.memory import MemoryScreen
from workbench.tui.suggestion_lines import rendering_of
from workbench.tui.widgets.page import Page
from workbench.tui.widgets.panels import Panels


class EditorActions(Screen[None]):
    """A screen with a desk, and the actions on it."""

    desk: Desk
    page: Page
    panels: Panels
    saving: Saving
    drafting: Drafting
    lookups: Lookups
    memories: Memories
    completing: Completing
    concording: Concording
    weighing: Weighing
    shaping: Shaping

    # Moving

    def go(self, index: int, *, at_end: bool = False) -> None:
        """Go to another segment; what is typed in this one is stored."""
        index = min(max(index, 0), len(self.desk.sheet) - 1)
        if index == self.desk.index:
            self.page.view.show_current()
            return
        self.saving.save()
        self.page.go(index, at_end=at_end)
        self.enter(index)

    def enter(self, index: int) -> None:
        """Look everything up for a segment, going there if the cursor is elsewhere."""
        if index != self.desk.index:
            self.page.go(index)
        self.desk.show_standing()
        self.lookups.enter()
        self.drafting.follow()
        self.weighing.look()
        self.saving.moved()

    def action_move(self, step: int) -> None:
        """Go some segments down or up."""
        self.go(self.desk.index + step)

    def action_page(self, step: int) -> None:
        """Go a page down or up."""
        self.go(self.page.view.page_target(step))

    def action_first(self) -> None:
        """Go to the first segment."""
        self.go(0)

    def action_last(self) -> None:
        """Go to the last segment."""
        self.go(len(self.desk.sheet) - 1)

    def action_next_unconfirmed(self) -> None:
        """Go to the next segment that waits for a person."""
        self._go_to_open(1)

    def action_previous_unconfirmed(self) -> None:
        """Go to the last segment before this that waits for a person."""
        self._go_to_open(-1)

    def _go_to_open(self, step: int) -> None:
        index = self.desk.sheet.next_unconfirmed(self.desk.index, step)
        if index is None:
            self.desk.say("Everything is confirmed.")
        else:
            self.go(index)

    def action_next_doubtful(self) -> None:
        """Go to the next draft with something doubtful."""
        self._go_to_doubtful(1)

    def action_previous_doubtful(self) -> None:
        """Go to the last draft before this with something doubtful."""
        self._go_to_doubtful(-1)

    def _go_to_doubtful(self, step: int) -> None:
        index = self.desk.sheet.next_doubtful(self.desk.index, step)
        if index is None:
            self.desk.say("No draft is doubtful.")
        else:
            self.go(index)

    def action_go_to(self) -> None:
        """Ask for a segment's number and go there."""
        self.app.push_screen(GoToDialog(len(self.desk.sheet)), self._go_if_chosen)

    def _go_if_chosen(self, index: int | None) -> None:
        if index is not None:
            self.go(index)

    # Translating

    def action_confirm(self) -> None:
        """Confirm the current segment and go to the next unconfirmed one."""
        index = self.desk.index
        if not self.saving.confirm():
            return
        following = self.desk.sheet.next_unconfirmed(index)
        if following is None or following == index:
            self.desk.say("That was the last one: everything is confirmed.")
            return
        self.page.go(following)
        self.enter(following)

    def action_take(self, number: int) -> None:
        """Take a suggestion, by its number from 1, or what is known of a part of the source."""
        known = len(self.lookups.suggestions)
        if number <= known:
            self.saving.take(self.lookups.suggestions[number - 1])
        elif number <= known + len(self.lookups.fragments):
            self._take_part(self.lookups.fragments[number - known - 1])
        else:
            self.desk.say(f"There is no suggestion {number}.", seconds=2)

    def _take_part(self, part: Fragment) -> None:
        """Put what probably renders a part in; where that is not known, look for the part."""
        if rendering := rendering_of(part):
            self._put_in(rendering)
        else:
            self.concording.search_for(part.text)

    def action_insert_term(self, number: int) -> None:
        """Put a term's rendering in at the cursor, by its number from 0."""
        if number < len(self.lookups.uses):
            self._put_in(self.lookups.uses[number].hit.term.preferred)
        else:
            self.desk.say("There is no such term here.", seconds=2)

    def _put_in(self, words: str | None) -> None:
        if words and self._may_write():
            self.page.area.put_in(words)

    def action_complete_word(self) -> None:
        """Take the next word of what is offered."""
        self.completing.take_word()

    def action_complete_all(self) -> None:
        """Take all of what is offered."""
        self.completing.take_all()

    def action_hide_completion(self) -> None:
        """Hide what is offered."""
        self.completing.hide()

    def action_alternatives(self) -> None:
        """List other words for the one at the cursor."""
        if self._may_write():
            self.completing.alternatives()

    def action_toggle_completion(self) -> None:
        """Switch completion off or on, and remember it."""
        self.completing.toggle()

    def action_put_placeholder(self) -> None:
        """Put the next lost placeholder in."""
        area, desk = self.page.area, self.desk
        around = bool(area.selected_text)
        found = next_pair(desk.segment.source, area.text, desk.codes, around=around)
        if found is None:
            desk.say("No placeholder is lost here.", seconds=2)
        elif self._may_write():
            area.put_around(*found)

    def action_redraft(self) -> None:
        """Put the engine's draft back."""
        if self._may_write():
            self.lookups.redraft(self.saving.take)

    def action_copy_source(self) -> None:
        """Copy the source into the target."""
        if self._may_write():
            self.page.area.put(self.desk.segment.source)

    def action_clear_target(self) -> None:
        """Empty the target."""
        if self._may_write():
            self.page.area.put("")

    def _may_write(self) -> bool:
        if self.desk.segment.locked:
            self.desk.warn("The segment is locked; Ctrl+L unlocks it.")
        return not self.desk.segment.locked

    def action_reopen(self) -> None:
        """Make the current segment a draft again."""
        if self.desk.segment.status.is_final:
            self.saving.reopen()
        else:
            self.desk.say("It is not confirmed.", seconds=2)

    def action_toggle_lock(self) -> None:
        """Lock the current segment, or unlock it."""
        self.saving.toggle_lock()

    def action_toggle_apart(self) -> None:
        """Keep the segment apart from its repetitions, or no more."""
        apart = self.desk.segment.propagates
        self.saving.toggle_apart()
        if apart:
            self.desk.say("It is kept apart: not filled from its repetitions, nor they from it.")
        else:
            self.desk.say("It is filled like its repetitions again.")

    def action_toggle_filling(self) -> None:
        """Switch the filling of repetitions off or on."""
        self.memories.toggle_filling()

    def action_choose_memory(self) -> None:
        """Choose the memory that the document writes to."""
        self.memories.choose()

    def action_save(self) -> None:
        """Store what is typed now."""
        self.saving.save()

    def action_undo(self) -> None:
        """Undo in the text, then across segments."""
        self.page.area.action_undo()

    def action_redo(self) -> None:
        """Redo in the text, then across segments."""
        self.page.area.action_redo()

    # Looking up

    def action_find(self) -> None:
        """Find words in the document."""
        selected = self.page.area.selected_text
        dialog = FindDialog(self.desk.sheet, self.desk.index, selected)
        self.app.push_screen(dialog, self._go_if_chosen)

    def action_concordance(self) -> None:
        """Search the memory for words, beside the text; from there, close that again."""
        self.concording.toggle()

    def action_close_concordance(self) -> None:
        """Close the concordance."""
        self.concording.close()

    async def action_browse_memory(self) -> None:
        """Browse the units of all memories; put in what is chosen there."""
        await self.saving.settle()
        selected = self.page.view.selected_words or self.page.area.selected_text
        self.app.push_screen(MemoryScreen(self.desk.ws, as_query(selected)), self._browsed)

    def _browsed(self, target: str | None) -> None:
        """Look up again: matches and memories may be others now."""
        self._put_in(target)
        self.memories.start()
        self.lookups.enter()

    async def action_check(self) -> None:
        """List what the checks find in the document."""
        await self.saving.settle()
        dialog = IssuesDialog(self.desk.ws, self.desk.sheet, self.desk.index)
        self.app.push_screen(dialog, self._go_if_chosen)

    def action_next_panel(self) -> None:
        """Show the next panel where they are tabs."""
        self.panels.next_tab()

    def action_help(self) -> None:
        """Show all keys and marks."""
        self.app.push_screen(HelpDialog())

    def action_draft_all(self) -> None:
        """Draft the whole document, not only what is near the cursor."""
        self.drafting.everything = True
        self.drafting.follow()
        self.desk.say("The whole document is being drafted in the background.")

    async def action_export(self) -> None:
        """Write the finished document to a file."""
        await self.saving.settle()
        dialog = ExportDialog(self.desk.ws, self.desk.sheet.document)
        self.app.push_screen(dialog, self._exported)

    def _exported(self, path: Path | None) -> None:
        if path is not None:
            done = self.desk.sheet.progress
            self.desk.say(f"Wrote {path}: {done.confirmed} of {done.segments} confirmed.")

    def action_copy_source_out(self) -> None:
        """Copy the source to the clipboard."""
        self.app.copy_to_clipboard(self.desk.segment.source)
        self.desk.say("The source is on the clipboard.", seconds=2)

    # Segments and paragraphs

    def action_edit_source(self) -> None:
        """Correct the source of the segment."""
        self.shaping.edit_source()

    def action_split(self) -> None:
        """Split the segment."""
        self.shaping.split()

    def action_merge(self) -> None:
        """Merge the segment with the next one of its paragraph."""
        self.shaping.merge()

    def action_split_paragraph(self) -> None:
        """Let a new paragraph begin at the segment."""
        self.shaping.split_paragraph()

    def action_join_paragraphs(self) -> None:
        """Join the paragraph with the next one."""
        self.shaping.join_paragraphs()

    async def action_proposals(self) -> None:
        """List likely scanning errors of the source."""
        await self.saving.settle()
        self.shaping.proposals()

    def action_rewrite(self) -> None:
        """Translate the whole paragraph freely, then align it."""
        self.shaping.rewrite()

    def action_paragraphs(self) -> None:
        """Say what each paragraph is."""
        self.shaping.paragraphs()
