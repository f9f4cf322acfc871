"""Chinese punctuation and full-width forms in the target."""

from __future__ import annotations

import re

from workbench.checks.context import Context
from workbench.core.issue import Issue, Severity
from workbench.text.codepoints import CJK_PUNCTUATION, FULLWIDTH, regex_class

SEVERITIES = {"chinese-punctuation": Severity.WARNING}

_RUN = re.compile(f"[{regex_class(CJK_PUNCTUATION)}{regex_class(FULLWIDTH)}]+")


def check(source: str, target: str, context: Context) -> tuple[Issue, ...]:
    """The target has Chinese punctuation or full-width letters, digits or spaces.

    Marks that English shares (“ ” ‘ ’ — …) are none of them.
    """
    del source, context
    return tuple(
        Issue(
            "chinese-punctuation",
            Severity.WARNING,
            f"“{match[0]}” is written the Chinese, full-width way.",
            start=match.start(),
            end=match.end(),
        )
        for match in _RUN.finditer(target)
    )
