"""Runs every check on a segment: what the editor does on confirming, and `workbench check` does."""

from __future__ import annotations

from workbench.checks.context import Context
from workbench.checks.registry import CHECKS
from workbench.core.issue import Issue, Severity

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """Return what is wrong with a target: errors first, then in the order of the checks.

    Where there is no translation at all, that is the only issue.

    Args:
        source: the Chinese.
        target: the English.
        context: the glossary's hits in the source.
    """
    untranslated, *others = CHECKS
    nothing = untranslated.run(source, target, context)
    if nothing or not target.strip():
        return nothing
    found = [issue for one in others for issue in one.run(source, target, context)]
    return tuple(sorted(found, key=lambda issue: _RANK[issue.severity]))
