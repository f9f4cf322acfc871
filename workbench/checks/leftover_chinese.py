"""Chinese characters that were left in the target."""

from __future__ import annotations

import re

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity
from workbench.text.codepoints import HAN_CLASS

SEVERITIES = {"chinese-left": Severity.ERROR}

_RUN = re.compile(f"[{HAN_CLASS}]+")


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """The target still has Chinese characters.

    Each run of them is one issue.
    """
    del source, context
    return tuple(
        Issue(
            "chinese-left",
            Severity.ERROR,
            f"“{match[0]}” is still Chinese.",
            start=match.start(),
            end=match.end(),
        )
        for match in _RUN.finditer(target)
    )
