"""Targets that are no translation: nothing, or the source again."""

from __future__ import annotations

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity
from workbench.text.codepoints import has_han, is_wordless

SEVERITIES = {"target-empty": Severity.ERROR, "target-is-source": Severity.ERROR}


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """The target is empty, or it is the Chinese source again.

    A source without any word (a row of dashes) may stay as it is.
    """
    del context
    if not target.strip():
        if is_wordless(source):
            return ()
        return (Issue("target-empty", Severity.ERROR, "There is no translation yet."),)
    if has_han(source) and "".join(source.split()) == "".join(target.split()):
        message = "The target is the source, not a translation."
        return (Issue("target-is-source", Severity.ERROR, message, end=len(target)),)
    return ()
