"""Groups of lines → flows: runs of lines in which a paragraph may go on over a line's end.

A group is what stands between blank lines. Its lines either were wrapped, and are one flow, or each
is a paragraph of its own, and a flow by itself. A line of Chinese with spaces in it may be a
wrapped paragraph whose line ends a scan turned into spaces: its parts are taken for lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from workbench.documents.cleanup.apart import parted
from workbench.documents.cleanup.cleaning import DEFAULT, Cleaning, Step
from workbench.documents.cleanup.lines import Line
from workbench.documents.cleanup.measure import ENOUGH, Column, column, column_of, ems
from workbench.documents.cleanup.patterns import FULL_STOP
from workbench.documents.cleanup.prose import is_ended
from workbench.documents.cleanup.spacing import Habits, parts
from workbench.documents.cleanup.splits import cut, heading_list, part_jumps

_PAUSED = re.compile(r"[，,、\"”’」』）)》]\Z")
_STOP = re.compile(r"[。！？；!?;]|\.(?!\d)")
_PAUSE = re.compile(r"，|(?<!\d),|,(?!\d)")
_SAMPLE = 500  # flows that show whether a document is wrapped
_SHOWING = 6  # lines that show whether a document is wrapped
INDENT = 1.5
"""Em: a line that starts so much further right than others starts a paragraph."""

_DEEPEST = 4.5  # em: what stands further right is no first line but centred
_VERSE = 0.3  # share of open lines that no verse has, though its lines are of one width
_MOST = 0.6  # share of long flows that show a column where the document has one
_TITLE_LINES = 4  # so many lines without a comma are no title
_COMMON = 3  # flows that show the column of a document
_NARROWEST = 8.0  # em: shorter lines are a list, not wrapped prose
_SURE = 12.0  # em: two lines alone are one paragraph only from here on


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that may hold several paragraphs, none of which begins or ends outside.

    Attributes:
        lines: lines, or parts of lines.
        texts: their visible characters.
        column: the column that they were wrapped in, None where it does not show.
    """

    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    column: Column | None


def flows(
    text: str, groups: Iterable[Sequence[Line]], habit: Habits, cleaning: Cleaning = DEFAULT
) -> list[Flow]:
    """Return the flows of a text's groups of lines, in order."""
    joins, splits = Step.LINES in cleaning, Step.SPLITS in cleaning
    whole = [_flow(text, run) for group in groups for run in parted(text, group)]
    wrapped = _is_mostly_wrapped(whole)
    width = _common([flow.column.usual for flow in whole if flow.column]) if wrapped else 0.0
    found: list[Flow] = []
    for flow in whole:
        several = joins and len(flow.lines) > 1
        if several and (_is_wrapped(flow, expected=wrapped) or _is_long_title(flow, width)):
            units = [u for line in flow.lines for u in (cut(text, line) if splits else (line,))]
            runs = part_jumps(text, units, splits=splits)
            found.extend(flow if tuple(run) == flow.lines else _flow(text, run) for run in runs)
            continue
        for line in flow.lines:
            for one in heading_list(text, line) if splits else (line,):
                found.extend(_flow(text, run) for run in _units(text, one, habit, cleaning))
    return _fitted(found)


def _units(text: str, line: Line, habit: Habits, cleaning: Cleaning) -> Iterator[list[Line]]:
    """Yield the parts of a line that stands by itself, in runs between jump lines."""
    splits = Step.SPLITS in cleaning
    if Step.SPACES in cleaning:
        units = parts(text, line, habit)
    else:
        units = list(cut(text, line)) if splits else [line]
    return part_jumps(text, units, splits=splits)


def _flow(text: str, units: Sequence[Line]) -> Flow:
    texts = tuple([text[unit.start : unit.end] for unit in units])
    long = len(units) > ENOUGH
    return Flow(tuple(units), texts, column(texts, _indents(units)) if long else None)


def _indents(units: Sequence[Line]) -> list[float]:
    """Return how far each line is indented, as paragraphs are; 0 where it is centred."""
    margin = min((unit.indent for unit in units if not unit.is_part), default=0.0)
    steps = [0.0 if unit.is_part else unit.indent - margin for unit in units]
    return [step if INDENT <= step <= _DEEPEST else 0.0 for step in steps]


def _fitted(found: Sequence[Flow]) -> list[Flow]:
    """Return the flows with columns as the document has them.

    Where most long flows show none, those that do are chance: lines were wrapped unevenly. Where
    most do, flows too short to show one are measured by the usual one.
    """
    shown = [flow.column for flow in found if len(flow.lines) > ENOUGH]
    usual = [one.usual for one in shown if one is not None]
    if _MOST * len(shown) > len(usual):
        return [replace(flow, column=None) if flow.column else flow for flow in found]
    middle = _common(usual)
    if not middle:
        return list(found)
    return [
        flow
        if flow.column is not None
        else replace(flow, column=column_of(flow.texts, _indents(flow.lines), middle))
        for flow in found
    ]


def _common(usual: Sequence[float]) -> float:
    """Return the width that most columns of a document have, 0 where there is none."""
    middle = median(usual) if len(usual) >= _COMMON else 0.0
    most = 2 * sum(abs(width - middle) <= 1 for width in usual) >= len(usual)
    return middle if most else 0.0


def _is_open(text: str) -> bool:
    """Return whether a line stops where no clause does."""
    return text[-1].isalnum() or not (is_ended(text) or _PAUSED.search(text))


def _inner(flow: Flow) -> list[str]:
    """Return the lines that a line without an indent follows."""
    margin = min(line.indent for line in flow.lines)
    following = zip(flow.texts, flow.lines[1:], strict=False)
    return [text for text, after in following if after.indent < margin + INDENT]


def _end_open(inner: Sequence[str], texts: Sequence[str], *, share: float = 0.5) -> bool:
    """Return whether so many inner lines end in mid-clause, and are no shorter than most.

    Only wrapping does both: titles and headings end so as well, but are short beside paragraphs.
    """
    found = [text for text in inner if _is_open(text)]
    if not found or len(found) < share * len(inner):
        return False
    widths = sorted(map(ems, texts))
    return 2 * median(map(ems, found)) >= widths[9 * (len(widths) - 1) // 10]


def _is_mostly_wrapped(whole: Sequence[Flow]) -> bool:
    """Return whether the lines of a document were mostly wrapped, as far as its beginning shows."""
    some = whole[:_SAMPLE]
    inner = [text for flow in some for text in _inner(flow)]
    return len(inner) >= _SHOWING and _end_open(
        inner, [text for flow in some for text in flow.texts]
    )


def _is_wrapped(flow: Flow, *, expected: bool) -> bool:
    """Return whether the lines are one text, `expected` where the document's mostly are."""
    *inner, last = flow.texts
    if any(map(_goes_on, inner, flow.texts[1:])):
        return True
    share = 0.5 if flow.column is None else _VERSE
    if not expected and not _end_open(_inner(flow), flow.texts, share=share):
        return False
    has_stop = any(map(_STOP.search, flow.texts))
    if flow.column is not None or expected:
        return has_stop or any(map(_PAUSE.search, flow.texts)) or len(flow.texts) >= _TITLE_LINES
    widths = [ems(text) for text in inner]
    if not has_stop or (len(inner) == 1 and (widths[0] < _SURE or not FULL_STOP.search(last))):
        return False
    return median(widths) >= _NARROWEST and ems(last) <= 1.3 * max(widths)


def _goes_on(line: str, after: str) -> bool:
    """Return whether an English sentence goes on in the next line."""
    return "a" <= after[0] <= "z" and (line[-1] == "," or "a" <= line[-1] <= "z") and " " in line


def _is_long_title(flow: Flow, width: float) -> bool:
    """Return whether a few short lines fill the document's column, as a wrapped title does."""
    if not width or len(flow.lines) >= _TITLE_LINES:
        return False
    found = column_of(flow.texts, _indents(flow.lines), width)
    return found is not None and all(found.filled)
