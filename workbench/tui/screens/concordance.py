"""Concordance: words in either side of the translation memory."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from workbench.core.memory import Found
from workbench.services import concordance
from workbench.services.workspace import Workspace
from workbench.tui.rows import Line, Run, Span, wrapped
from workbench.tui.screens.listing import Search


class ConcordanceDialog(Search[str]):
    """Search the memory; the result is the target that is to be put in at the cursor."""

    title_text: ClassVar[str] = "Concordance: words in the translation memory"
    placeholder: ClassVar[str] = "Chinese or English words"
    empty: ClassVar[str] = "Type the words to look for. Enter puts the chosen translation in."

    def __init__(self, ws: Workspace, query: str = "") -> None:
        self.ws = ws
        self.found: tuple[Found, ...] = ()
        super().__init__(query)

    def search(self, query: str) -> None:
        """Look the words up in a worker."""
        if not query:
            self.found = ()
            self.rows.say(self.empty)
            return
        call = partial(concordance.concordance, self.ws, query)
        self.tasks.read("concordance", call, self._take, self.failed)

    def choose(self, number: int) -> None:
        """Close with the target of the unit."""
        self.dismiss(self.found[number].unit.target)

    def _take(self, found: tuple[Found, ...]) -> None:
        self.found = found
        if found:
            self.show([partial(unit_lines, each) for each in found])
        else:
            self.rows.say("Nothing in the memory has these words.")


def unit_lines(found: Found, cells: int) -> list[Line]:
    """Return a unit with the words that were looked for, and where it comes from."""
    unit = found.unit
    when = f"{unit.changed_at or unit.created_at:%-d %b %Y}" if _dated(found) else ""
    label = " · ".join(filter(None, (unit.document, unit.changed_by or unit.created_by, when)))
    return [
        *wrapped(unit.source, cells, spans=_spans(found.source_spans)),
        *wrapped(unit.target, cells, spans=_spans(found.target_spans), indent=2),
        (Run(f"  {label}", "faint"),),
    ]


def _dated(found: Found) -> bool:
    return (found.unit.changed_at or found.unit.created_at) is not None


def _spans(places: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end, "found") for start, end in places)
