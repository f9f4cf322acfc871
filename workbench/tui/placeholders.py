"""Placeholders in the editor: shown as such, never cut in half, and put in again where one is lost.

Promises: pure; offsets are code points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.core.code import Code, CodeKind
from workbench.text.placeholders import PLACEHOLDER, placeholder, placeholders
from workbench.tui.rows import Span


def spans(text: str) -> tuple[Span, ...]:
    """Return where placeholders stand in a text, in the style `code`."""
    if "{" not in text:
        return ()
    return tuple(Span(m.start(), m.end(), "code") for m in PLACEHOLDER.finditer(text))


def snapped(text: str, at: int, *, forward: bool) -> int:
    """Return an offset that is not inside a placeholder: its end, or its start."""
    for span in spans(text):
        if span.start < at < span.end:
            return span.end if forward else span.start
    return at


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch that holds whole the placeholders that it cuts; an empty one stays empty."""
    wide = snapped(text, end, forward=True)
    return (wide if start == end else snapped(text, start, forward=False)), wide


def lost(source: str, target: str) -> tuple[int, ...]:
    """Return the numbers of the source's placeholders that the target lacks, in their order."""
    missing = Counter(placeholders(source)) - Counter(placeholders(target))
    return tuple(number for number in dict.fromkeys(placeholders(source)) if missing[number])


def next_pair(
    source: str, target: str, codes: Sequence[Code], *, around: bool
) -> tuple[str, str] | None:
    """Return what to put in around a selection, or at the cursor: the next lost ones.

    Args:
        source: the segment's source.
        target: its target as it stands.
        codes: what the placeholders stand for.
        around: whether something is selected that a pair can go around.

    Returns:
        The texts to go before and after; the second is empty but for a pair, which alone goes
        around a selection. None if none is lost.
    """
    missing = lost(source, target)
    if not missing:
        return None
    partners = {code.number: code.partner for code in codes if code.kind is CodeKind.OPEN}
    for first in missing if around else ():
        if (second := partners.get(first)) in missing:
            return placeholder(first), placeholder(second)
    return placeholder(missing[0]), ""


def meanings(source: str, codes: Sequence[Code]) -> tuple[tuple[str, str], ...]:
    """Return (placeholder, what it stands for) of those in a source, as a person is told it."""
    labels = {code.number: code.label or code.markup for code in codes}
    numbers = dict.fromkeys(placeholders(source))
    return tuple((placeholder(n), labels.get(n, "as it stands")) for n in numbers)
