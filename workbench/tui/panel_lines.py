"""What the side panels show, as lines: terms and issues; suggestions have a module of their own.

Promises: pure; every state has a mark or a word besides its colour; each line knows the entry
that it belongs to, so that a click can take it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.issue import Issue, Severity
from workbench.core.term import Compliance, TermStatus, TermUse
from workbench.text.widths import fit, pad, printable, width
from workbench.tui.rows import Line, Run, wrapped

TERM_LETTERS = "acdeghijklmnopqrstuvwxyz"
"""Keys that insert a term with alt; terminals send alt+b and alt+f as word movements."""

_SEVERITY = {
    Severity.ERROR: ("✗", "error"),
    Severity.WARNING: ("!", "warning"),
    Severity.NOTE: ("·", "dim"),
}
_COMPLIANCE = {
    Compliance.PREFERRED: ("✓", "good"),
    Compliance.ADMITTED: ("✓", "good"),
    Compliance.MISSING: ("– missing", "warning"),
    Compliance.FORBIDDEN: ("✗ forbidden", "error"),
}


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A line of a panel, and the number of the entry that it belongs to."""

    line: Line
    entry: int | None = None


def unique_terms(uses: Sequence[TermUse]) -> tuple[TermUse, ...]:
    """Return one use for each term, the worst one, in order of first appearance."""
    order = list(Compliance)
    worst: dict[str, TermUse] = {}
    for use in uses:
        known = worst.get(use.hit.term.source)
        if known is None or order.index(use.compliance) > order.index(known.compliance):
            worst[use.hit.term.source] = use
    return tuple(worst.values())


def term_lines(
    uses: Sequence[TermUse], cells: int, *, markup: Sequence[tuple[str, str]] = ()
) -> list[PanelLine]:
    """Return the terms of a segment with their letters and what became of them in the target.

    Args:
        uses: the terms.
        cells: width of the panel.
        markup: placeholders of the segment with what they stand for; shown below the terms.
    """
    lines: list[PanelLine] = []
    for number, use in enumerate(uses):
        letter = TERM_LETTERS[number] if number < len(TERM_LETTERS) else " "
        lines += (PanelLine(line, number) for line in _term(letter, use, cells))
    for mark, meaning in markup:
        room = max(cells - width(mark) - 1, 1)
        lines.append(
            PanelLine((Run(f"{mark} ", "code"), Run(fit(printable(meaning), room), "dim")))
        )
    return lines or [PanelLine((Run("none", "faint"),))]


def issue_lines(issues: Sequence[Issue], cells: int) -> list[PanelLine]:
    """Return the issues of a target, the worst first; what is found twice is said once."""
    order = list(Severity)
    counts = Counter((issue.severity, issue.message) for issue in issues)
    lines: list[PanelLine] = []
    for number, (severity, message) in enumerate(sorted(counts, key=lambda i: order.index(i[0]))):
        mark, style = _SEVERITY[severity]
        times = counts[severity, message]
        body = wrapped(message + (f" ({times} times)" if times > 1 else ""), cells - 2)
        for n, line in enumerate(body):
            head = Run(f"{mark} " if n == 0 else "  ", style)
            lines.append(PanelLine((head, *line), number))
    return lines or [PanelLine((Run("none", "faint"),))]


def _term(letter: str, use: TermUse, cells: int) -> list[Line]:
    term = use.hit.term
    mark, style = _COMPLIANCE[use.compliance]
    source = fit(term.source, max(cells // 2 - 4, 4))
    preferred = term.preferred or "(no rendering to use)"
    head = (Run(f"{letter} ", "key"), Run(f"{source} ", "accent"))
    room = cells - 2 - width(source) - 1 - width(mark) - 1
    tail = (Run(mark, style),)
    if width(preferred) <= room:
        return [(*head, Run(pad(preferred, room + 1)), *tail), *_forbidden(use, cells)]
    first: Line = (*head, Run(" " * (room + 1)), *tail)
    return [first, *wrapped(preferred, cells, indent=2), *_forbidden(use, cells)]


def _forbidden(use: TermUse, cells: int) -> list[Line]:
    """Name what may not stand there, once it does."""
    if use.compliance is not Compliance.FORBIDDEN:
        return []
    bad = use.found or ", ".join(use.hit.term.texts(TermStatus.FORBIDDEN))
    return wrapped(f"not “{bad}”", cells, style="error", indent=2)
