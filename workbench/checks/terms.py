"""The glossary's terms in the target."""

from __future__ import annotations

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity, Side
from workbench.core.term import Compliance, TermUse
from workbench.terminology.compliance import uses

SEVERITIES = {"term-missing": Severity.WARNING, "term-forbidden": Severity.ERROR}


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """A term of the source is not in the target as the glossary has it, or in a forbidden way.

    Inflected forms count (`machine tools` for `machine tool`), and so do admitted targets.
    """
    del source
    return tuple(
        _issue(use)
        for use in uses(context.hits, target)
        if use.compliance in {Compliance.MISSING, Compliance.FORBIDDEN}
    )


def _issue(use: TermUse) -> Issue:
    term = use.hit.term
    wanted = f"“{term.preferred}”" if term.preferred else "another word"
    if use.compliance is Compliance.FORBIDDEN:
        message = f"“{use.found}” is forbidden for {term.source}: use {wanted}."
        return Issue("term-forbidden", Severity.ERROR, message, Side.TARGET, use.start, use.end)
    message = f"{term.source} should be {wanted}."
    return Issue("term-missing", Severity.WARNING, message, Side.SOURCE, use.hit.start, use.hit.end)
