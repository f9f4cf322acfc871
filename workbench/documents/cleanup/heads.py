"""Short lines in a row, between paragraphs of text: titles, headings, a signature, or a list.

A title and a heading look alike; where they stand tells them apart. An article begins at the start
of the file, after the end of another (a signature, a jump line, the mark of an end), before a
byline or a dateline, where a second headline follows (——), and where headings are numbered anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.document import ParagraphKind
from workbench.documents.cleanup.measure import ems
from workbench.documents.cleanup.patterns import DATE, DATELINE, HEADING, NAMES, SUBTITLE

Kind = ParagraphKind

_TITLES = 3  # lines that the head of an article has at most
_LIST = 4  # short lines in a row that are a list or verses, not headings
_SIGNED = 2  # lines of a signature before its date at most
_HEADLINE = 14.0  # em: headings inside an article have two halves too, but are shorter
_HALF = 4.0  # em: narrower than half a headline
_OFFICIAL = re.compile(
    "关于.{4,}的(?:通知|决定|意见|公告|通告|报告|请示|批复|函|规定|办法|说明|倡议书?)"
)
_ENDED = ("（完）", "(完)")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a run of short lines.

    Attributes:
        before: kind and text of what stands before it, None at the beginning of the file.
        after: kind and text of what comes next, None at the end.
        beyond: whether anything comes after that.
        parted: whether the mark of an end, or a jump line, stands right before the run.
        restarts: whether the next numbered heading is a first one, and earlier ones were numbered.
    """

    before: tuple[Kind, str] | None
    after: tuple[Kind, str] | None
    beyond: bool
    parted: bool
    restarts: bool


def kinds_of_run(lines: Sequence[str], around: Around) -> list[Kind]:
    """Return the kinds of short lines in a row."""
    signed = _signature(lines, around)
    rest = lines[signed:]
    found = [Kind.BYLINE] * signed
    if not rest:
        return found
    named = len(rest) > 1 and NAMES.match(rest[-1]) is not None
    heads = rest[:-1] if named else rest
    begin = _title_at(heads, around, after_end=signed > 0 or around.parted, named=named)
    if begin is None:
        return found + _inside(rest)
    found += _inside(heads[:begin]) + _opening(heads[begin:])
    return [*found, Kind.BYLINE] if named else found


def _signature(lines: Sequence[str], around: Around) -> int:
    """Return how many lines sign what stands before: some names and a date."""
    if around.before is None:
        return 0
    for count, line in enumerate(lines[: _SIGNED + 1], start=1):
        if DATE.match(line):
            return count
    return 0


def _title_at(lines: Sequence[str], around: Around, *, after_end: bool, named: bool) -> int | None:
    """Return the index of the line that begins an article, None where none does."""
    if around.before is None or after_end or named or _precedes_byline(around):
        return 0
    kind, text = around.before
    if (kind is Kind.BYLINE and text[0] in "（(") or text.endswith(_ENDED):
        return 0
    free = [index for index, line in enumerate(lines) if HEADING.match(line) is None]
    second = next((index for index in free if SUBTITLE.match(lines[index])), None)
    if second is not None:
        return max(0, second - 1)
    if not free or len(free) >= _LIST or around.after is None:
        return None
    shown = [index for index in free if _is_headline(lines[index])]
    if shown:
        return shown[0]
    return free[0] if around.restarts or len(free) > 1 else None


def _precedes_byline(around: Around) -> bool:
    """Return whether the byline or the dateline of an article comes next."""
    if around.after is None:
        return False
    kind, text = around.after
    if kind is Kind.BYLINE:
        return around.beyond and text[0] not in "（("
    return DATELINE.match(text) is not None


def _is_headline(line: str) -> bool:
    """Return whether the line looks like a headline of two halves, or names an official paper."""
    parts = line.split(" ")
    wide = ems(line) >= _HEADLINE
    return _OFFICIAL.match(line) is not None or (
        wide and len(parts) > 1 and min(map(ems, parts)) >= _HALF
    )


def _opening(lines: Sequence[str]) -> list[Kind]:
    """Return the kinds of the lines in the head of an article."""
    free = sum(HEADING.match(line) is None for line in lines)
    titles = len(lines) if free <= _TITLES else 1
    return [_leveled(line, at < titles) for at, line in enumerate(lines)]


def _leveled(line: str, is_title: bool) -> Kind:
    if HEADING.match(line):
        return Kind.HEADING
    return Kind.TITLE if is_title else Kind.BODY


def _inside(lines: Sequence[str]) -> list[Kind]:
    """Return the kinds of short lines inside an article."""
    free = sum(HEADING.match(line) is None for line in lines)
    unnumbered = Kind.BODY if free >= _LIST else Kind.HEADING
    return [Kind.HEADING if HEADING.match(line) else unnumbered for line in lines]
