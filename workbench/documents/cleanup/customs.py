"""What the flows of a document have in common: how it shows where a paragraph begins.

Gathered over all lines first, so that each line can then be weighed by the document's own ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from workbench.documents.cleanup.flows import INDENT, Flow
from workbench.documents.cleanup.patterns import ENUMERATOR, SPEAKER, heading_style
from workbench.documents.cleanup.prose import has_stop, is_ended, is_heading

ROOM = 3.0
"""Em that a last line leaves in its column, where nothing else tells it from a full one."""

_KNOWN = 3  # first lines that show whether indents were lost
_FEW = 3  # flows up to which blank lines do not part the paragraphs
_INDENTED = 3  # indented lines that show that a document indents
_DEEPEST = 4.0  # em that a first line may be short by a lost indent, and by a word that moved on
_FULL_ENDS = 1.4  # of so many widths one last line is full, by chance
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Custom:
    """What holds for the whole document.

    Attributes:
        loses_indents: whether the first lines of its paragraphs are short by a lost indent.
        numerals: those of the arguments (`第一，`) with which its flows begin.
        parts: whether blank lines part its paragraphs.
        margin: em before a line that begins no paragraph; None where the document indents none.
        speakers: names that stand before a colon at the beginning of more than one line.
        length: lines of its paragraphs, usually; 0 where unknown.
        styles: ways of numbering whose headings stand on a line of their own.
        odds: odds that a full line that ends a sentence ends a paragraph; 0 where other signs tell.
    """

    loses_indents: bool = False
    numerals: frozenset[str] = frozenset()
    parts: bool = False
    margin: float | None = None
    speakers: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    length: float = 0.0
    odds: float = 0.0

    def expects(self, numeral: str) -> bool:
        """Return whether the argument before or after that one begins a flow."""
        at = _NUMERALS.find(numeral)
        around = _NUMERALS[max(0, at - 1) : at] + _NUMERALS[at + 1 : at + 2]
        return at >= 0 and any(n in self.numerals for n in around)

    def speaks(self, text: str) -> bool:
        """Return whether the text begins with the name of one who speaks by turns."""
        found = SPEAKER.match(text)
        return found is not None and found.group(1) in self.speakers


def custom(flows: Sequence[Flow]) -> Custom:
    """Return what the flows of a document have in common."""
    long = [flow for flow in flows if len(flow.lines) > 1]
    first = [short for flow in long for short in _first_lines(flow)]
    short = sum(shortfall >= 1 for shortfall in first)
    begun = (ENUMERATOR.match(text) for flow in flows for text in _surely_first(flow))
    loses_indents = len(first) >= _KNOWN and 5 * short >= 3 * len(first)
    margin = _margin(long)
    length, odds = _ends(long) if margin is None and not loses_indents else (0.0, 0.0)
    return Custom(
        loses_indents=loses_indents,
        numerals=frozenset(match.group(1) for match in begun if match is not None),
        parts=len(flows) > _FEW,
        margin=margin,
        speakers=_speakers(long),
        styles=_styles(flows),
        length=length,
        odds=odds,
    )


def _first_lines(flow: Flow) -> Iterator[float]:
    """Yield how short of their column the lines are that surely begin a paragraph.

    Those that are shorter than an indent makes them are headings.
    """
    column = flow.column
    if column is None:
        return
    for index in range(len(flow.texts) - 1):
        before = index - 1
        if index and not (column.shortfall(before) >= ROOM and has_stop(flow.texts[before])):
            continue
        if column.shortfall(index) < _DEEPEST:
            yield column.shortfall(index)


def _surely_first(flow: Flow) -> Iterator[str]:
    """Yield the lines that surely begin a paragraph."""
    yield flow.texts[0]
    if flow.column is None:
        return
    for index, is_filled in enumerate(flow.column.filled):
        if not is_filled and has_stop(flow.texts[index]):
            yield flow.texts[index + 1]


def _margin(flows: Sequence[Flow]) -> float | None:
    """Return the white space before a line inside a paragraph, None where nothing is indented."""
    whole = [line.indent for flow in flows for line in flow.lines if not line.is_part]
    if not whole:
        return None
    margin = float(median(whole))
    ends = [
        is_ended(flow.texts[at])
        for flow in flows
        for at, line in enumerate(flow.lines[1:])
        if not line.is_part and line.indent - margin >= INDENT
    ]
    enough = len(ends) >= _INDENTED and 2 * sum(ends) >= len(ends)
    return margin if enough else None


def _speakers(flows: Sequence[Flow]) -> frozenset[str]:
    """Return the names that begin lines again and again, with a colon after them."""
    found: Counter[str] = Counter()
    for flow in flows:
        for index, text in enumerate(flow.texts):
            match = SPEAKER.match(text)
            if match is not None and (index == 0 or is_ended(flow.texts[index - 1])):
                found[match.group(1)] += 1
    return frozenset(name for name, count in found.items() if count > 1)


def _styles(flows: Sequence[Flow]) -> frozenset[str]:
    """Return the ways of numbering whose headings end with their line."""
    alone: Counter[str] = Counter()
    for flow in flows:
        for index, text in enumerate(flow.texts):
            style = heading_style(text)
            if not style:
                continue
            short = flow.column is None or flow.column.shortfall(index) >= ROOM
            alone[style] += 1 if is_heading(text) and short else -1
    return frozenset(style for style, balance in alone.items() if balance > 0)


def _ends(flows: Sequence[Flow]) -> tuple[float, float]:
    """Return the usual length of a paragraph, and the odds that a full line ends one.

    One last line in so many fills its column by chance. From the last lines that do not, one knows
    how many do; they are among the full lines that end a sentence. Where blank lines part the
    paragraphs there are hardly any short last lines inside a flow, and none is looked for.
    """
    known = [flow for flow in flows if flow.column is not None]
    lines = sum(len(flow.lines) for flow in known)
    short = full = 0
    usual: list[float] = []
    for flow in known:
        column = flow.column
        if column is None:
            continue
        usual.append(column.usual)
        stops = [has_stop(text) for text in flow.texts[:-1]]
        for stop, is_filled in zip(stops, column.filled, strict=True):
            short += stop and not is_filled
            full += stop and is_filled
    if short < max(2, len(known)) or not full:
        return 0.0, 0.0
    share = min(0.5, _FULL_ENDS / median(usual))
    expected = min(short * share / (1 - share), 0.8 * full)
    return lines / (short + expected + len(known)), expected / (full - expected)
