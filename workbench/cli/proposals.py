"""`workbench proposals`: what a scanner may have misread in a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.arguments import DocumentArgument, JsonOption
from workbench.cli.output import emit_json, emit_rows, say
from workbench.cli.session import workspace
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.services.proposals import Offer

COLUMNS = ("no", "segment", "stands there", "proposed", "odds", "why", "around it")


def proposals(
    context: typer.Context,
    document: DocumentArgument,
    accept: Annotated[
        list[int] | None,
        typer.Option("--accept", metavar="NO", help="Put this one into the source; repeatable."),
    ] = None,
    dismiss: Annotated[
        list[int] | None,
        typer.Option("--dismiss", metavar="NO", help="Never propose this one again; repeatable."),
    ] = None,
    bring_back: Annotated[
        bool, typer.Option("--bring-back", help="Propose again what was dismissed.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """List likely scanning errors of a document, to be accepted or dismissed.

    Nothing changes but what you accept; an undo in the editor takes that back. The numbers are
    those of the list as it was printed before.
    """
    from workbench.services import documents
    from workbench.services import proposals as service

    with workspace(context) as opened:
        found = documents.find(opened, document)
        if bring_back:
            say(f"{found.name}: {service.bring_back(opened, found.id)} brought back.")
        offers = service.for_document(opened, found.id)
        accepted, dismissed = _chosen(offers, accept), _chosen(offers, dismiss)
        if accepted or dismissed:
            for offer in dismissed:
                service.dismiss(opened, offer)
            service.accept_all(opened, accepted)
            say(f"{found.name}: {len(accepted)} accepted, {len(dismissed)} dismissed.")
            offers = service.for_document(opened, found.id)
    _show(offers, name=found.name, json=json)


def _chosen(offers: Sequence[Offer], numbers: Sequence[int] | None) -> tuple[Offer, ...]:
    """Return the offers with these numbers, each once."""
    for number in numbers or ():
        if not 1 <= number <= len(offers):
            raise UsageError(
                f"there is no proposal {number}",
                hint=f"Their numbers go to {len(offers)}." if offers else "There are none.",
            )
    return tuple(offers[number - 1] for number in sorted(set(numbers or ())))


def _show(offers: Sequence[Offer], *, name: str, json: bool) -> None:
    if json:
        emit_json(offers)
    else:
        emit_rows(COLUMNS, [_row(number, offer) for number, offer in enumerate(offers, 1)])
    say(f"{name}: {len(offers)} proposals." if offers else f"{name}: nothing to propose.")


def _row(number: int, offer: Offer) -> tuple[object, ...]:
    proposal = offer.proposal
    around = f"{offer.before}[{proposal.found}]{offer.after}"
    odds = f"{proposal.gain:.1f}"
    place = offer.position + 1
    return number, place, proposal.found, proposal.wanted, odds, proposal.reason, around


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(proposals)
