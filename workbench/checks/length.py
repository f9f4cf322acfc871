"""Targets that are too short or too long to say what the source says."""

from __future__ import annotations

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity
from workbench.text.codepoints import count_han

SEVERITIES = {"length-short": Severity.WARNING, "length-long": Severity.WARNING}

# English words per Chinese character over 195,000 human translations of sentences of 12 characters
# or more: 99.8 % lie between these two, the median between .62 (news) and .80 (laws).
_FEW, _MANY = 0.3, 1.6
_SHORT_SOURCE = 12


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """The target is so short that something may be missing, or so long that something was added.

    Sources of fewer than 12 Chinese characters are not measured.
    """
    del context
    characters, words = count_han(source), len(target.split())
    if characters < _SHORT_SOURCE or not words:
        return ()
    if words < _FEW * characters:
        what = f"{words} words for {characters} characters: something may be missing."
        return (Issue("length-short", Severity.WARNING, what, end=len(target)),)
    if words > _MANY * characters:
        what = f"{words} words for {characters} characters: something may be added or repeated."
        return (Issue("length-long", Severity.WARNING, what, end=len(target)),)
    return ()
