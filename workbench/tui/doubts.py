"""How the editor shows what is doubtful about a machine's draft, as plain values.

Promises: pure; weak words are underlined, never only coloured; a reason that a check gives anyway
is not told twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.document import Segment
from workbench.core.doubt import DoubtKind, decimal
from workbench.core.draft import Draft
from workbench.core.issue import Issue, Severity
from workbench.tui.rows import Span

_CHECKED = {
    DoubtKind.NUMBER: "number-missing",
    DoubtKind.CHINESE: "chinese-left",
    DoubtKind.LOOP: "phrase-doubled",
    DoubtKind.SHORT: "length-short",
    DoubtKind.LONG: "length-long",
    DoubtKind.TERM: "term-missing",
    DoubtKind.PLACEHOLDER: "placeholder-lost",
}
"""Kinds of doubt that a check of the target has an issue for."""


def weak_spans(segment: Segment) -> tuple[Span, ...]:
    """Return the weak words of a machine's draft; they are of its text as it is stored."""
    return tuple(Span(start, end, "weak") for start, end in segment.weak)


def issues_with_doubts(segment: Segment, issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return the issues of a draft that nobody has touched, with the reasons to doubt it."""
    if not segment.is_doubtful:
        return tuple(issues)
    found = {issue.code for issue in issues}
    told = [d for d in segment.doubts if _CHECKED.get(d.kind) not in found]
    doubts = (Issue(f"draft-{d.kind.value}", Severity.WARNING, d.message) for d in told)
    return (*issues, *doubts)


def sureness(draft: Draft | None) -> str:
    """Return how sure an engine is of its draft, as a label says it; empty where unknown."""
    if draft is None or draft.confidence is None:
        return ""
    return f"confidence {decimal(draft.confidence)}"
