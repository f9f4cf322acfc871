"""What the panels show for the current segment: suggestions, terms, issues.

Promises: nothing here waits; what is shown belongs to the segment under the cursor, never to the
one before; terms and issues follow the typing a moment behind; a glossary that was changed
elsewhere is taken up with the next look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from workbench.core.issue import Issue, Severity, Side
from workbench.core.term import TermUse
from workbench.services import fragments, glossary, memory, quality, suggestions
from workbench.tui import placeholders
from workbench.tui.desk.desk import Desk
from workbench.tui.doubts import issues_with_doubts, weak_spans
from workbench.tui.panel_lines import issue_lines, term_lines, unique_terms
from workbench.tui.rows import Span
from workbench.tui.suggestion_lines import Names, suggestion_lines

if TYPE_CHECKING:
    from workbench.core.draft import Suggestion
    from workbench.core.fragment import Fragment
    from workbench.services.drafting import Drafter
    from workbench.terminology.matcher import Matcher

_PAUSE = 0.25
"""Seconds after the last key until the target is checked."""

_MARKED = {Severity.ERROR: "error", Severity.WARNING: "warning"}


_Checked = tuple["Matcher | None", tuple[TermUse, ...], tuple[Issue, ...]]
"""The glossary that was used, what became of its terms, what is wrong."""


class Lookups:
    """The reading side of the editor."""

    def __init__(
        self,
        desk: Desk,
        glossary_changed: Callable[[Matcher], None],
        names: Callable[[], Names],
    ) -> None:
        """Look things up for a desk.

        Args:
            desk: what is open.
            glossary_changed: is told the glossary when it is another one.
            names: returns what the memories are called.
        """
        self._names = names
        self._desk = desk
        self._glossary_changed = glossary_changed
        self._timer: Timer | None = None
        self._matcher: Matcher | None = None
        self._of = 0
        self._drafter: Drafter | None = None
        self.suggestions: tuple[Suggestion, ...] = ()
        """What the suggestions panel shows."""
        self._same: frozenset[int] = frozenset()
        self.fragments: tuple[Fragment, ...] = ()
        """The known parts of the source, which it shows under them."""
        self.uses: tuple[TermUse, ...] = ()
        """What the terms panel shows."""
        self.issues: tuple[Issue, ...] = ()
        """What the checks found in the target."""

    def start(self) -> None:
        """Load the glossary, and what looking things up in the memories needs, in workers."""
        desk = self._desk
        desk.tasks.read("memory", partial(memory.warm, desk.ws), lambda _: None, self._failed)
        call = partial(glossary.matcher, desk.ws)
        desk.tasks.read("glossary", call, self._matcher_loaded, self._failed)

    def engine_ready(self, drafter: Drafter | None) -> None:
        """Ask this engine for suggestions from now on; None for no more."""
        self._drafter = drafter
        self._ask_engine()

    def enter(self) -> None:
        """Look everything up for the segment that has become current."""
        segment = self._desk.segment
        if segment.id != self._of:
            self._of = segment.id
            self.fragments = ()
            self._show_suggestions(())
            self._show_uses(())
            self._show_issues(())
        self._suggest()
        self.check()

    def typed(self) -> None:
        """Check the target a moment after the last key."""
        if self._said_by() != self._same:
            self._show_suggestions(self.suggestions)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._desk.screen.set_timer(_PAUSE, self.check)

    def check(self) -> None:
        """Check the current target in a worker."""
        desk, known = self._desk, self._matcher
        source, target = desk.segment.source, desk.sheet.text(desk.index)
        codes = desk.codes

        def call() -> _Checked:
            from workbench.terminology.compliance import uses

            matcher = glossary.matcher(desk.ws) if known else None
            found = uses(matcher.find(source), target) if matcher else ()
            if not target:
                return matcher, found, ()
            return matcher, found, quality.check_segment(desk.ws, source, target, codes=codes)

        done = partial(self._checked, desk.segment.id, target)
        desk.tasks.read("check-target", call, done, self._failed)

    def _ask_engine(self) -> None:
        """Add the engine's suggestion, if there is one to ask and it has drafted the segment."""
        drafter, segment = self._drafter, self._desk.segment
        if drafter is None or not segment.target or segment.id in self._desk.sheet.drafting:
            return
        call = partial(suggestions.by_engine, self._desk.ws, drafter, segment, self.suggestions)
        done = partial(self._engine_suggested, segment.id)
        self._desk.tasks.read("engine-suggestion", call, done, self._engine_failed)

    def redraft(self, take: Callable[[Suggestion], None]) -> None:
        """Hand the engine's draft of the current segment to `take`, made if need be."""
        drafter, segment = self._drafter, self._desk.segment
        if drafter is None:
            self._desk.warn("There is no engine to draft with (yet).")
            return

        def done(found: tuple[Suggestion, ...]) -> None:
            if segment.id != self._desk.segment.id:
                return
            if found:
                take(found[0])
            else:
                self._desk.say("The engine makes nothing of this source.")

        call = partial(suggestions.from_engine, drafter, segment)
        self._desk.tasks.read("redraft", call, done, self._engine_failed)

    # In workers

    def _suggest(self) -> None:
        desk, segment = self._desk, self._desk.segment
        call = partial(suggestions.from_memory, desk.ws, segment)
        done = partial(self._suggested, segment.id)
        desk.tasks.read("suggestions", call, done, self._failed)

    def _matcher_loaded(self, matcher: Matcher) -> None:
        self._mark_terms(matcher)
        self.check()

    def _mark_terms(self, matcher: Matcher) -> None:
        @lru_cache(maxsize=512)
        def find(source: str) -> tuple[Span, ...]:
            return tuple(Span(hit.start, hit.end, "term") for hit in matcher.find(source))

        self._matcher = matcher
        self._desk.page.view.find_terms = find
        self._desk.page.view.refresh()

    def _suggested(self, segment_id: int, found: tuple[Suggestion, ...]) -> None:
        if segment_id == self._desk.segment.id:
            # The engine's one stays until it is asked again, so that the panel does not flicker.
            drafts = tuple(s for s in self.suggestions if s.draft is not None)
            if found:
                self.fragments = ()
            self._show_suggestions((*found, *drafts))
            self._ask_engine()
            if not found:
                self._ask_for_parts()

    def _ask_for_parts(self) -> None:
        """Look up parts of a source that nothing in the memory matches whole."""
        desk, segment = self._desk, self._desk.segment
        document = desk.sheet.document.id
        call = partial(fragments.fragments, desk.ws, segment.source, document=document)
        desk.tasks.read("fragments", call, partial(self._parts_found, segment.id), self._failed)

    def _parts_found(self, segment_id: int, found: tuple[Fragment, ...]) -> None:
        if segment_id == self._desk.segment.id:
            self.fragments = found
            self._show_suggestions(self.suggestions)

    def _engine_suggested(self, segment_id: int, found: tuple[Suggestion, ...]) -> None:
        if segment_id == self._desk.segment.id:
            known = tuple(s for s in self.suggestions if s.draft is None)
            self._show_suggestions((*known, *found))

    def _checked(
        self,
        segment_id: int,
        target: str,
        found: _Checked,
    ) -> None:
        desk, old = self._desk, self._matcher
        matcher, uses, issues = found
        if matcher is not None and old is not None and matcher is not old:
            self._mark_terms(matcher)
            self._glossary_changed(matcher)
        if segment_id != desk.segment.id or target != desk.sheet.text(desk.index):
            return
        self._show_uses(unique_terms(uses))
        self._show_issues(issues)

    def _engine_failed(self, error: BaseException) -> None:
        self._drafter = None
        self._desk.alarm(error, title="The engine failed.")

    def _failed(self, error: BaseException) -> None:
        self._desk.alarm(error, title="A look-up failed.")

    # On the panels

    def _show_suggestions(self, found: tuple[Suggestion, ...]) -> None:
        self.suggestions = found
        panels = self._desk.panels
        self._same = self._said_by()
        lines = partial(
            suggestion_lines,
            found,
            names=self._names(),
            fragments=self.fragments,
            current=self._desk.sheet.text(self._desk.index),
        )
        panels.suggestions.show(lines, len(found))
        panels.update_tabs()

    def _said_by(self) -> frozenset[int]:
        """The suggestions that say what the target says."""
        text = self._desk.sheet.text(self._desk.index)
        return frozenset(n for n, one in enumerate(self.suggestions) if one.target == text)

    def _show_uses(self, uses: tuple[TermUse, ...]) -> None:
        self.uses = uses
        desk = self._desk
        marks = placeholders.meanings(desk.segment.source, desk.codes)
        desk.panels.terms.show(partial(term_lines, uses, markup=marks), len(uses))
        desk.panels.update_tabs()

    def memories_changed(self) -> None:
        """Show the suggestions with what the memories are called now."""
        self._show_suggestions(self.suggestions)

    def weighed(self) -> None:
        """Show the weak words of the current segment, which are known now."""
        self._show_issues(self.issues)

    def _show_issues(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        desk, area = self._desk, self._desk.page.area
        untouched = not desk.sheet.is_unsaved(desk.index)
        told = issues_with_doubts(desk.segment, issues) if untouched else issues
        weak = weak_spans(desk.segment) if untouched else ()
        desk.panels.issues.show(partial(issue_lines, told), len(told))
        desk.panels.update_tabs()
        area.mark((*weak, *target_marks(issues, len(area.text))))


def target_marks(issues: Sequence[Issue], length: int) -> list[Span]:
    """Return the parts of a target to underline; an issue of the whole text marks nothing."""
    return [
        Span(issue.start, issue.end, _MARKED[issue.severity])
        for issue in issues
        if issue.side is Side.TARGET
        and issue.severity in _MARKED
        and issue.start < issue.end <= length
        and 2 * (issue.end - issue.start) <= length
    ]
