"""Likely scanning errors of the source, to be accepted or dismissed one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.services import proposals
from workbench.services.workspace import Workspace
from workbench.tui.rows import Line, Run, joined, wrapped
from workbench.tui.screens.listing import Listing
from workbench.tui.sheet import Sheet


class ProposalsDialog(Listing[bool]):
    """All proposals for a document; the result is whether the source was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "accept",
            id="proposals.accept",
            tooltip="Correct the source as proposed",
            priority=True,
        ),
        Binding(
            "delete,x",
            "turn_down",
            "dismiss",
            id="proposals.dismiss",
            tooltip="It is right as it stands; do not propose this again",
            priority=True,
        ),
    ]

    title_text: ClassVar[str] = "Likely scanning errors"
    empty: ClassVar[str] = "Reading the source …"

    def __init__(self, ws: Workspace, sheet: Sheet, current: int) -> None:
        self.ws, self.sheet, self.current = ws, sheet, current
        self.offers: list[proposals.Offer] = []
        self.changed = False
        self._settling = False
        super().__init__()

    def on_mount(self) -> None:
        """Look for scanning errors in a worker."""
        self._look()

    def _look(self) -> None:
        call = partial(proposals.for_document, self.ws, self.sheet.document.id)
        self.tasks.read("proposals", call, self._take, self.failed)

    def choose(self, number: int) -> None:
        """Correct the source as proposed."""
        self._settle(number, proposals.accept, changes=True)

    def action_turn_down(self) -> None:
        """Leave the source as it stands, and never propose this again."""
        if self.offers:
            self._settle(self.rows.cursor, proposals.dismiss, changes=False)

    def action_leave(self) -> None:
        """Close; the editor shows what was corrected."""
        self.dismiss(self.changed)

    def _settle(self, number: int, call: Callable[..., object], *, changes: bool) -> None:
        """Accept or dismiss a proposal, then look again: the others may have moved.

        Until then no key counts: it would mean what is listed no more.
        """

        def done(_: object) -> None:
            self.changed |= changes
            self._look()

        if not self._settling:
            self._settling = True
            work = partial(call, self.ws, self.offers[number])
            self.tasks.write("settle", work, done, self.failed)

    def failed(self, error: BaseException) -> None:
        """Tell what went wrong, and take keys again."""
        self._settling = False
        super().failed(error)

    def _take(self, found: tuple[proposals.Offer, ...]) -> None:
        self._settling = False
        first = not self.offers
        cursor = self.rows.cursor
        self.offers = list(found)
        if not found:
            self.rows.show([])
            self.rows.say("Nothing looks like a scanning error (any more).")
            return
        if first:
            places = [offer.position for offer in found]
            cursor = next((n for n, index in enumerate(places) if index >= self.current), 0)
        self.show([partial(_entry, offer) for offer in found], min(cursor, len(found) - 1))


def _entry(offer: proposals.Offer, cells: int) -> list[Line]:
    found, wanted = offer.proposal.found, offer.proposal.wanted
    pieces = (
        (offer.before, "dim"),
        (found, "removed"),
        (" → ", "dim"),
        (wanted, "added"),
        (offer.after, "dim"),
    )
    text, spans = joined(pieces)
    head, *rest = wrapped(text, cells - 6, spans=spans)
    lines: list[Line] = [(Run(f"{offer.position + 1:>4}  ", "key"), *head)]
    lines += [(Run("      "), *line) for line in rest]
    return [*lines, *wrapped(offer.proposal.reason, cells, style="faint", indent=6)]
