"""Placeholders that the target lost, repeated, made up or put where they cannot stand."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity, Side
from workbench.documents.markup import Fault, Flaw, flaws
from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders

_CODES = {
    Fault.LOST: "placeholder-lost",
    Fault.REPEATED: "placeholder-repeated",
    Fault.UNKNOWN: "placeholder-unknown",
    Fault.DISORDERED: "placeholder-order",
}
SEVERITIES = dict.fromkeys(_CODES.values(), Severity.ERROR)


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """A placeholder (`{1}`) of the source is not in the target exactly once, or in a wrong order.

    Placeholders may change places as English wants, but what opens (bold, a link) must come before
    what closes it, and pairs may not cross. A file with broken ones is only written by force.
    """
    labels = {code.number: code.label for code in context.codes}
    return tuple(
        issue
        for flaw in flaws(source, target, context.codes)
        for issue in _issues(flaw, source, target, labels.get(flaw.number, ""))
    )


def _issues(flaw: Flaw, source: str, target: str, label: str) -> Iterator[Issue]:
    """Yield an issue for each place that has the flaw."""
    mark = placeholder(flaw.number)
    name = f"{mark} ({label})" if label else mark
    message = {
        Fault.LOST: f"{name} is missing in the target.",
        Fault.REPEATED: f"{name} is in the target more often than in the source.",
        Fault.UNKNOWN: f"{name} is not in the source.",
        Fault.DISORDERED: f"{name} closes before, or across, what it belongs to.",
    }[flaw.fault]
    side, text = (Side.SOURCE, source) if flaw.fault is Fault.LOST else (Side.TARGET, target)
    wanted = placeholders(source if side is Side.TARGET else target).count(flaw.number)
    good = 0 if flaw.fault is Fault.DISORDERED else wanted
    for start, end in _places(text, flaw.number)[good:]:
        yield Issue(_CODES[flaw.fault], Severity.ERROR, message, side, start, end)


def _places(text: str, number: int) -> list[tuple[int, int]]:
    return [match.span() for match in PLACEHOLDER.finditer(text) if int(match[1]) == number]
