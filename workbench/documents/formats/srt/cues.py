"""The cues of an SRT file: where each one's words lie, so that everything else can stay as it is.

A cue is found by its line of times; the line of digits right before it is its number, the words go
on to the next cue. So missing empty lines, gaps in the numbers and cues without words do no harm.
SRT has no standard; the limits are those of the players that are in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from workbench.errors import FormatError

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_NUMBER: Final = re.compile(r"[\ufeff\s]*[0-9]{1,9}\s*")
_CLOCK: Final = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-9]{1,2}(?:[,.][0-9]{1,3})?"
_TIMES: Final = re.compile(rf"[\ufeff\s]*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
_MEANT_AS_TIMES: Final = re.compile(r"[\ufeff\s]*[0-9].*-{2,4}>|.*-->\s*[0-9]+\s*:")


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle.

    Attributes:
        start, end: its words are `text[start:end]`, without the last line end; there may be none.
        line: 1-based line where they start.
        newline: the line end that the cue uses.
    """

    start: int
    end: int
    line: int
    newline: str


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    start: int
    text: str
    newline: str

    @property
    def after(self) -> int:
        """Offset of the next line."""
        return self.start + len(self.text) + len(self.newline)


def cues(text: str, where: str) -> tuple[Cue, ...]:
    """Return the cues of a file in order.

    Args:
        text: the decoded file.
        where: its name, for messages.

    Raises:
        FormatError: a line of times is malformed, or there is none.
    """
    lines = list(_lines(text))
    heads = [at for at, line in enumerate(lines) if _is_head(line, where)]
    if not heads:
        raise FormatError(
            "there are no subtitles in it: no line like 00:01:02,500 --> 00:01:04,000",
            where=where,
            hint="Import it as another format with --format",
        )
    return tuple(_cue(lines, head, end) for head, end in pairwise([*heads, len(lines)]))


def _lines(text: str) -> Iterator[_Line]:
    for number, match in enumerate(_LINE.finditer(text), 1):
        if match.group() or match.start() < len(text):
            yield _Line(number, match.start(), match[1], match[2])


def _is_head(line: _Line, where: str) -> bool:
    if "->" not in line.text:
        return False
    if _TIMES.fullmatch(line.text):
        return True
    if _MEANT_AS_TIMES.match(line.text):
        raise FormatError(
            f"“{line.text.strip()[:40]}” are no times",
            where=where,
            line=line.number,
            hint="They should look like 00:01:02,500 --> 00:01:04,000",
        )
    return False


def _cue(lines: list[_Line], head: int, end: int) -> Cue:
    """Return the cue between its line of times and that of the next one, or the end."""
    words = lines[head + 1 : end]
    if words and end < len(lines) and _NUMBER.fullmatch(words[-1].text):
        words.pop()
    while words and not words[-1].text.strip():
        words.pop()
    while words and not words[0].text.strip():
        words.pop(0)
    times = lines[head]
    if not words:
        return Cue(times.after, times.after, times.number, times.newline or "\n")
    last = words[-1]
    return Cue(words[0].start, last.start + len(last.text), words[0].number, times.newline)
