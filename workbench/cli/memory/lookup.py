"""`workbench tm lookup`: what the editor would offer for a sentence, and why at that percentage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from workbench.cli.arguments import JsonOption
from workbench.cli.memory.app import app
from workbench.cli.output import emit_json, emit_rows, emit_styled, is_terminal, plain, say
from workbench.cli.session import findings, workspace
from workbench.core.memory import DiffOp, DiffRun, Match

if TYPE_CHECKING:
    from rich.text import Text

    from workbench.core.fragment import Fragment
    from workbench.memory.repair import Repaired

_STYLES: Final = {DiffOp.SAME: "", DiffOp.REMOVED: "red strike", DiffOp.ADDED: "green"}
_EXAMPLES: Final = 2
"""Units that show a run whose translation is not known."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A match, the name of its memory, and its target with numbers and terms replaced, if any."""

    match: Match
    memory: str
    repaired: Repaired | None


@app.command()
def lookup(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A Chinese sentence.")],
    threshold: Annotated[
        int, typer.Option(min=1, max=100, metavar="N", help="Lowest percentage.")
    ] = 70,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many matches.")] = 5,
    before: Annotated[
        str, typer.Option(metavar="TEXT", help="The sentence before it, for 101 % matches.")
    ] = "",
    after: Annotated[str, typer.Option(metavar="TEXT", help="The sentence after it.")] = "",
    document: Annotated[
        str | None, typer.Option(metavar="DOCUMENT", help="Where it stands, for the penalties.")
    ] = None,
    fragments: Annotated[
        bool, typer.Option("--fragments", help="Also show what is known of its parts.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Show the matches that the editor would offer for a sentence.

    What differs is marked; what a match lost for where it comes from is named; where only numbers
    or terms differ, the target is shown with them replaced, if that is certain.
    """
    from workbench.services import documents, memories, memory, suggestions
    from workbench.services import fragments as parts

    with workspace(context) as opened:
        number = None if document is None else documents.find(opened, document).id
        found = memory.matches(
            opened,
            text,
            before=before,
            after=after,
            threshold=threshold,
            limit=limit,
            document=number,
        )
        names = {one.id: one.name for one in memories.everything(opened)}
        offers = [
            _Offer(m, names.get(m.unit.memory, ""), suggestions.substituted(opened, m, text))
            for m in found
        ]
        known = parts.fragments(opened, text, document=number) if fragments else ()
    if not found:
        say(f"No match of {threshold} % or more.")
    _show(offers, known, json=json, fragments=fragments)
    findings(not (found or known))


def _show(
    offers: Sequence[_Offer], known: Sequence[Fragment], *, json: bool, fragments: bool
) -> None:
    if json:
        matches = [_told(offer) for offer in offers]
        emit_json({"matches": matches, "fragments": plain(known)} if fragments else matches)
    elif is_terminal():
        emit_styled(line for offer in offers for line in _lines(offer))
        emit_styled(line for fragment in known for line in _fragment_lines(fragment))
    else:
        emit_rows((), [_row(offer) for offer in offers])
        emit_rows((), [row for fragment in known for row in _fragment_rows(fragment)])


def _told(offer: _Offer) -> dict[str, Any]:
    """Return a match for JSON, with its memory's name and its repaired target."""
    told: dict[str, Any] = plain(offer.match)
    repaired = offer.repaired
    return {
        **told,
        "memory": offer.memory,
        "repaired": None if repaired is None else repaired.text,
        "changed": () if repaired is None else repaired.spans,
    }


def _row(offer: _Offer) -> tuple[object, ...]:
    """Return the cells of a match in a pipe; the repaired target is the last but one."""
    match, unit = offer.match, offer.match.unit
    repaired = "" if offer.repaired is None else offer.repaired.text
    cells = f"{match.percent} %", unit.source, unit.target, unit.origin, unit.document
    return *cells, offer.memory, unit.id, repaired, "; ".join(_reasons(match))


def _reasons(match: Match) -> Iterator[str]:
    """Yield in words why a match is worth less than its characters say."""
    if match.numbers_differ:
        yield "numbers differ"
    if match.negation_differs:
        yield "negation differs"
    yield from (f"−{lost} {reason}" for reason, lost in match.penalties)


def _lines(offer: _Offer) -> Iterator[Text]:
    """Yield a match as a terminal shows it: its worth and whence, the diff, the target."""
    from rich.text import Text

    match, unit = offer.match, offer.match.unit
    percent = f"{match.percent:3} %"
    facts = [
        match.kind,
        *_reasons(match),
        offer.memory,
        unit.document,
        unit.changed_by,
        f"no. {unit.id}",
    ]
    yield Text.assemble((percent, "bold"), "  ", (" · ".join(filter(None, facts)), "dim"))
    yield Text.assemble("       ", *(_styled(run) for run in match.diff))
    yield Text(f"       {unit.target}")
    if offer.repaired is not None:
        line = Text(f"       {offer.repaired.text}")
        for start, end in offer.repaired.spans:
            line.stylize("green", start + len("       "), end + len("       "))
        yield line.append("  (repaired)", "dim")


def _styled(run: DiffRun) -> tuple[str, str]:
    return run.text, _STYLES[run.op]


def _fragment_lines(fragment: Fragment) -> Iterator[Text]:
    """Yield a fragment as a terminal shows it: the part, then what it probably is in English."""
    from rich.text import Text

    head = f"{fragment.percent:3} %" if fragment.matches else f"{fragment.units:4}×"
    yield Text.assemble((head, "bold"), "  ", fragment.text, ("  " + fragment.kind, "dim"))
    for target, evidence in _evidence(fragment):
        yield Text.assemble("       ", target, ("  " + evidence, "dim"))


def _fragment_rows(fragment: Fragment) -> Iterator[tuple[object, ...]]:
    for target, evidence in _evidence(fragment):
        yield fragment.kind, fragment.text, target, evidence


def _evidence(fragment: Fragment) -> Iterator[tuple[str, str]]:
    """Yield what a fragment may be in English, and what speaks for it."""
    for match in fragment.matches:
        facts = [f"{match.percent} %", *_reasons(match), match.unit.document]
        yield match.unit.target, " · ".join(filter(None, facts))
    for likely in fragment.renderings:
        yield likely.text, f"{likely.units} of {likely.of} units"
    if not (fragment.matches or fragment.renderings):
        for unit in fragment.examples[:_EXAMPLES]:
            yield unit.target, "example"
