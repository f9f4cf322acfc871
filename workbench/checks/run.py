"""Runs every check on a segment: what the editor does on confirming, and `workbench check` does."""

from __future__ import annotations

from dataclasses import replace

from workbench.checks.context import Context
from workbench.checks.registry import CHECKS, Check, Sight
from workbench.core.issue import Issue, Severity, Side
from workbench.text.placeholders import Bare, bare, masked

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """Return what is wrong with a target: errors first, then in the order of the checks.

    Where there is no translation at all, that is the only issue. Placeholders are no words: checks
    of words do not see them, and the spans that they give are those of the texts as they are.

    Args:
        source: the Chinese.
        target: the English.
        context: the glossary's hits in the source, and the paragraph's codes.
    """
    untranslated, *others = CHECKS
    bares = {Side.SOURCE: bare(source), Side.TARGET: bare(target)}
    nothing = _run(untranslated, source, target, context, bares)
    if nothing or not target.strip():
        return nothing
    found = [issue for one in others for issue in _run(one, source, target, context, bares)]
    return tuple(sorted(found, key=lambda issue: _RANK[issue.severity]))


def _run(
    one: Check, source: str, target: str, context: Context, bares: dict[Side, Bare]
) -> tuple[Issue, ...]:
    """Run a check on the texts as it is to see them; return its issues with the real spans."""
    if one.sight is Sight.PLAIN:
        return one.run(source, target, context)
    if one.sight is Sight.MASKED:
        return one.run(masked(source), masked(target), context)
    found = one.run(bares[Side.SOURCE].text, bares[Side.TARGET].text, context)
    return tuple(_moved(issue, bares[issue.side]) for issue in found)


def _moved(issue: Issue, text: Bare) -> Issue:
    start, end = text.span(issue.start, issue.end)
    return replace(issue, start=start, end=end)
