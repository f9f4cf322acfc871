"""White space that does not belong where it is."""

from __future__ import annotations

import re

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity

SEVERITIES = {
    "space-at-edge": Severity.NOTE,
    "space-doubled": Severity.NOTE,
    "space-before-mark": Severity.NOTE,
}

_FAULTS = (
    ("space-at-edge", re.compile(r"\A\s+|\s+\Z"), "The target begins or ends with white space."),
    ("space-doubled", re.compile(r"(?<=\S)\s{2,}(?=\S)"), "There is more than one space."),
    (
        "space-before-mark",
        re.compile(r"(?<=\w)[ \u00a0]+(?=[,;:!?)]|\.(?![.\w]))"),
        "There is a space before a punctuation mark.",
    ),
)


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """The target has white space at its ends, doubled, or before a punctuation mark."""
    del source, context
    if not target.strip():
        return ()
    return tuple(
        Issue(code, Severity.NOTE, message, start=match.start(), end=match.end())
        for code, fault, message in _FAULTS
        for match in fault.finditer(target)
    )
